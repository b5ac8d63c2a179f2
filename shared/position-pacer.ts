import { POSITION_RATE_HZ } from './config';
import type { Position } from './movement';

const INTERVAL_MS = 1000 / POSITION_RATE_HZ;
/** The last place of a walk is sent so many times more: by that the others know a rest from a silence of the network. */
export const REST_REPEATS = 2;

/**
 * Decides which of a stream of positions are worth sending: those that differ from the last one sent, at most
 * POSITION_RATE_HZ times a second, and the last place of a walk a few times over. It is always sent, if it is offered
 * again until it is due.
 */
export class PositionPacer {
  private sent: Position | undefined;
  private repeats = 0;
  private dueMs = -Infinity;

  /** True when `position` is to be sent now. */
  offer(position: Position, nowMs: number): boolean {
    if (nowMs < this.dueMs) return false;
    const isAtRest = position.x === this.sent?.x && position.y === this.sent.y;
    if (isAtRest && this.repeats === REST_REPEATS) return false;
    this.repeats = isAtRest ? this.repeats + 1 : 0;
    // Counted from when it was due, so that frames a little out of step do not lower the rate.
    this.dueMs = INTERVAL_MS + (nowMs - this.dueMs < INTERVAL_MS ? this.dueMs : nowMs);
    this.sent = position;
    return true;
  }
}
