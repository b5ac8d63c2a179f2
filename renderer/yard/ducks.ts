import { Sprite, type Texture } from 'pixi.js';
import type { Position } from '../../shared/movement';
import type { Layers } from './layers';
import type { Pond, Section } from '../../shared/landscape/section';

const DUCKS_PER_POND = 2;
/** Where they swim their rounds: so far out, as a share of the pond, and so much flatter than a circle. */
const ROUND = { share: 0.46, flatness: 0.66 } as const;
const SPEED_PX_PER_S = 15;

interface Duck {
  sprite: Sprite;
  pond: Pond;
  /** Where in its round it begins, in radians, and which way it swims. */
  start: number;
  turn: 1 | -1;
}

/** A pond's duck is told to be on it, or has just fled onto its bank. */
const OWN_SHARE = 1.4;

/** Ducks on the ponds, swimming their rounds; where the server tells of ducks, those are there instead. */
export class Ducks {
  private readonly ducks: Duck[] = [];
  private told: readonly Position[] = [];
  private readonly layers: Layers;
  private readonly texture: Texture;

  constructor(layers: Layers, texture: Texture) {
    this.layers = layers;
    this.texture = texture;
  }

  /** On the ponds of these sections. Where one swims depends on the time alone, so that who comes back finds it in its round. */
  show(sections: readonly Section[]): void {
    for (const { sprite } of this.ducks.splice(0)) sprite.destroy();
    for (const pond of sections.flatMap(({ ponds }) => ponds))
      for (let i = 0; i < DUCKS_PER_POND; i++) {
        const sprite = new Sprite({ texture: this.texture, anchor: 0.5, scale: i === 0 ? 1 : 0.8 });
        sprite.visible = !this.isTold(pond);
        this.layers.water.addChild(sprite);
        this.ducks.push({ sprite, pond, start: pond.x + 0.8 * i, turn: pond.x % 2 < 1 ? 1 : -1 });
      }
  }

  /** On the ponds of these places the server has ducks of its own. */
  setTold(places: readonly Position[]): void {
    this.told = places;
    for (const { sprite, pond } of this.ducks) sprite.visible = !this.isTold(pond);
  }

  private isTold({ x, y, radiusPx }: Pond): boolean {
    return this.told.some((place) => Math.hypot(place.x - x, place.y - y) < OWN_SHARE * radiusPx);
  }

  /** Once a frame. Who prefers calm sees them rest. */
  draw(nowMs: number, isCalm: boolean): void {
    const swumS = isCalm ? 0 : nowMs / 1000;
    for (let i = 0; i < this.ducks.length; i++) {
      const duck = this.ducks[i];
      if (!duck) continue;
      const { sprite, pond, start, turn } = duck;
      const radiusPx = pond.radiusPx * ROUND.share;
      const angle = start + (turn * swumS * SPEED_PX_PER_S) / radiusPx;
      const x = Math.cos(angle);
      const y = Math.sin(angle);
      sprite.position.set(pond.x + x * radiusPx, pond.y + y * radiusPx * ROUND.flatness);
      sprite.rotation = Math.atan2(x * ROUND.flatness * turn, -y * turn);
    }
  }
}
