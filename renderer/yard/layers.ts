import { Container } from 'pixi.js';
import { FigureLayer } from './figure-layer';
import { MarkLayer } from './mark-layer';
import { NameLayer } from './name-layer';

/** What lies above the ground, from the lowest layer to the highest. Each is drawn in few batches. */
export class Layers {
  readonly water = new Container({ isRenderGroup: true });
  /** Rings of a game, on the ground. */
  readonly marks = new MarkLayer();
  readonly things = new Container({ isRenderGroup: true });
  readonly figures = new FigureLayer();
  readonly crowns = new Container({ isRenderGroup: true });
  readonly names = new NameLayer();
  readonly bubbles = new Container({ isRenderGroup: true });
}
