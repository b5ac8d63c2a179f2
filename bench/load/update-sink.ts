/** Where a dialect puts what its clients read. */
export interface UpdateSink {
  /** How often a server said that a position was not possible: it got so many at once that somebody seemed to run. */
  corrected: number;
  /** Whether a client's updates are to be added one by one; those of the others are only counted. */
  isSampled(client: number): boolean;
  /** So many updates came to a client that is not sampled. */
  countUpdates(updates: number): void;
  /** A position of `walker` came to a client, sampled or not. */
  addUpdate(client: number, walker: number, x: number, y: number, nowMs: number): void;
}
