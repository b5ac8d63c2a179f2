/** Why something did not arrive. */
export const DROP_REASONS = [
  /** It bears one of our addresses and is no such message, or makes no sense. */
  'malformed',
  /** Its sender sends more than the yard takes from one connection. */
  'flood',
  /** It is foreign, and to relay it would take more than its sender, or all senders together, may have go out. */
  'relay',
  /** Its sender is not let in. */
  'refused',
  /** Its recipient is gone, or does not read. */
  'unsent',
] as const;
export type DropReason = (typeof DROP_REASONS)[number];
