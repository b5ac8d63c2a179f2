/** A bucket's stream, as NATS tells of it. */
export interface StreamState {
  readonly created: string;
  /** last_seq: the revision of the last write. */
  readonly state: { readonly last_seq: number };
}

/**
 * Whether all that is written in a bucket comes to who watches it: NATS may lose what it knows of the watch though the connection is
 * there, and its client notices that after a minute or two, or never. Deterministic: no I/O, no clock.
 */
export class WatchGaps {
  private readonly created: string;
  private lastRevision: number;
  private lastWritten: number;

  /** @param at before the watch began */
  constructor({ created, state }: StreamState) {
    this.created = created;
    this.lastRevision = this.lastWritten = state.last_seq;
  }

  /** An entry came. */
  note(revision: number): void {
    this.lastRevision = Math.max(this.lastRevision, revision);
  }

  /** Whether it is the same bucket, and all has come that had been written at the last call. */
  isWhole({ created, state }: StreamState): boolean {
    if (created !== this.created || this.lastRevision < this.lastWritten) return false;
    this.lastWritten = state.last_seq;
    return true;
  }
}

/** Has NATS forget a watch that ended: it would keep it for five minutes more, and one for each time that it was away. */
export function forgetWatch(entries: object): void {
  const { _data } = entries as { _data?: { delete(): Promise<unknown> } };
  _data?.delete().catch(() => undefined);
}
