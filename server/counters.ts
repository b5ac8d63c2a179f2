/** Why something did not arrive. */
export const DROP_REASONS = [
  /** It bears one of our addresses and is no such message, or makes no sense. */
  'malformed',
  /** Its sender sends more than the yard takes from one peer. */
  'flood',
  /** Its sender is not let in. */
  'refused',
  /** Its recipient is gone, or does not read. */
  'unsent',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];

/** What a server counts, from its start on. */
export class Counters {
  /** Positions that came in. */
  updatesIn = 0;
  /** Positions that went out, one for each recipient. */
  updatesOut = 0;
  /** Foreign packets that were passed on, one for each recipient. */
  relayed = 0;
  readonly dropped: Record<DropReason, number> = { malformed: 0, flood: 0, refused: 0, unsent: 0 };
}
