import { POSITION_RATE_HZ } from './config';
import type { Position } from './movement';

const INTERVAL_MS = 1000 / POSITION_RATE_HZ;

/**
 * Decides which of a stream of positions are worth sending: those that differ from the last one sent, at most
 * POSITION_RATE_HZ times a second. The last place of a walk is always sent, if it is offered again until it is due.
 */
export class PositionPacer {
  private sent: Position | undefined;
  private dueMs = -Infinity;

  /** True when `position` is to be sent now. */
  offer(position: Position, nowMs: number): boolean {
    if (nowMs < this.dueMs) return false;
    if (position.x === this.sent?.x && position.y === this.sent.y) return false;
    // Counted from when it was due, so that frames a little out of step do not lower the rate.
    this.dueMs = INTERVAL_MS + (nowMs - this.dueMs < INTERVAL_MS ? this.dueMs : nowMs);
    this.sent = position;
    return true;
  }
}
