import { Container } from 'pixi.js';

/** How large the yard is on the minimap. */
export const MAP_SCALE = 0.07;

/** What lies above the ground, from the lowest layer to the highest. Each is drawn in few batches. */
export class Layers {
  readonly water = new Container({ isRenderGroup: true });
  readonly shadows = new Container({ isRenderGroup: true });
  /** Whoever stands further down the yard is in front. */
  readonly figures = new Container({ isRenderGroup: true, sortableChildren: true });
  readonly crowns = new Container({ isRenderGroup: true });
  readonly names = new Container({ isRenderGroup: true });
  readonly bubbles = new Container({ isRenderGroup: true });
  /** On the minimap. */
  readonly dots = new Container({ isRenderGroup: true });
}
