import { RESUME_MS } from '../../shared/config';
import type { YardPlayer } from './yard-player';

/** Resuming: remembers for a while which id went with which key, by its hash, so that who comes back is who it was. Deterministic: no I/O, no clock. */
export class ResumeTable {
  private readonly byHash = new Map<string, { player: YardPlayer; leftMs: number }>();
  private readonly ids = new Set<number>();

  /** Who may come back, the latest first. */
  get players(): YardPlayer[] {
    return Array.from(this.byHash.values(), ({ player }) => player).reverse();
  }

  add(keyHash: string, player: YardPlayer, nowMs: number): void {
    this.delete(keyHash);
    this.byHash.set(keyHash, { player, leftMs: nowMs });
    this.ids.add(player.id);
  }

  /** Whether somebody may come back under this id. */
  hasId(id: number): boolean {
    return this.ids.has(id);
  }

  /** The id that left with the key of this hash not long ago. */
  idOf(keyHash: string): number | undefined {
    return this.byHash.get(keyHash)?.player.id;
  }

  /** The identity that it had; undefined where it had none. */
  identityOf(keyHash: string): string | undefined {
    return this.byHash.get(keyHash)?.player.identity;
  }

  /** Its player is back. */
  delete(keyHash: string): void {
    const id = this.idOf(keyHash);
    if (id !== undefined) this.ids.delete(id);
    this.byHash.delete(keyHash);
  }

  expire(nowMs: number): void {
    for (const [keyHash, { leftMs }] of this.byHash) if (nowMs - leftMs > RESUME_MS) this.delete(keyHash);
  }
}
