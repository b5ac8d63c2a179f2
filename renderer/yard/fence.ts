import { YARD_HEIGHT_PX as H, YARD_WIDTH_PX as W } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { COLOUR, LIGHT } from './palette';
import { castShadow, fill, placed, roundRectShape, type Pen } from './paper';
import { PATH_WIDTH_PX, type Path } from './paths';

const POST_STEP_PX = 50;
const POST_PX = 14;
const GATE_POST_PX = 22;
const RAIL_PX = 6;
const HEIGHT_PX = 24;
const RAIL_HEIGHT_PX = 18;
const GATE_HEIGHT_PX = 34;
/** From the middle of a gate to its posts. */
const GATE_HALF_PX = PATH_WIDTH_PX / 2 + 12;

interface Fence {
  posts: Position[];
  gatePosts: Position[];
  rails: { from: Position; to: Position }[];
}

/** Casts the fence's shadow; to be filled before the fence is drawn. */
export function shadeFence(shade: Path2D, paths: readonly Path[]): void {
  const { posts, gatePosts, rails } = buildFence(paths);
  // The sun shines through under the rails.
  for (const rail of rails)
    shade.addPath(
      railShape(rail),
      new DOMMatrix().translate(LIGHT.x * RAIL_HEIGHT_PX, LIGHT.y * RAIL_HEIGHT_PX),
    );
  for (const { x, y } of posts) castShadow(shade, postShape(x, y, POST_PX), HEIGHT_PX);
  for (const { x, y } of gatePosts) castShadow(shade, postShape(x, y, GATE_POST_PX), GATE_HEIGHT_PX);
}

export function drawFence(pen: Pen, paths: readonly Path[]): void {
  const { posts, gatePosts, rails } = buildFence(paths);
  for (const rail of rails) fill(pen, COLOUR.wood, railShape(rail));
  for (const { x, y } of posts) fill(pen, COLOUR.woodTop, postShape(x, y, POST_PX));
  for (const { x, y } of gatePosts) {
    fill(pen, COLOUR.wood, postShape(x, y, GATE_POST_PX));
    fill(pen, COLOUR.paper, postShape(x, y, GATE_POST_PX - 8));
  }
}

/** Posts all around, with a gap where a path goes out. */
function buildFence(paths: readonly Path[]): Fence {
  const fence: Fence = { posts: [], gatePosts: [], rails: [] };
  for (const y of [0, H]) {
    const gate = paths.find(({ to }) => to.y === y)?.to.x;
    raise(fence, W, gate, (x) => ({ x, y }));
  }
  for (const x of [0, W]) {
    const gate = paths.find(({ to }) => to.x === x)?.to.y;
    raise(fence, H, gate, (y) => ({ x, y }));
  }
  return fence;
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
  for (let along = 0; along <= lengthPx; along += POST_STEP_PX)
    if (along < gapFrom - POST_PX || along > gapTo + POST_PX) fence.posts.push(at(along));
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
