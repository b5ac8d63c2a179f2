import { ImageSource, Texture } from 'pixi.js';
import { LIGHT, SHADE } from './palette';

export type Pen = CanvasRenderingContext2D;

/** The copies of a shape that make up its shadow lie so close that their edge is a line, even at a corner. */
const SHADOW_STEP_PX = 2;
/** Large round shapes need fewer. */
export const ROUND_SHADOW_STEP_PX = 6;

/**
 * An empty sheet to draw on, in yard pixels. It stays in main memory, so that what was drawn on it can go to the graphics
 * card again when that has forgotten it (a lost WebGL context).
 */
export function newSheet(widthPx: number, heightPx: number, resolution: number): Pen {
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(widthPx * resolution);
  canvas.height = Math.ceil(heightPx * resolution);
  const pen = canvas.getContext('2d', { willReadFrequently: true });
  if (!pen) throw new Error('There is no memory left to draw the yard.');
  pen.scale(resolution, resolution);
  pen.lineCap = pen.lineJoin = 'round';
  return pen;
}

export function textureOf({ canvas }: Pen, resolution: number): Texture {
  return new Texture({ source: new ImageSource({ resource: canvas, resolution }) });
}

export function fill(pen: Pen, colour: string, shape: Path2D): void {
  pen.fillStyle = colour;
  pen.fill(shape);
}

export function discShape(x: number, y: number, radiusPx: number): Path2D {
  const shape = new Path2D();
  shape.arc(x, y, radiusPx, 0, 2 * Math.PI);
  return shape;
}

export function roundRectShape(x: number, y: number, width: number, height: number, corner: number): Path2D {
  const shape = new Path2D();
  shape.roundRect(x, y, width, height, corner);
  return shape;
}

/** A round shape with so many lobes: the outline of a crown, a bush, a flower. */
export function lobedShape(x: number, y: number, radiusPx: number, lobes: number, angle = 0): Path2D {
  const shape = new Path2D();
  const lobePx = (radiusPx * Math.PI) / lobes;
  const ringPx = radiusPx - lobePx * 0.8;
  shape.arc(x, y, ringPx, 0, 2 * Math.PI);
  for (let lobe = 0; lobe < lobes; lobe++) {
    const at = angle + (lobe / lobes) * 2 * Math.PI;
    shape.closePath();
    shape.moveTo(x + Math.cos(at) * ringPx + lobePx, y + Math.sin(at) * ringPx);
    shape.arc(x + Math.cos(at) * ringPx, y + Math.sin(at) * ringPx, lobePx, 0, 2 * Math.PI);
  }
  return shape;
}

/** The shape in its place: turned about its own origin, then moved. */
export function placed(shape: Path2D, x: number, y: number, angle = 0): Path2D {
  const inPlace = new Path2D();
  inPlace.addPath(shape, new DOMMatrix().translate(x, y).rotate((angle * 180) / Math.PI));
  return inPlace;
}

/**
 * Adds to `shade` where something of this shape and height keeps the sun away. Filled as one, shadows that overlap are no
 * darker than one.
 */
export function castShadow(shade: Path2D, shape: Path2D, heightPx: number, stepPx = SHADOW_STEP_PX): void {
  const copies = new Path2D();
  const move = new DOMMatrix();
  for (let px = 0; px <= heightPx; px += stepPx) {
    copies.addPath(shape, move);
    move.translateSelf(LIGHT.x * stepPx, LIGHT.y * stepPx);
  }
  // At once, since adding to a long path copies it.
  shade.addPath(copies);
}

/** Lays a piece of paper down that stands out so far, with its shadow. */
export function lay(pen: Pen, colour: string, shape: Path2D, heightPx: number): void {
  const shade = new Path2D();
  castShadow(shade, shape, heightPx);
  fill(pen, SHADE, shade);
  fill(pen, colour, shape);
}
