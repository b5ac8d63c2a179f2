import { Container, Graphics, Rectangle, Sprite, type Renderer } from 'pixi.js';
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';

const W = YARD_WIDTH_PX;
const H = YARD_HEIGHT_PX;
const STRIPE_PX = 150;
const FENCE_STEP_PX = 40;
/** How far the fence and its shadow stand out. */
const FENCE_PX = 20;
/** Largest side of a texture that every graphics card takes. */
const TEXTURE_MAX_PX = 8192;

const COLOR = {
  grass: '#8fbf6a',
  mown: '#97c672',
  sand: '#e9d8a6',
  sandEdge: '#dcc88f',
  pond: '#6fb6d2',
  pondRim: '#a5d5e4',
  wood: '#d8b27a',
  woodTop: '#ead0a2',
} as const;
/** One light for the whole yard: every shadow falls to the lower right. */
export const SHADOW = { color: '#2b2a33', alpha: 0.18 };

const PONDS: readonly (readonly [x: number, y: number, width: number])[] = [
  [640, 1130, 170],
  [1830, 430, 210],
];

/** The land around the yard. */
export const OUTSIDE_COLOR = '#7fb05e';

/** What lies under everybody's feet: lawn, paths, ponds and the fence, drawn once and then one picture. */
export function createGround(renderer: Renderer): Container {
  const drawing = new Graphics();
  drawing.roundRect(6, 8, W, H, 24).fill(SHADOW);
  drawing.roundRect(0, 0, W, H, 24).fill(COLOR.grass);
  for (let x = STRIPE_PX; x < W; x += 2 * STRIPE_PX) drawing.rect(x, 0, STRIPE_PX, H).fill(COLOR.mown);
  drawPaths(drawing);
  for (const [x, y, width] of PONDS) drawPond(drawing, x, y, width);
  drawFence(drawing);
  const frame = new Rectangle(-FENCE_PX, -FENCE_PX, W + 2 * FENCE_PX, H + 2 * FENCE_PX);
  const resolution = Math.min(renderer.resolution, TEXTURE_MAX_PX / frame.width);
  const ground = new Sprite(
    renderer.generateTexture({ target: drawing, frame, resolution, antialias: true }),
  );
  ground.position.set(frame.x, frame.y);
  drawing.destroy();
  return ground;
}

function drawPaths(ground: Graphics): void {
  for (const [width, color] of [[104, COLOR.sandEdge], [92, COLOR.sand]] as const) {
    ground.moveTo(0, 640).bezierCurveTo(700, 480, 1000, 980, W / 2, 800).bezierCurveTo(1500, 600, 1800, 1100, W, 900);
    ground.stroke({ width, color, cap: 'butt', join: 'round' });
    ground.moveTo(W / 2, 800).bezierCurveTo(1250, 1050, 1080, 1250, 1180, H);
    ground.stroke({ width, color, cap: 'butt', join: 'round' });
  } // prettier-ignore
  ground.circle(W / 2, 800, 132).fill(COLOR.sandEdge);
  ground.circle(W / 2, 800, 126).fill(COLOR.sand);
}

function drawPond(ground: Graphics, x: number, y: number, width: number): void {
  for (const [grow, color] of [[14, COLOR.pondRim], [0, COLOR.pond]] as const) {
    ground.ellipse(x, y, width + grow, width * 0.58 + grow).fill(color);
    ground.ellipse(x + width * 0.62, y + width * 0.3, width * 0.6 + grow, width * 0.4 + grow).fill(color);
  } // prettier-ignore
  ground
    .ellipse(x - width * 0.3, y - width * 0.18, width * 0.3, width * 0.07)
    .fill({ color: COLOR.pondRim, alpha: 0.8 });
}

function drawFence(ground: Graphics): void {
  ground.roundRect(0, 0, W, H, 24).stroke({ width: 8, color: COLOR.wood });
  for (let x = FENCE_STEP_PX; x < W; x += FENCE_STEP_PX) for (const y of [0, H]) drawPost(ground, x, y);
  for (let y = FENCE_STEP_PX; y < H; y += FENCE_STEP_PX) for (const x of [0, W]) drawPost(ground, x, y);
}

function drawPost(ground: Graphics, x: number, y: number): void {
  ground.roundRect(x - 4, y - 3, 14, 14, 4).fill(SHADOW);
  ground.roundRect(x - 7, y - 7, 14, 14, 4).fill(COLOR.woodTop);
}
