import { clampToYard, type Motion, type Position, type YardSize } from '../../shared/movement';
import { THING_KINDS } from '../../shared/protocol/games';
import type { GameThing } from './game';
import { distancePx } from './touches';

/** Who is nearer to it than this kicks it. */
export const KICK_PX = 34;
/** It leaves faster than who kicks it, or at least so fast, and no faster than this. */
const KICK = { share: 1.7, minPxPerS: 160, maxPxPerS: 420 } as const;
/** The same one cannot kick it again at once: it would be kicked at each step while it leaves. */
const KICK_PAUSE_MS = 250;
/** It slows down by so much in a second, and what it rolls is told in steps of this. */
const SLOWING_PX_PER_S2 = 130;
const TOLD_EVERY_MS = 125;
/** Slower than this it lies. */
const LIES_PX_PER_S = 12;
/** At the fence it comes back with so much of its speed. */
const BOUNCE = 0.7;

/** A ball that is kicked by who walks into it, rolls, and bounces off the fence. Deterministic: no I/O, no clock. */
export class Ball {
  motion: GameThing;
  private readonly size: YardSize;
  private kickedMs = -Infinity;

  constructor(place: Position, size: YardSize) {
    this.size = size;
    this.motion = { ...place, kind: THING_KINDS.ball, vx: 0, vy: 0, atMs: 0 };
  }

  get isRolling(): boolean {
    return this.motion.vx !== 0 || this.motion.vy !== 0;
  }

  at(timeMs: number): Position {
    const { x, y, vx, vy, atMs } = this.motion;
    const seconds = Math.max(0, timeMs - atMs) / 1000;
    return clampToYard({ x: x + vx * seconds, y: y + vy * seconds }, this.size);
  }

  /** @param near who is near it, how they go included. Returns whether it goes on in another way from now on. */
  step(near: readonly Motion[], nowMs: number): boolean {
    const place = this.at(nowMs);
    const kicker = near.find((each) => distancePx(each, place) < KICK_PX);
    if (kicker && nowMs - this.kickedMs >= KICK_PAUSE_MS) return this.kick(kicker, place, nowMs);
    if (!this.isRolling) return false;
    const { motion, size } = this;
    const isAtFence = {
      x: (place.x <= 0 && motion.vx < 0) || (place.x >= size.widthPx && motion.vx > 0),
      y: (place.y <= 0 && motion.vy < 0) || (place.y >= size.heightPx && motion.vy > 0),
    };
    if (!isAtFence.x && !isAtFence.y && nowMs - motion.atMs < TOLD_EVERY_MS) return false;
    const speed = Math.hypot(motion.vx, motion.vy);
    const slower = speed - (SLOWING_PX_PER_S2 * (nowMs - motion.atMs)) / 1000;
    const share = slower < LIES_PX_PER_S ? 0 : slower / speed;
    const vx = motion.vx * share * (isAtFence.x ? -BOUNCE : 1);
    const vy = motion.vy * share * (isAtFence.y ? -BOUNCE : 1);
    this.motion = { ...motion, ...place, vx, vy, atMs: nowMs };
    return true;
  }

  private kick(kicker: Motion, place: Position, nowMs: number): boolean {
    const far = distancePx(kicker, place);
    const walking = Math.hypot(kicker.vx, kicker.vy);
    // Who stands is run into, and is no kick; from within it goes where its kicker goes.
    if (walking === 0 && !this.isRolling) return false;
    const way = far > 1 ? { x: (place.x - kicker.x) / far, y: (place.y - kicker.y) / far } : undefined;
    const { x, y } = way ?? { x: kicker.vx / (walking || 1), y: kicker.vy / (walking || 1) };
    const speed = Math.min(KICK.maxPxPerS, Math.max(KICK.minPxPerS, walking * KICK.share));
    this.motion = { ...this.motion, ...place, vx: x * speed, vy: y * speed, atMs: nowMs };
    this.kickedMs = nowMs;
    return true;
  }
}
