import { Container } from 'pixi.js';

/** What lies above the ground, from the lowest layer to the highest. Each is drawn in few batches. */
export class Layers {
  readonly water = new Container({ isRenderGroup: true });
  readonly shadows = new Container({ isRenderGroup: true });
  /** Whoever stands further down the yard is in front. */
  readonly figures = new Container({ isRenderGroup: true, sortableChildren: true });
  readonly crowns = new Container({ isRenderGroup: true });
  readonly names = new Container({ isRenderGroup: true });
  readonly bubbles = new Container({ isRenderGroup: true });
}
