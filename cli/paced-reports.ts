/** The game is told no more often what has changed. */
const REPORT_INTERVAL_MS = 100;

/** Reports at once, and then at most ten times a second, the last change always. */
export class PacedReports {
  private readonly report: () => void;
  private timer: NodeJS.Timeout | undefined;
  private isDue = false;

  constructor(report: () => void) {
    this.report = report;
  }

  /** Something has changed. */
  changed(): void {
    this.isDue = true;
    if (!this.timer) this.reportIfDue();
  }

  private reportIfDue(): void {
    this.timer = undefined;
    if (!this.isDue) return;
    this.isDue = false;
    this.report();
    this.timer = setTimeout(() => this.reportIfDue(), REPORT_INTERVAL_MS).unref();
  }
}
