import { RECORDED_END_MS, RECORDED_INTERVAL_MS } from '../../shared/config';
import type { Outbox } from './outbox';

/**
 * That what happens in the yard is recorded: everybody is told on change and again and again, newcomers with their snapshot, and
 * for a while that it is no more. Deterministic: no I/O, no clock.
 */
export class RecordedNotice {
  private readonly outbox: Outbox;
  private isRecorded = false;
  private changedMs = -Infinity;
  private toldMs = -Infinity;

  constructor(outbox: Outbox) {
    this.outbox = outbox;
  }

  set(isRecorded: boolean, nowMs: number): void {
    if (isRecorded === this.isRecorded) return;
    this.isRecorded = isRecorded;
    this.changedMs = nowMs;
    this.outbox.recorded = isRecorded ? { address: '/recorded', recorded: 1 } : undefined;
    this.tell(nowMs);
  }

  /** To be called a few times a second. */
  tick(nowMs: number): void {
    if (!this.isRecorded && nowMs - this.changedMs > RECORDED_END_MS) return;
    if (nowMs - this.toldMs >= RECORDED_INTERVAL_MS) this.tell(nowMs);
  }

  private tell(nowMs: number): void {
    this.toldMs = nowMs;
    this.outbox.tellAll(this.outbox.recorded ?? { address: '/recorded', recorded: 0 });
  }
}
