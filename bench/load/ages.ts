/** A histogram of ages: of constant size, however many there are. Deterministic: no I/O, no clock. */

/** The width of a bin, and so the resolution of what is read from it. */
const BIN_MS = 0.01;
const BINS = 2_000_000;

export class Ages {
  count = 0;
  private readonly bins = new Uint32Array(BINS);

  /** @param ageMs from 0 up; all above 20 s count as that */
  add(ageMs: number): void {
    const bin = Math.min(BINS - 1, Math.max(0, Math.floor(ageMs / BIN_MS)));
    this.bins[bin] = (this.bins[bin] ?? 0) + 1;
    this.count++;
  }

  /** The age in milliseconds that this share of them does not exceed; undefined of none. */
  quantile(share: number): number | undefined {
    if (this.count === 0) return undefined;
    let left = Math.ceil(share * this.count);
    for (let bin = 0; ; bin++) {
      left -= this.bins[bin] ?? 0;
      if (left <= 0) return (bin + 0.5) * BIN_MS;
    }
  }
}

/** The middle value; the mean of the two in the middle when there is none. Undefined of none. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
