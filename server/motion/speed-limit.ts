import { MOTION_MAX_PX_PER_S, SPEED_BURST_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';

/**
 * How far a player may go: MOTION_MAX_PX_PER_S, and SPEED_BURST_PX more at once. The way that its motion leads it counts like
 * any other, so that nobody is faster who tells a velocity and leaps besides. Deterministic: no I/O, no clock.
 */
export class SpeedLimit {
  /** Where it was when it told something last, and that moment; undefined before its first place. */
  private last: { place: Position; atMs: number } | undefined;
  private sparePx: number = SPEED_BURST_PX;
  /** It may have gone on unheard: what it may have gone since is not limited to what it may at once. */
  private wasAway = false;

  /** The moment of what it told last. */
  get lastMs(): number {
    return this.last?.atMs ?? -Infinity;
  }

  /** What it tells next it tells by another connection: it may have walked for as long as nothing of it arrived. */
  excuseAbsence(): void {
    this.wasAway = true;
  }

  /** It is at a place, however it came there. */
  moveTo({ x, y }: Readonly<Position>, atMs: number): void {
    this.last = { place: { x, y }, atMs };
    this.wasAway = false;
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
    const earnedPx = this.sparePx + (MOTION_MAX_PX_PER_S * Math.max(0, atMs - this.last.atMs)) / 1000;
    const mostPx = this.wasAway ? Infinity : SPEED_BURST_PX;
    const spareLedPx = Math.max(0, Math.min(mostPx, earnedPx - distancePx(place, led)));
    const sparePx = Math.min(mostPx, earnedPx);
    const isLed = spareLedPx - distancePx(led, to) > sparePx - distancePx(place, to);
    const at = this.spend(isLed ? led : place, to, isLed ? spareLedPx : sparePx);
    this.moveTo(at, Math.max(this.last.atMs, atMs));
    return at;
  }

  private spend(from: Readonly<Position>, to: Readonly<Position>, mostPx: number): Position {
    const px = distancePx(from, to);
    this.sparePx = Math.min(SPEED_BURST_PX, Math.max(0, mostPx - px));
    if (px <= mostPx) return to;
    const share = mostPx / px;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }
}

export function distancePx(a: Readonly<Position>, b: Readonly<Position>): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}
