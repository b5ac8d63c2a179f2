/** The whole processor would be worth it to have all news so much younger. */
const PROCESSOR_WORTH_MS = 100;
/** How much the newest flush counts in the mean cost. */
const COST_WEIGHT = 0.2;
/** So much of one core is nobody's concern: as long as the yard takes less, it tells everything at once. */
const FREE_SHARE = 0.3;
/** How fast it turns to saving, and back: a full core too much is answered within this many looks. */
const LOOKS_TO_ANSWER = 2;

/**
 * How often to flush. A flush every T ms makes news T/2 old on average, and costs c/T of the processor, where c is the
 * processor time of one flush. The sum of both, T/2 + w·c/T, is least at T = √(2·w·c): the square-root rule for the size
 * of batches (F. W. Harris, "How Many Parts to Make at Once", Factory 10(2), 1913). So a full yard puts more into each
 * flush, and twice the cost makes it only 1.4 times as slow.
 *
 * That is the pace of a yard that has to save. One that takes less than its free share of the processor has nothing to
 * save for: it does not wait at all. Between the two an integral controller holds the use at that share. Pure.
 */
export class FlushPace {
  private meanCostMs = 0;
  /** From 0, where nothing is waited for, to 1, where the square-root rule is followed. */
  private thrift = 0;

  /** To be told what each flush cost, in processor time: time alone would slow the yard down when others are busy. */
  flushed(costMs: number): void {
    this.meanCostMs += COST_WEIGHT * (costMs - this.meanCostMs);
  }

  /** To be told a few times a second how much of one core all of the server takes: 1 is a whole one. */
  used(share: number): void {
    this.thrift = Math.min(1, Math.max(0, this.thrift + (share - FREE_SHARE) / LOOKS_TO_ANSWER));
  }

  /** The time from one flush to the next; 0 when there is no need to wait. */
  get periodMs(): number {
    return this.thrift * Math.sqrt(2 * PROCESSOR_WORTH_MS * this.meanCostMs);
  }
}
