import { Container, Sprite, type Renderer, type Texture } from 'pixi.js';
import type { Position } from '../../shared/movement';
import { bake } from './bake';
import { SHADOW } from './ground';

const CROWN_PX = 62;
const CROWN_COLORS = ['#3f7a48', '#4e8f4f', '#63a65c'] as const;
/** What a crown lets through of somebody who stands under it. */
const FADED_ALPHA = 0.45;

const TREES: readonly (readonly [x: number, y: number, size: number])[] = [
  [150, 170, 1.2], [300, 110, 0.9], [120, 420, 1], [560, 130, 1.1], [2250, 190, 1.3], [2090, 120, 0.9], [2290, 480, 1],
  [130, 1180, 1.1], [210, 1440, 1.3], [420, 1500, 0.9], [2260, 1430, 1.2], [2110, 1510, 1], [2300, 1120, 0.9],
  [980, 1500, 1], [1420, 110, 1.1], [1580, 140, 0.8], [860, 330, 1], [1730, 1230, 1.1], [1480, 1480, 0.9],
]; // prettier-ignore

/** The trees, under whose crowns one can walk: one picture of a crown and one of a shadow, many times. */
export class Trees {
  readonly view = new Container();
  private readonly crowns: { sprite: Sprite; radiusPx: number }[];

  constructor(renderer: Renderer) {
    const crown = bake(renderer, (tree) => {
      tree.circle(0, 0, CROWN_PX).fill(CROWN_COLORS[0]);
      tree.circle(-9, -10, 46).fill(CROWN_COLORS[1]);
      tree.circle(-16, -18, 27).fill(CROWN_COLORS[2]);
    });
    const shadow = bake(renderer, (tree) => tree.circle(0, 0, CROWN_PX).fill(SHADOW));
    const plant = (texture: Texture, x: number, y: number, scale: number) =>
      this.view.addChild(new Sprite({ texture, anchor: 0.5, position: { x, y }, scale }));
    for (const [x, y, size] of TREES) plant(shadow, x + 22 * size, y + 28 * size, size);
    this.crowns = TREES.map(([x, y, size]) => ({
      sprite: plant(crown, x, y, size),
      radiusPx: CROWN_PX * size,
    }));
  }

  /** Once a frame: nobody is lost from sight under a tree. */
  fadeOver(figures: readonly { position: Position }[]): void {
    for (const { sprite, radiusPx } of this.crowns) {
      const { x, y } = sprite.position;
      const isOver = figures.some(({ position }) => Math.hypot(position.x - x, position.y - y) < radiusPx);
      sprite.alpha = isOver ? FADED_ALPHA : 1;
    }
  }
}
