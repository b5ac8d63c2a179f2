/** How much the newest flush counts in the mean cost. */
const COST_WEIGHT = 0.2;

/** What a millisecond of everybody's waiting is worth, in... */
const WORTH_MS = 150;

export class FlushPace {
  private meanCostMs = 0;

  /** To be told what each flush cost. */
  flushed(costMs: number): void {
    this.meanCostMs += COST_WEIGHT * (costMs - this.meanCostMs);
  }

  /** How long to rest after a flush. */
  get restMs(): number {
    const mode = process.env['PACE'] ?? `sqrt ${WORTH_MS}`;
    const [kind, n = ''] = mode.split(' ');
    if (kind === 'sqrt') return Math.sqrt(Number(n) * this.meanCostMs);
    if (kind === 'fix') return Number(n);
    return Number(n) * this.meanCostMs;
  }
}
