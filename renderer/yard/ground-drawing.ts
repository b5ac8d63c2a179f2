import type { Box } from '../../shared/landscape/box';
import { drawFence, shadeFence } from './fence';
import type { Landscape } from '../../shared/landscape/landscape';
import { drawFlowers, drawTuft } from './little-things';
import { COLOUR, SHADE } from './palette';
import {
  castShadow,
  discShape,
  fill,
  lay,
  lobedShape,
  ROUND_SHADOW_STEP_PX,
  roundRectShape,
  type Pen,
} from './paper';
import { PATH_WIDTH_PX } from '../../shared/landscape/paths';
import { meets } from '../../shared/landscape/plot';
import { drawPond } from './ponds';
import { CROWN_PX, type Section } from '../../shared/landscape/section';
import { drawToy } from './toys';

const STRIPE_PX = 120;
const CORNER_PX = 26;
/** How far a path leads on outside. */
const PATH_END_PX = 64;
const TREE_HEIGHT_PX = 66;
/** From the middle of each to what of it reaches farthest, beyond its own radius where it has one: shadows fall far. */
const REACH_PX = { pond: 12, tuft: 14, flower: 10, toy: 40, tree: 90, bush: 60 } as const;
/** How far what belongs to a section shows outside of it. */
const SECTION_REACH_PX = 140;

/** The land around the yard. */
export const OUTSIDE_COLOUR = COLOUR.meadow;

/** Draws what lies in this box of the ground, in yard pixels, with all shadows on it. */
export function drawGround(pen: Pen, landscape: Landscape, box: Box): void {
  const sections = landscape.sectionsIn(box, SECTION_REACH_PX);
  drawLand(pen, landscape, box);
  drawThings(pen, sections, box);
  fill(pen, SHADE, shadeOf(landscape, sections, box));
  drawFence(pen, landscape, box);
}

/** Draws what lies lowest in this box: meadow, lawn and paths. */
export function drawLand(pen: Pen, landscape: Landscape, box: Box): void {
  drawMeadow(pen, landscape, box);
  drawLawn(pen, landscape);
  drawPaths(pen, landscape);
}

/** Draws what is in these sections and in this box, without the shadows of what stands high. */
export function drawThings(pen: Pen, sections: readonly Section[], box: Box): void {
  // Kind by kind, so that at the edge of a section all lies as it does inside.
  for (const { ponds } of sections)
    for (const pond of ponds) if (meets(box, pond, pond.radiusPx + REACH_PX.pond)) drawPond(pen, pond);
  for (const { tufts } of sections)
    for (const tuft of tufts) if (meets(box, tuft, REACH_PX.tuft)) drawTuft(pen, tuft);
  for (const { flowerBeds } of sections)
    for (const bed of flowerBeds)
      if (bed.flowers.some((flower) => meets(box, flower, REACH_PX.flower))) drawFlowers(pen, bed);
  for (const { toys } of sections)
    for (const toy of toys) if (meets(box, toy, toy.radiusPx + REACH_PX.toy)) drawToy(pen, toy);
}

/** The shadows of all that stands high. */
function shadeOf(landscape: Landscape, sections: readonly Section[], box: Box): Path2D {
  const shade = new Path2D();
  shadeFence(shade, landscape, box);
  for (const { trees } of sections)
    for (const tree of trees) {
      const { x, y, size, angle } = tree;
      if (!meets(box, tree, (CROWN_PX + REACH_PX.tree) * size)) continue;
      const crown = lobedShape(x, y, CROWN_PX * size * 0.94, 9, angle);
      castShadow(shade, crown, TREE_HEIGHT_PX * size, ROUND_SHADOW_STEP_PX);
    }
  return shade;
}

/** Bushes and grass outside the fence. */
function drawMeadow(pen: Pen, { bushes }: Landscape, box: Box): void {
  pen.fillStyle = OUTSIDE_COLOUR;
  pen.fillRect(box.left, box.top, box.right - box.left, box.bottom - box.top);
  for (const bush of bushes) {
    const { x, y, size, angle } = bush;
    if (!meets(box, bush, REACH_PX.bush)) continue;
    lay(pen, COLOUR.leaf, lobedShape(x, y, 26 * size, 7, angle), 18);
    fill(pen, COLOUR.leafLight, lobedShape(x - 5 * size, y - 6 * size, 14 * size, 6, angle));
  }
}

/** A sheet of grass with mown stripes. */
function drawLawn(pen: Pen, { size, stripeAngle }: Landscape): void {
  const { widthPx, heightPx } = size;
  const lawn = roundRectShape(0, 0, widthPx, heightPx, CORNER_PX);
  fill(pen, COLOUR.grass, lawn);
  pen.save();
  pen.clip(lawn);
  pen.translate(widthPx / 2, heightPx / 2);
  pen.rotate(stripeAngle);
  pen.fillStyle = COLOUR.mown;
  const pairs = Math.ceil(Math.max(widthPx, heightPx) / (2 * STRIPE_PX));
  const reachPx = pairs * 2 * STRIPE_PX;
  for (let x = -reachPx; x < reachPx; x += 2 * STRIPE_PX) pen.fillRect(x, -reachPx, STRIPE_PX, 2 * reachPx);
  pen.restore();
}

function drawPaths(pen: Pen, { paths, plaza }: Landscape): void {
  for (const [grow, colour] of [[6, COLOUR.sandEdge], [0, COLOUR.sand]] as const) {
    pen.strokeStyle = colour;
    pen.lineWidth = PATH_WIDTH_PX + 2 * grow;
    for (const { from, bend1, bend2, to } of paths) {
      pen.beginPath();
      pen.moveTo(from.x, from.y);
      pen.bezierCurveTo(bend1.x, bend1.y, bend2.x, bend2.y, to.x, to.y);
      pen.lineTo(to.x + Math.sign(to.x - bend2.x) * PATH_END_PX, to.y + Math.sign(to.y - bend2.y) * PATH_END_PX);
      pen.stroke();
    }
    fill(pen, colour, discShape(plaza.x, plaza.y, plaza.radiusPx + grow));
  } // prettier-ignore
  pen.strokeStyle = COLOUR.sandLight;
  pen.lineWidth = 5;
  for (const radiusPx of [plaza.radiusPx - 16, 46]) pen.stroke(discShape(plaza.x, plaza.y, radiusPx));
  for (let i = 0; i < 8; i++) {
    const petal = new Path2D();
    const angle = (i / 8) * 2 * Math.PI;
    petal.ellipse(
      plaza.x + Math.cos(angle) * 78,
      plaza.y + Math.sin(angle) * 78,
      20,
      9,
      angle,
      0,
      2 * Math.PI,
    );
    fill(pen, COLOUR.sandLight, petal);
  }
}
