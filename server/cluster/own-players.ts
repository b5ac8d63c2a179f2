import { PlayerSums } from '../yard/player-sums';
import type { YardPlayer } from '../yard/yard-player';
import { CLUSTER_TABLE, PLAYER_FLAGS } from './messages';
import type { SealedIdentities } from './sealed-identities';

/** The yard, as far as its own players are told to others. */
export interface PublishedYard {
  /** Those who are here, and not at another server. */
  readonly own: ReadonlySet<YardPlayer>;
  isMuted(player: YardPlayer): boolean;
}

/** The players of this server, and who they are as other servers are told it. Deterministic: no I/O, no clock. */
export class OwnPlayers {
  private readonly yard: PublishedYard;
  private readonly server: string;
  private readonly identities: SealedIdentities;
  private readonly encoded = new WeakMap<YardPlayer, Uint8Array>();
  private readonly sums = new PlayerSums();

  /** @param server our own name */
  constructor(yard: PublishedYard, server: string, identities: SealedIdentities) {
    this.yard = yard;
    this.server = server;
    this.identities = identities;
  }

  get size(): number {
    return this.yard.own.size;
  }

  list(): YardPlayer[] {
    return Array.from(this.yard.own);
  }

  /** A player is another than before. */
  changed(player: YardPlayer): void {
    this.encoded.delete(player);
  }

  /** Its `/cluster/player`. */
  messageOf(player: YardPlayer): Uint8Array {
    let bytes = this.encoded.get(player);
    if (!bytes) this.encoded.set(player, (bytes = this.encode(player)));
    return bytes;
  }

  /** How many there are, and the sum of who they are, as RemoteYard.rosterOf() has it. */
  roster(): { players: number; sum: number } {
    return this.sums.of(this.yard.own, (player) => this.yard.isMuted(player));
  }

  private encode(player: YardPlayer): Uint8Array {
    const { id, profile, wanted, isGuest, keyHash, identity, loginMs } = player;
    const isMuted = this.yard.isMuted(player);
    return CLUSTER_TABLE.encode({
      address: '/cluster/player',
      ...{ id, ...profile, wantedName: wanted?.name ?? profile.name },
      flags: (isGuest ? PLAYER_FLAGS.isGuest : 0) | (isMuted ? PLAYER_FLAGS.isMuted : 0),
      keyHash: keyHash ?? '',
      identity: this.identities.write(this.server, id, identity),
      loginMs: String(loginMs),
    });
  }
}

export function isOwn(player: YardPlayer): boolean {
  return player.server === undefined;
}
