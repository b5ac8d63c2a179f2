import { POSITION_RATE_HZ } from '../../shared/config';
import type { Position } from '../../shared/movement';

/** Longer gaps than two intervals of sending are pauses, not movement: they are not stretched. */
const LONGEST_GLIDE_MS = 2000 / POSITION_RATE_HZ;

/**
 * Draws somebody between the last two positions that were told: it glides from where it is drawn to the newest one,
 * in the time that passed between the two. Pure.
 */
export class Interpolation {
  private from: Position;
  private to: Position;
  private startMs: number;
  private glideMs = 0;

  constructor(position: Position, nowMs: number) {
    this.from = this.to = position;
    this.startMs = nowMs;
  }

  /** Takes the newest position told. */
  push(position: Position, nowMs: number): void {
    this.from = this.at(nowMs);
    this.to = position;
    this.glideMs = Math.min(nowMs - this.startMs, LONGEST_GLIDE_MS);
    this.startMs = nowMs;
  }

  /** Where to draw it now. */
  at(nowMs: number): Position {
    const share = this.glideMs > 0 ? Math.min(1, (nowMs - this.startMs) / this.glideMs) : 1;
    return {
      x: this.from.x + (this.to.x - this.from.x) * share,
      y: this.from.y + (this.to.y - this.from.y) * share,
    };
  }
}
