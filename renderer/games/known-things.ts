import type { YardMessage } from '../../shared/bridge';
import { GAME_TIMEOUT_MS } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { THING_KINDS, type Thing } from '../../shared/protocol/games';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { AvatarMotion, type MotionSources } from '../motion/avatar-motion';

/** Nothing rolls so far between two records: it was put there. */
const LEAP_PX = 200;

/** Something in the yard that is nobody. */
export interface KnownThing {
  readonly id: number;
  /** One of THING_KINDS. */
  readonly kind: number;
  readonly motion: AvatarMotion;
  /** Where it was told to be the first time. */
  readonly home: Position;
  /** Where it was when it was looked after last. */
  readonly place: Position;
  toldMs: number;
}

/**
 * The things of a yard, each walked on as its last record says; what is no longer told is gone. Deterministic: no I/O, no clock.
 */
export class KnownThings {
  /** In no order: an array, for each frame. */
  readonly all: KnownThing[] = [];
  private readonly onGone: (thing: KnownThing) => void;

  constructor(onGone: (thing: KnownThing) => void = () => undefined) {
    this.onGone = onGone;
  }

  /** Takes in what the server told; its clock is to hear of the message before. */
  handle(
    { things, sentMs }: Extract<YardMessage, { address: '/things' }>,
    sources: MotionSources,
    nowMs: number,
  ): void {
    for (const thing of things) this.take(thing, sentMs, sources, nowMs);
    this.forget(nowMs);
  }

  /** Writes into each where it is by now, to be asked in the order of time. */
  walkOn(nowMs: number): void {
    for (let i = 0; i < this.all.length; i++) {
      const thing = this.all[i];
      thing?.motion.at(nowMs, thing.place);
    }
  }

  /** To be called now and then. Returns whether any is gone since. */
  forget(nowMs: number): boolean {
    const { length } = this.all;
    for (let i = this.all.length - 1; i >= 0; i--)
      if (nowMs - (this.all[i]?.toldMs ?? 0) > GAME_TIMEOUT_MS) this.remove(i);
    return this.all.length < length;
  }

  /** Another yard has other things. */
  clear(): void {
    while (this.all.length > 0) this.remove(this.all.length - 1);
  }

  private take(told: Thing, sentMs: number, sources: MotionSources, nowMs: number): void {
    const { id, kind, x, y, vx, vy, age } = told;
    const index = this.all.findIndex((thing) => thing.id === id);
    const before = this.all[index];
    if (before && before.kind !== kind) this.remove(index);
    if (kind === THING_KINDS.gone) return;
    const known = before?.kind === kind ? before : this.add(told, sources);
    const isLeap = Math.hypot(x - known.place.x, y - known.place.y) > LEAP_PX;
    const flags = isLeap ? MOTION_FLAGS.teleported : 0;
    known.toldMs = nowMs;
    known.motion.push({ id, x, y, vx, vy, atMs: sentMs - age, flags }, nowMs);
  }

  private add({ id, kind, x, y }: Thing, sources: MotionSources): KnownThing {
    const motion = new AvatarMotion(sources);
    const thing = { id, kind, motion, home: { x, y }, place: { x, y }, toldMs: 0 };
    this.all.push(thing);
    return thing;
  }

  private remove(index: number): void {
    const [thing] = this.all.splice(index, 1);
    if (thing) this.onGone(thing);
  }
}
