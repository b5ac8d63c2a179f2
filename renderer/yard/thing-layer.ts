import { Sprite } from 'pixi.js';
import type { KnownThing } from '../games/known-things';
import { KnownThings } from '../games/known-things';
import type { MotionSources } from '../motion/avatar-motion';
import { THING_KINDS } from '../../shared/protocol/games';
import type { YardMessage } from '../../shared/bridge';
import type { Position } from '../../shared/movement';
import type { DrawnFrame } from './frame';
import type { Layers } from './layers';
import type { Atlas } from './pieces';
import { Presence } from './presence';

const BALL_RADIUS_PX = 15;
const SHADOW_PX = { x: 6, y: 10 } as const;
/** A duck that moves less in a frame looks where it looked. */
const TURN_FROM_PX = 0.05;
/** How a lantern sways, and how long that takes. */
const SWAY = { angle: 0.09, ms: 2600 } as const;

interface DrawnThing {
  readonly kind: number;
  readonly sprite: Sprite;
  readonly shadow: Sprite | undefined;
  readonly presence: Presence;
  x: number;
  y: number;
}

/** Ducks, the ball, and what a game has one look for, as the server tells them. */
export class ThingLayer {
  private readonly layers: Layers;
  private readonly atlas: Atlas;
  private readonly drawn = new Map<number, DrawnThing>();
  private readonly leaving: DrawnThing[] = [];
  private readonly things = new KnownThings(({ id }) => this.leave(id));
  private nowMs = 0;
  private duckCount = 0;
  private readonly onDucks: (homes: readonly Position[]) => void;

  /** @param onDucks told where ducks were at first, whenever there are more or fewer */
  constructor(layers: Layers, atlas: Atlas, onDucks: (homes: readonly Position[]) => void) {
    this.layers = layers;
    this.atlas = atlas;
    this.onDucks = onDucks;
  }

  /** See KnownThings. */
  get known(): readonly KnownThing[] {
    return this.things.all;
  }

  handle(message: Extract<YardMessage, { address: '/things' }>, sources: MotionSources, nowMs: number): void {
    this.nowMs = nowMs;
    this.things.handle(message, sources, nowMs);
    for (const thing of this.things.all) if (!this.drawn.has(thing.id)) this.show(thing, nowMs);
    this.tellDucks();
  }

  clear(): void {
    this.things.clear();
    this.tellDucks();
    for (const thing of this.leaving.splice(0)) destroy(thing);
  }

  /** Once a frame. */
  draw(frame: DrawnFrame): void {
    this.nowMs = frame.nowMs;
    if (this.things.forget(frame.nowMs)) this.tellDucks();
    this.things.walkOn(frame.nowMs);
    const { all } = this.things;
    for (let i = 0; i < all.length; i++) {
      const thing = all[i];
      const drawn = thing && this.drawn.get(thing.id);
      if (drawn) pose(drawn, thing.place.x, thing.place.y, frame);
    }
    for (let i = this.leaving.length - 1; i >= 0; i--) {
      const thing = this.leaving[i];
      if (!thing) continue;
      pose(thing, thing.x, thing.y, frame);
      if (!thing.presence.isGone(frame.nowMs)) continue;
      this.leaving.splice(i, 1);
      destroy(thing);
    }
  }

  private tellDucks(): void {
    const ducks = this.things.all.filter(({ kind }) => kind === THING_KINDS.duck);
    if (ducks.length === this.duckCount) return;
    this.duckCount = ducks.length;
    this.onDucks(ducks.map(({ home }) => home));
  }

  private show({ id, kind, place }: KnownThing, nowMs: number): void {
    const texture = this.textureOf(kind);
    if (!texture) return;
    const sprite = new Sprite({ texture, anchor: 0.5 });
    const shadow = kind === THING_KINDS.ball ? this.addShadow() : undefined;
    const layer = kind === THING_KINDS.duck ? this.layers.water : this.layers.things;
    layer.addChild(sprite);
    const { x, y } = place;
    this.drawn.set(id, { kind, sprite, shadow, presence: new Presence(nowMs), x, y });
  }

  private addShadow(): Sprite {
    const shadow = new Sprite({ texture: this.atlas.smallShadow, anchor: 0.5, rotation: 0.85 });
    return this.layers.things.addChild(shadow);
  }

  private textureOf(kind: number) {
    const { duck, ball, lantern, goldenDuck } = this.atlas;
    switch (kind) {
      case THING_KINDS.duck:
        return duck;
      case THING_KINDS.ball:
        return ball;
      case THING_KINDS.lantern:
        return lantern;
      case THING_KINDS.goldenDuck:
        return goldenDuck;
      default:
        // Of a newer server.
        return undefined;
    }
  }

  private leave(id: number): void {
    const thing = this.drawn.get(id);
    if (!thing) return;
    this.drawn.delete(id);
    thing.presence.leave(this.nowMs);
    this.leaving.push(thing);
  }
}

function pose(thing: DrawnThing, x: number, y: number, { nowMs, isCalm }: DrawnFrame): void {
  const { kind, sprite, shadow, presence } = thing;
  const [dx, dy] = [x - thing.x, y - thing.y];
  thing.x = x;
  thing.y = y;
  const scale = presence.scale(nowMs, isCalm);
  sprite.position.set(x, y);
  sprite.scale.set(scale, scale);
  if (shadow) {
    shadow.position.set(x + SHADOW_PX.x, y + SHADOW_PX.y);
    shadow.scale.set(scale, scale);
  }
  switch (kind) {
    case THING_KINDS.ball:
      if (!isCalm) sprite.rotation += (dx + dy) / BALL_RADIUS_PX;
      break;
    case THING_KINDS.lantern:
      sprite.rotation = isCalm ? 0 : SWAY.angle * Math.sin((2 * Math.PI * nowMs) / SWAY.ms + x);
      break;
    default:
      if (Math.abs(dx) + Math.abs(dy) > TURN_FROM_PX) sprite.rotation = Math.atan2(dy, dx);
  }
}

function destroy({ sprite, shadow }: DrawnThing): void {
  sprite.destroy();
  shadow?.destroy();
}
