/** The whole processor would be worth it to have all news so much younger. */
const PROCESSOR_WORTH_MS = 50;
/** How much the newest flush counts in the mean cost. */
const COST_WEIGHT = 0.2;

/**
 * How often to flush. A flush every T ms makes news T/2 old on average, and costs c/T of the processor, where c is the
 * processor time of one flush. The sum of both, T/2 + w·c/T, is least at T = √(2·w·c): the square-root rule for the size
 * of batches (F. W. Harris, "How Many Parts to Make at Once", Factory 10(2), 1913). So a small yard flushes at once, a
 * full one puts more into each flush, and twice the cost makes it only 1.4 times as slow. Pure.
 */
export class FlushPace {
  private meanCostMs = 0;

  /** To be told what each flush cost, in processor time: time alone would slow the yard down when others are busy. */
  flushed(costMs: number): void {
    this.meanCostMs += COST_WEIGHT * (costMs - this.meanCostMs);
  }

  /** The time from one flush to the next. */
  get periodMs(): number {
    return Math.sqrt(2 * PROCESSOR_WORTH_MS * this.meanCostMs);
  }
}
