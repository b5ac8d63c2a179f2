import { RESUME_MS } from '../../shared/config';
import type { ShownProfiles } from './shown-profiles';
import type { YardPlayer } from './yard-player';

/** Somebody who left, and may come back by its key. */
interface Departed {
  player: YardPlayer;
  leftMs: number;
  /** Comes back as whom and where it was, and its name is kept for it; false where only its id is. */
  isWhole: boolean;
}

/** Resuming: remembers for a while which id went with which key, by its hash, so that who comes back is who it was. Deterministic: no I/O, no clock. */
export class ResumeTable {
  private readonly byHash = new Map<string, Departed>();
  private readonly hashes = new Map<number, string>();
  private readonly profiles: Pick<ShownProfiles, 'delete'>;

  /** @param profiles by which players are shown whose names are kept */
  constructor(profiles: Pick<ShownProfiles, 'delete'>) {
    this.profiles = profiles;
  }

  /** Who may come back, the latest first. */
  get players(): YardPlayer[] {
    return Array.from(this.byHash.values(), ({ player }) => player).reverse();
  }

  /** @param isWhole whether it comes back as whom and where it was */
  add(keyHash: string, player: YardPlayer, isWhole: boolean, nowMs: number): void {
    this.delete(keyHash);
    this.byHash.set(keyHash, { player, leftMs: nowMs, isWhole });
    this.hashes.set(player.id, keyHash);
  }

  /** Whether somebody may come back under this id. */
  hasId(id: number): boolean {
    return this.hashes.has(id);
  }

  /** The id that left with the key of this hash not long ago. */
  idOf(keyHash: string): number | undefined {
    return this.byHash.get(keyHash)?.player.id;
  }

  /** The identity that it had; undefined where it had none. */
  identityOf(keyHash: string): string | undefined {
    return this.byHash.get(keyHash)?.player.identity;
  }

  /** When who left under this id had logged in; undefined for nobody. */
  loginMsOf(id: number): number | undefined {
    return this.byHash.get(this.hashes.get(id) ?? '')?.player.loginMs;
  }

  /** Who left under this id comes, as whom and where it was; undefined where only its id is kept. */
  take(id: number): YardPlayer | undefined {
    const departed = this.byHash.get(this.hashes.get(id) ?? '');
    if (!departed?.isWhole) return undefined;
    departed.isWhole = false;
    return departed.player;
  }

  /** Its player is back, or is no more to come back. */
  delete(keyHash: string): void {
    const departed = this.byHash.get(keyHash);
    if (!departed) return;
    this.hashes.delete(departed.player.id);
    this.byHash.delete(keyHash);
    if (departed.isWhole) this.profiles.delete(departed.player);
  }

  /** Nobody is to come back under this id. */
  deleteId(id: number): void {
    const keyHash = this.hashes.get(id);
    if (keyHash !== undefined) this.delete(keyHash);
  }

  expire(nowMs: number): void {
    for (const [keyHash, { leftMs }] of this.byHash) if (nowMs - leftMs > RESUME_MS) this.delete(keyHash);
  }
}
