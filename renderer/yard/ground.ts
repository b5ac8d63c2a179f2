import { Container, Sprite } from 'pixi.js';
import { YARD_HEIGHT_PX as H, YARD_WIDTH_PX as W } from '../../shared/config';
import { drawFence, shadeFence } from './fence';
import { CROWN_PX, PLAZA, type Landscape } from './landscape';
import { drawFlowers, drawTuft } from './little-things';
import { COLOUR, SHADE } from './palette';
import {
  castShadow,
  discShape,
  fill,
  lay,
  lobedShape,
  newSheet,
  ROUND_SHADOW_STEP_PX,
  roundRectShape,
  textureOf,
  type Pen,
} from './paper';
import { PATH_WIDTH_PX } from './paths';
import { drawPond } from './ponds';
import { drawToy } from './toys';

/** How much of the land outside the fence is drawn; further out it is plain meadow. */
const LAND_MARGIN_PX = 120;
/** The land is cut into so many tiles each way, so that each is a texture that every graphics card takes. */
const TILES = 2;
const TILE_PX = { width: (W + 2 * LAND_MARGIN_PX) / TILES, height: (H + 2 * LAND_MARGIN_PX) / TILES };
const STRIPE_PX = 120;
const CORNER_PX = 26;
/** How far a path leads on outside. */
const PATH_END_PX = 64;
const TREE_HEIGHT_PX = 66;

/** The land around the yard. */
export const OUTSIDE_COLOUR = COLOUR.meadow;

/** What lies under everybody's feet, as a few large pictures that are drawn once for each landscape. */
export class Ground {
  readonly view = new Container();

  /** @param resolution device pixels in a pixel of the yard */
  show(landscape: Landscape, resolution: number): void {
    for (const tile of this.view.removeChildren()) tile.destroy({ texture: true, textureSource: true });
    const shade = shadeOf(landscape);
    for (let i = 0; i < TILES * TILES; i++) {
      const x = (i % TILES) * TILE_PX.width - LAND_MARGIN_PX;
      const y = Math.floor(i / TILES) * TILE_PX.height - LAND_MARGIN_PX;
      const pen = newSheet(TILE_PX.width, TILE_PX.height, resolution);
      pen.translate(-x, -y);
      drawGround(pen, landscape, shade);
      this.view.addChild(new Sprite({ texture: textureOf(pen, resolution), x, y }));
    }
  }
}

/** Draws the whole ground in yard pixels, with this shade on it; what lies off the sheet costs little. */
export function drawGround(pen: Pen, landscape: Landscape, shade: Path2D): void {
  drawMeadow(pen, landscape);
  drawLawn(pen, landscape);
  drawPaths(pen, landscape);
  for (const pond of landscape.ponds) drawPond(pen, pond);
  for (const tuft of landscape.tufts) drawTuft(pen, tuft);
  for (const bed of landscape.flowerBeds) drawFlowers(pen, bed);
  for (const toy of landscape.toys) drawToy(pen, toy);
  fill(pen, SHADE, shade);
  drawFence(pen, landscape.paths);
}

/** The shadows of all that stands high. */
function shadeOf({ paths, trees }: Landscape): Path2D {
  const shade = new Path2D();
  shadeFence(shade, paths);
  for (const { x, y, size, angle } of trees)
    castShadow(
      shade,
      lobedShape(x, y, CROWN_PX * size * 0.94, 9, angle),
      TREE_HEIGHT_PX * size,
      ROUND_SHADOW_STEP_PX,
    );
  return shade;
}

/** Bushes and grass outside the fence. */
function drawMeadow(pen: Pen, { bushes }: Landscape): void {
  pen.fillStyle = OUTSIDE_COLOUR;
  pen.fillRect(-LAND_MARGIN_PX, -LAND_MARGIN_PX, W + 2 * LAND_MARGIN_PX, H + 2 * LAND_MARGIN_PX);
  for (const { x, y, size, angle } of bushes) {
    lay(pen, COLOUR.leaf, lobedShape(x, y, 26 * size, 7, angle), 18);
    fill(pen, COLOUR.leafLight, lobedShape(x - 5 * size, y - 6 * size, 14 * size, 6, angle));
  }
}

/** A sheet of grass with mown stripes. */
function drawLawn(pen: Pen, { stripeAngle }: Landscape): void {
  const lawn = roundRectShape(0, 0, W, H, CORNER_PX);
  fill(pen, COLOUR.grass, lawn);
  pen.save();
  pen.clip(lawn);
  pen.translate(W / 2, H / 2);
  pen.rotate(stripeAngle);
  pen.fillStyle = COLOUR.mown;
  for (let x = -W; x < W; x += 2 * STRIPE_PX) pen.fillRect(x, -W, STRIPE_PX, 2 * W);
  pen.restore();
}

function drawPaths(pen: Pen, { paths }: Landscape): void {
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
    fill(pen, colour, discShape(PLAZA.x, PLAZA.y, PLAZA.radiusPx + grow));
  } // prettier-ignore
  pen.strokeStyle = COLOUR.sandLight;
  pen.lineWidth = 5;
  for (const radiusPx of [PLAZA.radiusPx - 16, 46]) pen.stroke(discShape(PLAZA.x, PLAZA.y, radiusPx));
  for (let i = 0; i < 8; i++) {
    const petal = new Path2D();
    const angle = (i / 8) * 2 * Math.PI;
    petal.ellipse(
      PLAZA.x + Math.cos(angle) * 78,
      PLAZA.y + Math.sin(angle) * 78,
      20,
      9,
      angle,
      0,
      2 * Math.PI,
    );
    fill(pen, COLOUR.sandLight, petal);
  }
}
