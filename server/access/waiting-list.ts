import { PROFILE_TIMEOUT_MS } from '../../shared/config';
import type { Profile } from '../../shared/profile';

/** So many may wait at once: a host reads no longer list, and nobody fills its memory. */
export const WAITING_MAX = 64;

/** Somebody who waits to be let in. */
export interface Waiting {
  readonly number: number;
  readonly identity: string;
  /** As it said last. */
  profile: Profile;
  /** Stands for the connection by which it asked last: it waits for as long as that is open. */
  connection: object;
  askedMs: number;
}

/**
 * Who waits for the host's word, one entry for each identity and for each connection: identities are made up as fast as one
 * can send, and one peer with many would take the places of all others. Deterministic: no I/O, no clock.
 */
export class WaitingList {
  /** By identity, the longest first. */
  private readonly entries = new Map<string, Waiting>();
  private lastNumber = 0;

  /** The longest first. */
  get all(): Waiting[] {
    return [...this.entries.values()];
  }

  /**
   * Somebody asks, be it once more. `changed` is what the host is to see: undefined when it sees it already, when as many
   * wait as may, or when somebody of another identity waits on this connection.
   */
  ask(
    identity: string,
    profile: Profile,
    connection: object,
    nowMs: number,
  ): { isWaiting: boolean; changed?: Waiting } {
    const hasOther = this.all.some((entry) => entry.connection === connection && entry.identity !== identity);
    const known = this.entries.get(identity);
    if (known) {
      const isSame = known.profile.name === profile.name && known.profile.colour === profile.colour;
      known.profile = profile;
      // It may have come back by another connection, before the old one is known to be gone.
      if (!hasOther) known.connection = connection;
      known.askedMs = nowMs;
      return isSame ? { isWaiting: true } : { isWaiting: true, changed: known };
    }
    if (hasOther || this.entries.size >= WAITING_MAX) return { isWaiting: false };
    const entry = { number: ++this.lastNumber, identity, profile, connection, askedMs: nowMs };
    this.entries.set(identity, entry);
    return { isWaiting: true, changed: entry };
  }

  find(number: number): Waiting | undefined {
    return this.all.find((entry) => entry.number === number);
  }

  remove({ identity }: Waiting): void {
    this.entries.delete(identity);
  }

  /** A connection is closed. Whether somebody waited on it. */
  closed(connection: object): boolean {
    return this.drop((entry) => entry.connection === connection);
  }

  /** Drops who has not asked again for so long that its profile would be forgotten, were it in the yard. Whether there was one. */
  expire(nowMs: number): boolean {
    return this.drop(({ askedMs }) => nowMs - askedMs > PROFILE_TIMEOUT_MS);
  }

  private drop(isGone: (entry: Waiting) => boolean): boolean {
    const gone = this.all.filter(isGone);
    for (const entry of gone) this.remove(entry);
    return gone.length > 0;
  }
}
