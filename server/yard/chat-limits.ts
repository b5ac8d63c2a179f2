import { SAY_BURST_BYTES, SAY_FLUSH_MAX_BYTES, SAY_YARD_BYTES_PER_S } from '../../shared/config';
import { TokenBucket } from '../../shared/token-bucket';

/**
 * What all lines of chat together may cost, within two limits: a budget of outgoing bytes for the yard, and what a flush may
 * bring each recipient besides the rest of its news, so that no packet grows without bound however many speak at once. What
 * one peer may say is limited by its own budget before. Deterministic: no I/O, no clock.
 */
export class ChatLimits {
  private readonly yardBudget = new TokenBucket(SAY_YARD_BYTES_PER_S, SAY_BURST_BYTES, 0);
  private flushBytes = 0;

  /**
   * Charges a line, and says whether it is within the limits.
   * @param recipients how many will be sent it
   */
  tryAdd(line: string, recipients: number, nowMs: number): boolean {
    const bytes = Buffer.byteLength(line);
    if (this.flushBytes + bytes > SAY_FLUSH_MAX_BYTES) return false;
    if (!this.yardBudget.tryConsume(bytes * recipients, nowMs)) return false;
    this.flushBytes += bytes;
    return true;
  }

  /** What was added has been handed out. */
  flushed(): void {
    this.flushBytes = 0;
  }
}
