import { crc32 } from 'node:zlib';
import type { YardPlayer } from './yard-player';

/** What one server tells another of a player, and the sum of it. */
type Summed = Pick<YardPlayer, 'profile' | 'wanted' | 'isGuest' | 'keyHash' | 'identity' | 'loginMs'> & {
  isMuted: boolean;
  sum: number;
};

/**
 * Checksums of who players are as servers tell each other, so that one knows whether it has missed a change: of more than
 * clients are told (`/roster`), since a mute, a login or a key may change alone. Deterministic: no I/O, no clock.
 */
export class PlayerSums {
  private readonly known = new WeakMap<YardPlayer, Summed>();

  /** How many they are, and the sum of their checksums as an int32. @param isMuted as their own server has it */
  of(
    players: Iterable<YardPlayer>,
    isMuted: (player: YardPlayer) => boolean,
  ): { players: number; sum: number } {
    let [count, sum] = [0, 0];
    for (const player of players) {
      count++;
      sum = (sum + this.sumOf(player, isMuted(player))) | 0;
    }
    return { players: count, sum };
  }

  private sumOf(player: YardPlayer, isMuted: boolean): number {
    const { id, profile, wanted, isGuest, keyHash, identity, loginMs } = player;
    const known = this.known.get(player);
    const isSame =
      known?.profile === profile &&
      known.wanted === wanted &&
      known.isGuest === isGuest &&
      known.isMuted === isMuted &&
      known.keyHash === keyHash &&
      known.identity === identity &&
      known.loginMs === loginMs;
    if (isSame) return known.sum;
    // A guest asks for no name: the one that it is told with is the one that it has.
    const wantedName = isGuest ? undefined : (wanted?.name ?? profile.name);
    const all = [id, profile.name, profile.colour, wantedName, isGuest, isMuted, keyHash, identity, loginMs];
    const sum = crc32(JSON.stringify(all));
    this.known.set(player, { profile, wanted, isGuest, isMuted, keyHash, identity, loginMs, sum });
    return sum;
  }
}
