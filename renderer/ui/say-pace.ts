import { SAY_BURST, SAYS_PER_S } from '../../shared/config';

const INTERVAL_MS = 1000 / SAYS_PER_S;
/** One less than the server lets through: lines that the network brings closer together are not lost there. */
const BURST = SAY_BURST - 1;

/**
 * How fast one may chat, so that no line is said that the server would drop. This is the "generic cell rate algorithm" (ITU-T
 * I.371): it keeps the time at which all that was said so far would be due, one line every interval. Pure.
 */
export class SayPace {
  private dueMs = -Infinity;

  /** Whether a line may be said now; if so, it counts as said. */
  take(nowMs: number): boolean {
    const dueMs = Math.max(this.dueMs, nowMs) + INTERVAL_MS;
    if (dueMs - nowMs > BURST * INTERVAL_MS) return false;
    this.dueMs = dueMs;
    return true;
  }
}
