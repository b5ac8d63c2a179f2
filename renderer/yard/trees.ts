import { Sprite, type Texture } from 'pixi.js';
import type { DrawnFrame } from './frame';
import type { Layers } from './layers';
import { meets } from '../../shared/landscape/plot';
import { CROWN_PX, type Section } from '../../shared/landscape/section';

/** What a crown lets through of somebody who stands under it. */
const FADED_ALPHA = 0.45;
const FADE_S = 0.16;
/** The evening wind: how far a crown turns, and how long that takes. */
const SWAY_ANGLE = 0.035;
const SWAY_MS = 5200;

interface Crown {
  sprite: Sprite;
  radiusPx: number;
  angle: number;
}

/** The crowns of the trees, under which one can walk. Their shadows lie on the ground. */
export class Trees {
  private readonly groves = new Map<Section, readonly Crown[]>();
  private readonly layers: Layers;
  private readonly texture: Texture;

  constructor(layers: Layers, texture: Texture) {
    this.layers = layers;
    this.texture = texture;
  }

  /** Those of other sections are gone. */
  show(sections: readonly Section[]): void {
    for (const [section, crowns] of this.groves) {
      if (sections.includes(section)) continue;
      for (const { sprite } of crowns) sprite.destroy();
      this.groves.delete(section);
    }
    for (const section of sections)
      if (!this.groves.has(section)) this.groves.set(section, this.plant(section));
  }

  /** Once a frame: nobody is lost from sight under a tree. */
  draw(frame: DrawnFrame): void {
    for (const crowns of this.groves.values())
      for (let i = 0; i < crowns.length; i++) {
        const crown = crowns[i];
        if (crown && meets(frame.seen, crown.sprite, crown.radiusPx)) this.pose(crown, i, frame);
      }
  }

  private plant({ trees }: Section): Crown[] {
    return trees.map(({ x, y, size, angle }) => {
      const sprite = new Sprite({ texture: this.texture, anchor: 0.5, position: { x, y }, scale: size });
      this.layers.crowns.addChild(sprite);
      return { sprite, radiusPx: CROWN_PX * size, angle: (angle % 0.8) - 0.4 };
    });
  }

  private pose(crown: Crown, i: number, { nowMs, dtSeconds, isCalm }: DrawnFrame): void {
    const { sprite } = crown;
    const alpha = this.isSomebodyUnder(crown) ? FADED_ALPHA : 1;
    const changeMax = isCalm ? 1 : dtSeconds / FADE_S;
    sprite.alpha += Math.min(changeMax, Math.max(-changeMax, alpha - sprite.alpha));
    const sway = isCalm ? 0 : SWAY_ANGLE * Math.sin((2 * Math.PI * nowMs) / SWAY_MS + i);
    sprite.rotation = crown.angle + sway;
  }

  private isSomebodyUnder({ sprite, radiusPx }: Crown): boolean {
    const { x, y } = sprite;
    const { figures } = this.layers.figures;
    for (let i = 0; i < figures.length; i++) {
      const figure = figures[i];
      if (!figure) continue;
      const dx = figure.x - x;
      const dy = figure.y - y;
      if (dx * dx + dy * dy < radiusPx * radiusPx) return true;
    }
    return false;
  }
}
