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
/** Of what was told longer ago than this it is found out how far it has rolled: its server was alone, or slow. */
const LATE_MS = 2 * TOLD_EVERY_MS;
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
    const ms = Math.max(0, timeMs - atMs);
    const seconds = ms <= LATE_MS ? ms / 1000 : rolledShare(Math.hypot(vx, vy), ms / 1000);
    return clampToYard({ x: x + vx * seconds, y: y + vy * seconds }, this.size);
  }

  /** @param near who is near it, how they go included. Returns whether it goes on in another way from now on. */
  step(near: readonly Motion[], nowMs: number): boolean {
    const place = this.at(nowMs);
    const kicker = near.find((each) => distancePx(each, place) < KICK_PX);
    if (kicker && nowMs - this.kickedMs >= KICK_PAUSE_MS && this.kick(kicker, place, nowMs)) return true;
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
    const rolling = Math.hypot(this.motion.vx, this.motion.vy);
    if (walking === 0 && rolling === 0) return false;
    // From within it goes where its kicker goes, or back.
    const within =
      walking > 0
        ? { x: kicker.vx / walking, y: kicker.vy / walking }
        : { x: -this.motion.vx / rolling, y: -this.motion.vy / rolling };
    const { x, y } = far > 1 ? { x: (place.x - kicker.x) / far, y: (place.y - kicker.y) / far } : within;
    const isLeaving = x * this.motion.vx + y * this.motion.vy >= 0;
    if (walking === 0 && isLeaving) return false;
    // Who stands is run into: it comes back slower than it came, or it would roll between two of them for ever.
    const back = rolling * BOUNCE < LIES_PX_PER_S ? 0 : rolling * BOUNCE;
    const kicked = Math.min(KICK.maxPxPerS, Math.max(KICK.minPxPerS, walking * KICK.share));
    const speed = walking === 0 ? back : kicked;
    this.motion = { ...this.motion, ...place, vx: x * speed, vy: y * speed, atMs: nowMs };
    this.kickedMs = nowMs;
    return true;
  }
}

/** For how many seconds at its first speed it would have rolled as far as it has, while it slows down, in so many. */
function rolledShare(speedPxPerS: number, seconds: number): number {
  const rolling = Math.min(seconds, speedPxPerS / SLOWING_PX_PER_S2);
  return speedPxPerS === 0 ? 0 : rolling - (SLOWING_PX_PER_S2 * rolling ** 2) / (2 * speedPxPerS);
}
