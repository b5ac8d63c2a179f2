/** Between two ticks so far apart the process itself was away, and nobody can be blamed for having been silent. */
const OWN_ABSENCE_MS = 1000;

/** Notices by the ticks that the process itself was away: stopped, or frozen with its machine. Deterministic: no I/O, no clock. */
export class OwnAbsence {
  /** Infinity before the first tick: that one has no last. */
  private tickedMs = Infinity;

  /** To be called a few times a second. How long the process was away since the last call; 0 where it was not. */
  tick(nowMs: number): number {
    const sinceLastMs = nowMs - this.tickedMs;
    this.tickedMs = nowMs;
    return sinceLastMs > OWN_ABSENCE_MS ? sinceLastMs : 0;
  }
}
