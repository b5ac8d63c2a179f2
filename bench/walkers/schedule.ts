/** What is due when, to the millisecond, for times up to HORIZON_MS ahead: a wheel of lists. Deterministic: no I/O, no clock. */

export const HORIZON_MS = 4096;

export class Schedule {
  private readonly slots: number[][] = Array.from({ length: HORIZON_MS }, () => []);
  private doneMs: number;

  /** @param nowMs where it begins */
  constructor(nowMs: number) {
    this.doneMs = Math.floor(nowMs);
  }

  /** Notes that number `i` is due then; what is late already with the next millisecond, and what is beyond the horizon at it. */
  add(i: number, atMs: number): void {
    const slotMs = Math.max(this.doneMs + 1, Math.min(Math.floor(atMs), this.doneMs + HORIZON_MS - 1));
    this.slots[slotMs % HORIZON_MS]?.push(i);
  }

  /** Calls for all that was due up to now, in order, with when it was due. */
  run(nowMs: number, call: (i: number, dueMs: number) => void): void {
    while (this.doneMs < Math.floor(nowMs)) {
      const slot = ++this.doneMs % HORIZON_MS;
      const due = this.slots[slot] ?? [];
      if (due.length === 0) continue;
      this.slots[slot] = [];
      for (const i of due) call(i, this.doneMs);
    }
  }
}
