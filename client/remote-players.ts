import { crc32 } from 'node:zlib';
import { PROFILE_TIMEOUT_MS, REMOTE_PLAYERS_MAX } from '../shared/config';
import { isSameProfile } from '../shared/profile';
import { encodeServerMessage, type ServerMessage } from '../shared/protocol/messages';
import { TokenBucket } from '../shared/token-bucket';

/** A player's departure, as the server tells it and as `RemotePlayers` concludes it. */
export type Departure = Extract<ServerMessage, { address: '/player/left' }>;
type PlayerProfile = Extract<ServerMessage, { address: '/player/profile' }>;
export type RosterMessage = Extract<ServerMessage, { address: '/roster' }>;

/** How many may come or change within a second, besides a whole yard at once: each is drawn anew. */
const CHANGES_PER_S = REMOTE_PLAYERS_MAX / 10;

interface RemotePlayer {
  profile: PlayerProfile;
  crc: number;
  seenMs: number;
}

/**
 * Who else is here, as far as this player was told. A message can get lost and a server can vanish, so nobody is here
 * for ever: a profile that is not repeated in time is gone (in a large yard one that a full roster lacks), and so are all when
 * a new connection begins. A server may tell of
 * no more than REMOTE_PLAYERS_MAX. Deterministic: no I/O, no clock.
 */
export class RemotePlayers {
  private readonly players = new Map<number, RemotePlayer>();
  private readonly changes: TokenBucket;
  /** Of the checksums of all profiles. */
  private sum = 0;
  /** When a roster stood in for the repetition of profiles. */
  private rosterMs = -Infinity;

  constructor(nowMs: number) {
    this.changes = new TokenBucket(CHANGES_PER_S, REMOTE_PLAYERS_MAX, nowMs);
  }

  /** Takes in a profile. `repeat` when it says what is known; `excess` when it is over a limit, and is not taken in. */
  update(profile: PlayerProfile, nowMs: number): 'changed' | 'repeat' | 'excess' {
    const known = this.players.get(profile.id);
    if (known) known.seenMs = nowMs;
    if (known && isSameProfile(known.profile, profile)) return 'repeat';
    if (!known && this.players.size >= REMOTE_PLAYERS_MAX) return 'excess';
    if (!this.changes.tryConsume(1, nowMs)) return 'excess';
    const crc = checksum(profile);
    this.sum += crc - (known?.crc ?? 0);
    this.players.set(profile.id, { profile, crc, seenMs: nowMs });
    return 'changed';
  }

  /**
   * Whether these are all the players whom a roster counts.
   * @param own the reader's own profile, as the others are told it; undefined for a spectator
   */
  matches({ players, sum }: RosterMessage, own: PlayerProfile | undefined, nowMs: number): boolean {
    this.rosterMs = nowMs;
    const [count, total] = own ? [1, checksum(own)] : [0, 0];
    return players === this.players.size + count && sum === ((this.sum + total) | 0);
  }

  /** Forgets who is none of these, and returns their departures. */
  keepOnly(ids: ReadonlySet<number>): Departure[] {
    return this.forget(({ profile }) => !ids.has(profile.id));
  }

  has(id: number): boolean {
    return this.players.has(id);
  }

  /** Takes in a departure. False when nobody of that id was here. */
  remove({ id }: Departure): boolean {
    this.sum -= this.players.get(id)?.crc ?? 0;
    return this.players.delete(id);
  }

  /** Forgets who was not heard of in time, and returns their departures. */
  expire(nowMs: number): Departure[] {
    return this.forget(({ seenMs }) => nowMs - Math.max(seenMs, this.rosterMs) > PROFILE_TIMEOUT_MS);
  }

  /** Forgets everybody, and returns their departures. */
  clear(): Departure[] {
    return this.forget(() => true);
  }

  private forget(isGone: (player: RemotePlayer) => boolean): Departure[] {
    const left: Departure[] = [];
    for (const [id, player] of this.players) {
      if (!isGone(player)) continue;
      this.remove({ address: '/player/left', id });
      left.push({ address: '/player/left', id });
    }
    return left;
  }
}

function checksum(profile: PlayerProfile): number {
  return crc32(encodeServerMessage(profile));
}
