import type { DropReason } from '../yard/drop-reason';

/** What a server counts, from its start on. */
export class Counters {
  /** Positions that came in. */
  updatesIn = 0;
  /** Positions that went out, one for each recipient. */
  updatesOut = 0;
  /** Foreign packets that were relayed, one for each recipient. */
  relayed = 0;
  readonly dropped: Record<DropReason, number> = { malformed: 0, flood: 0, relay: 0, refused: 0, unsent: 0 };
}
