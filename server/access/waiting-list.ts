import { PROFILE_TIMEOUT_MS } from '../../shared/config';
import type { Profile } from '../../shared/profile';

/** So many may wait at once: a host reads no longer list, and nobody fills its memory. */
export const WAITING_MAX = 64;

/** Stands for a connection by which somebody asks. */
export interface Asking {
  /** As addresses are limited (shared/limited-as.ts); empty where it is not known. */
  readonly address: string;
}

/** Somebody who waits to be let in. */
export interface Waiting {
  readonly number: number;
  /** Undefined for who only wants to look on. */
  readonly identity: string | undefined;
  /** As it said last. */
  profile: Profile;
  /** By which it asked last: it waits for as long as that is open. */
  connection: Asking;
  askedMs: number;
}

/**
 * Who waits for the host's word: one entry for each identity, or without one for each connection, since anybody makes up any number of
 * identities. When the list is full, who comes from an address with few makes that with the most give one up.
 * Deterministic: no I/O, no clock.
 */
export class WaitingList {
  /** By identity, or where there is none by connection, the longest first. */
  private readonly entries = new Map<string | Asking, Waiting>();
  private lastNumber = 0;

  /** The longest first. */
  get all(): Waiting[] {
    return [...this.entries.values()];
  }

  /**
   * Somebody asks, be it once more. `changed` is what the host is to see: undefined when it sees it already, or when as many
   * wait as may.
   */
  ask(
    identity: string | undefined,
    profile: Profile,
    connection: Asking,
    nowMs: number,
  ): { isWaiting: boolean; changed?: Waiting } {
    const known = this.entries.get(identity ?? connection);
    if (known) {
      const isSame = known.profile.name === profile.name && known.profile.colour === profile.colour;
      known.profile = profile;
      // It may have come back by another connection, before the old one is known to be gone.
      known.connection = connection;
      known.askedMs = nowMs;
      return isSame ? { isWaiting: true } : { isWaiting: true, changed: known };
    }
    if (this.entries.size >= WAITING_MAX && !this.makeRoomFor(connection)) return { isWaiting: false };
    const entry = { number: this.takeNumber(), identity, profile, connection, askedMs: nowMs };
    this.entries.set(identity ?? connection, entry);
    return { isWaiting: true, changed: entry };
  }

  /** The next number: also for who waits at another server of the yard, so that the host sees each number once. */
  takeNumber(): number {
    return ++this.lastNumber;
  }

  find(number: number): Waiting | undefined {
    return this.all.find((entry) => entry.number === number);
  }

  remove({ identity, connection }: Waiting): void {
    this.entries.delete(identity ?? connection);
  }

  /** A connection asks as somebody else now, or as nobody. Whether another one waited on it. */
  keepOnly(connection: Asking, identity: string | undefined): boolean {
    return this.drop((entry) => entry.connection === connection && entry.identity !== identity);
  }

  /** A connection is closed. Whether somebody waited on it. */
  closed(connection: Asking): boolean {
    return this.drop((entry) => entry.connection === connection);
  }

  /** Drops who has not asked again for so long that its profile would be forgotten, were it in the yard. Whether there was one. */
  expire(nowMs: number): boolean {
    return this.drop(({ askedMs }) => nowMs - askedMs > PROFILE_TIMEOUT_MS);
  }

  /** Whether there is room, made by the newest of the address with the most. Two addresses never push out each other in turn. */
  private makeRoomFor({ address: own }: Asking): boolean {
    const counts = new Map<string, number>([[own, 0]]);
    for (const { connection } of this.entries.values())
      counts.set(connection.address, (counts.get(connection.address) ?? 0) + 1);
    const [[most, count]] = [...counts].sort(([, a], [, b]) => b - a) as [[string, number]];
    if (count <= (counts.get(own) ?? 0) + 1) return false;
    const newest = this.all.findLast(({ connection }) => connection.address === most);
    if (newest) this.remove(newest);
    return newest !== undefined;
  }

  private drop(isGone: (entry: Waiting) => boolean): boolean {
    const gone = this.all.filter(isGone);
    for (const entry of gone) this.remove(entry);
    return gone.length > 0;
  }
}
