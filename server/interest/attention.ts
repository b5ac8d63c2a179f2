import { TokenBucket } from '../../shared/token-bucket';
import { Versions } from './versions';

/** In a crowd each is told at once of so many who are near. */
export const NEAR_PLAYERS = 64;
/** So many of the next ones are looked at whenever the far ones have their turn, before all others in turn. */
export const CLOSE_PLAYERS = 256;
/** How much of a second's budget may be spent at once. */
const BURST_S = 0.25;

/** What one recipient was told of the others, by their slots, and what it may be told yet. Deterministic: no I/O, no clock. */
export class Attention {
  /** The slots of those near, the first `nearCount`, and when they are to be found anew. */
  readonly near = new Int32Array(NEAR_PLAYERS);
  nearCount = 0;
  nearUntilMs = -Infinity;
  /** Likewise of those who stand close: the near ones, and the next. */
  readonly close = new Int32Array(CLOSE_PLAYERS);
  closeCount = 0;
  closeUntilMs = -Infinity;
  /** Not before this time it is to be looked for news of those who are not near. */
  farFromMs = -Infinity;
  /** From which slot on it is to be looked for that next. */
  cursor = 0;
  /** Up to which change (InterestManager's count) it knows all; -1 for none. */
  settledAt = -1;
  /** When a guest was told last. */
  toldMs = -Infinity;
  /** How many slots in a row were looked at without leaving out anybody, since the last change. */
  private lookedAt = 0;
  private lookedSince = -1;
  /** Bytes. */
  readonly budget: TokenBucket;
  /** Which version of each one's motion it was told. */
  readonly told = new Versions();

  constructor(budgetBytesPerS: number, nowMs: number) {
    this.budget = new TokenBucket(budgetBytesPerS, BURST_S * budgetBytesPerS, nowMs);
  }

  /**
   * Notes that so many slots, on from the cursor, hold nothing more that it is not told.
   * @param looked 0 when somebody was left out
   */
  noteLook(looked: number, slots: number, changes: number): void {
    if (this.lookedSince !== changes) this.lookedAt = 0;
    this.lookedSince = changes;
    this.lookedAt = looked === 0 ? 0 : this.lookedAt + looked;
    if (this.lookedAt >= slots) this.settledAt = changes;
  }
}
