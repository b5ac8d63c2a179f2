import { Graphics, type Renderer, type Texture } from 'pixi.js';

/** Fine enough for a tree of double size, and for a screen of double density. */
const RESOLUTION = 3;

/**
 * Draws a small shape once and makes a picture of it. Pictures are drawn in batches, and their smooth edges cost
 * nothing each frame; its middle is the middle of what was drawn.
 */
export function bake(renderer: Renderer, draw: (shape: Graphics) => void): Texture {
  const shape = new Graphics();
  draw(shape);
  const texture = renderer.generateTexture({ target: shape, resolution: RESOLUTION, antialias: true });
  shape.destroy();
  return texture;
}
