import type { Position } from '../../shared/movement';
import type { Box } from '../../shared/landscape/box';
import type { Landscape } from '../../shared/landscape/landscape';
import { COLOUR, LIGHT } from './palette';
import { castShadow, fill, placed, roundRectShape, type Pen } from './paper';
import { PATH_WIDTH_PX } from '../../shared/landscape/paths';
import { meets } from '../../shared/landscape/plot';

/** About: a side has its posts at even distances. */
const POST_STEP_PX = 50;
const POST_PX = 14;
const GATE_POST_PX = 22;
const RAIL_PX = 6;
const HEIGHT_PX = 24;
const RAIL_HEIGHT_PX = 18;
const GATE_HEIGHT_PX = 34;
/** From its line to what of it reaches farthest: the end of a shadow. */
const REACH_PX = 40;
/** From the middle of a gate to its posts. */
const GATE_HALF_PX = PATH_WIDTH_PX / 2 + 12;

interface Fence {
  posts: Position[];
  gatePosts: Position[];
  rails: { from: Position; to: Position }[];
}

/** Casts the shadow of the fence, as far as it is in this box; to be filled before the fence is drawn. */
export function shadeFence(shade: Path2D, landscape: Landscape, box: Box): void {
  const { posts, gatePosts, rails } = buildFence(landscape, box);
  // The sun shines through under the rails.
  for (const rail of rails)
    shade.addPath(
      railShape(rail),
      new DOMMatrix().translate(LIGHT.x * RAIL_HEIGHT_PX, LIGHT.y * RAIL_HEIGHT_PX),
    );
  for (const { x, y } of posts) castShadow(shade, postShape(x, y, POST_PX), HEIGHT_PX);
  for (const { x, y } of gatePosts) castShadow(shade, postShape(x, y, GATE_POST_PX), GATE_HEIGHT_PX);
}

/** Draws the fence, as far as it is in this box. */
export function drawFence(pen: Pen, landscape: Landscape, box: Box): void {
  const { posts, gatePosts, rails } = buildFence(landscape, box);
  for (const rail of rails) fill(pen, COLOUR.wood, railShape(rail));
  for (const { x, y } of posts) fill(pen, COLOUR.woodTop, postShape(x, y, POST_PX));
  for (const { x, y } of gatePosts) {
    fill(pen, COLOUR.wood, postShape(x, y, GATE_POST_PX));
    fill(pen, COLOUR.paper, postShape(x, y, GATE_POST_PX - 8));
  }
}

/** Posts all around, with a gap where a path goes out; those in this box. */
function buildFence({ size, paths }: Landscape, box: Box): Fence {
  const fence: Fence = { posts: [], gatePosts: [], rails: [] };
  const { widthPx, heightPx } = size;
  for (const y of [0, heightPx]) {
    if (y < box.top - REACH_PX || y > box.bottom + REACH_PX) continue;
    const gate = paths.find(({ to }) => to.y === y)?.to.x;
    raise(fence, widthPx, gate, (x) => ({ x, y }));
  }
  for (const x of [0, widthPx]) {
    if (x < box.left - REACH_PX || x > box.right + REACH_PX) continue;
    const gate = paths.find(({ to }) => to.x === x)?.to.y;
    raise(fence, heightPx, gate, (y) => ({ x, y }));
  }
  const isNear = (post: Position) => meets(box, post, REACH_PX);
  return { ...fence, posts: fence.posts.filter(isNear), gatePosts: fence.gatePosts.filter(isNear) };
}

function raise(
  fence: Fence,
  lengthPx: number,
  gate: number | undefined,
  at: (along: number) => Position,
): void {
  const ends = gate === undefined ? [] : [gate - GATE_HALF_PX, gate + GATE_HALF_PX];
  fence.gatePosts.push(...ends.map(at));
  const [gapFrom = lengthPx, gapTo = lengthPx] = ends;
  const steps = Math.round(lengthPx / POST_STEP_PX);
  for (let i = 0; i <= steps; i++) {
    const along = (i / steps) * lengthPx;
    if (along < gapFrom - POST_PX || along > gapTo + POST_PX) fence.posts.push(at(along));
  }
  fence.rails.push({ from: at(0), to: at(gapFrom) });
  if (gapTo < lengthPx) fence.rails.push({ from: at(gapTo), to: at(lengthPx) });
}

function railShape({ from, to }: { from: Position; to: Position }): Path2D {
  const half = RAIL_PX / 2;
  return roundRectShape(from.x - half, from.y - half, to.x - from.x + RAIL_PX, to.y - from.y + RAIL_PX, half);
}

function postShape(x: number, y: number, widthPx: number): Path2D {
  return placed(roundRectShape(-widthPx / 2, -widthPx / 2, widthPx, widthPx, widthPx * 0.3), x, y);
}
