import type { YardAccess } from '../../shared/process-reports';
import type { Yard } from '../yard/yard';

/** The game is told no more often what has changed. */
const REPORT_INTERVAL_MS = 100;

/** Who may come into a yard, as its host sees it. */
export function accessOf(yard: Yard): YardAccess {
  const { access, players } = yard;
  const muted = access.mutes.isEmpty ? [] : [...players].filter((player) => yard.isMuted(player));
  return {
    isLocked: access.isLocked,
    ticket: access.ticket,
    waiting: access.waiting.all.map(({ number, profile: { name, colour } }) => ({ number, name, colour })),
    bans: access.bans.all,
    muted: muted.map(({ id }) => id),
  };
}

/** Reports at once, and then at most ten times a second, the last change always. */
export class AccessReports {
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
