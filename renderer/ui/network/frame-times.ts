/** Frames in the time between two readings, also on a screen of 240 Hz. */
const CAPACITY = 512;

export interface FrameTimes {
  medianMs: number;
  worstMs: number;
}

/** How long the frames took since the last reading. Adding one allocates nothing. Deterministic: no I/O, no clock. */
export class FrameMeter {
  private readonly timesMs = new Float64Array(CAPACITY);
  private count = 0;

  add(frameMs: number): void {
    // What is over the capacity takes the place of the oldest.
    this.timesMs[this.count++ % CAPACITY] = frameMs;
  }

  /** Undefined when no frame was drawn since the last reading. */
  drain(): FrameTimes | undefined {
    const times = this.timesMs.subarray(0, Math.min(this.count, CAPACITY)).sort();
    this.count = 0;
    const medianMs = times[times.length >> 1];
    const worstMs = times.at(-1);
    return medianMs === undefined || worstMs === undefined ? undefined : { medianMs, worstMs };
  }
}
