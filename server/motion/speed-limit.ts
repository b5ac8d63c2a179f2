import { MOTION_MAX_PX_PER_S, SPEED_BURST_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';

/** What it may have gone while nothing of it could arrive it has to tell within so long. */
const EXCUSED_FOR_MS = 1000;

/**
 * How far a player may go: MOTION_MAX_PX_PER_S, and SPEED_BURST_PX more at once. The way that its motion leads it counts like
 * any other, so that nobody is faster who tells a velocity and leaps besides. Deterministic: no I/O, no clock.
 */
export class SpeedLimit {
  /** Where it was when it told something last, and that moment; undefined before its first place. */
  private last: { place: Position; atMs: number } | undefined;
  private sparePx: number = SPEED_BURST_PX;
  /** Up to when it was granted what it may go. */
  private grantedMs = -Infinity;
  private excusedMs = -Infinity;

  /** The moment of what it told last. */
  get lastMs(): number {
    return this.last?.atMs ?? -Infinity;
  }

  /** Nothing of it could arrive until now: what it may have gone since it told something last it may go at once. */
  excuseSilence(nowMs: number): void {
    if (!this.last) return;
    this.sparePx += this.earnedPx(nowMs);
    this.grantedMs = Math.max(this.grantedMs, nowMs);
    this.excusedMs = nowMs;
  }

  /** It is at a place, however it came there. */
  moveTo({ x, y }: Readonly<Position>, atMs: number): void {
    this.last = { place: { x, y }, atMs };
    this.grantedMs = Math.max(this.grantedMs, atMs);
  }

  /**
   * Takes in that it says it is at `to`; returns the nearest place on the way there that it can have gone to. It came from where
   * its motion led, or, if it did something else of which a message got lost, from where it was last.
   * @param led where its motion led by then
   */
  goTo(to: Readonly<Position>, led: Readonly<Position>, atMs: number): Position {
    if (!this.last) {
      this.moveTo(to, atMs);
      return to;
    }
    const { place } = this.last;
    const isExcused = atMs - this.excusedMs <= EXCUSED_FOR_MS;
    const mostPx = Math.max(SPEED_BURST_PX, isExcused ? this.sparePx : 0);
    const allPx = this.sparePx + this.earnedPx(atMs);
    const spareLedPx = Math.max(0, Math.min(mostPx, allPx - distancePx(place, led)));
    const sparePx = Math.min(mostPx, allPx);
    const isLed = spareLedPx - distancePx(led, to) > sparePx - distancePx(place, to);
    const at = this.spend(isLed ? led : place, to, isLed ? spareLedPx : sparePx);
    this.moveTo(at, Math.max(this.last.atMs, atMs));
    return at;
  }

  private earnedPx(atMs: number): number {
    return (MOTION_MAX_PX_PER_S * Math.max(0, atMs - this.grantedMs)) / 1000;
  }

  private spend(from: Readonly<Position>, to: Readonly<Position>, mostPx: number): Position {
    const px = distancePx(from, to);
    this.sparePx = Math.max(0, mostPx - px);
    if (px <= mostPx) return to;
    const share = mostPx / px;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }
}

export function distancePx(a: Readonly<Position>, b: Readonly<Position>): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
