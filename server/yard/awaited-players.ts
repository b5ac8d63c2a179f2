import type { PlayerState } from '../../shared/yard-state';
import type { ShownProfiles } from './shown-profiles';
import { createPlayer, type YardPlayer } from './yard-player';
import type { YardOptions } from './yard-options';

/** For so long somebody of another server's yard may come as who and where it was. */
export const AWAITED_MS = 60_000;

interface Awaited {
  player: YardPlayer;
  state: PlayerState;
}

/**
 * Who was in the yard while another server held it, and is on the way here: until they come their ids, names and seats are
 * nobody else's. Of who was away for a moment the id is. Deterministic: no I/O, no clock.
 */
export class AwaitedPlayers {
  private readonly byId = new Map<number, Awaited>();
  private readonly ids = new Map<string, number>();
  private readonly seatedIds = new Set<number>();
  private readonly profiles: ShownProfiles;
  private sinceMs: number | undefined;

  /** @param profiles by which they are shown under their names */
  constructor(players: readonly PlayerState[], options: YardOptions, profiles: ShownProfiles) {
    this.profiles = profiles;
    const isAway = (one: PlayerState) => one.isAway === true;
    // The state may be a stranger's: no more seats are kept than there are.
    const seated = players.filter((one) => !isAway(one)).slice(0, options.maxPlayers);
    for (const one of [...seated, ...players.filter(isAway)]) {
      const player = createPlayer(one.id, options, 0);
      player.isPresent = false;
      if (!isAway(one)) {
        // Nor is anybody called like another, or like the host or a guest: before it has wanted a name, none is its own.
        profiles.set(player, profiles.resolve(player, { name: one.name, colour: one.colour }));
        player.wanted = { name: one.wantedName, colour: one.colour };
        this.seatedIds.add(one.id);
      }
      this.byId.set(one.id, { player, state: one });
      this.ids.set(one.keyHash, one.id);
    }
  }

  /** Those who have not come yet. */
  get states(): PlayerState[] {
    return Array.from(this.byId.values(), ({ state }) => state);
  }

  /** How many seats are kept. */
  get seats(): number {
    return this.seatedIds.size;
  }

  /** Whether a seat is kept for who is awaited under this id. */
  hasSeat(id: number): boolean {
    return this.seatedIds.has(id);
  }

  hasId(id: number): boolean {
    return this.byId.has(id);
  }

  /** The id of who is awaited with this key. @param keyHash see hashKey() */
  idOf(keyHash: string): number | undefined {
    return this.ids.get(keyHash);
  }

  /** Whether who is awaited under this id was muted. */
  isMuted(id: number): boolean {
    return this.byId.get(id)?.state.isMuted === true;
  }

  /** Who is awaited under this id comes: as it was, and where. Undefined where nobody is. */
  take(id: number, nowMs: number): YardPlayer | undefined {
    const { player, state } = this.byId.get(id) ?? {};
    if (!player || !state) return undefined;
    this.forget(id, state.keyHash);
    if (state.place) {
      player.motion.setMotion({ ...state.place, vx: 0, vy: 0 }, undefined, this.sinceMs ?? nowMs);
      // It may have walked on meanwhile.
      player.motion.resume(nowMs);
    }
    [player.lastSeenMs, player.profileQueuedMs] = [nowMs, nowMs];
    player.isPresent = true;
    return player;
  }

  /** To be called a few times a second, from the start on. */
  expire(nowMs: number): void {
    this.sinceMs ??= nowMs;
    if (nowMs - this.sinceMs < AWAITED_MS) return;
    for (const id of this.byId.keys()) this.forgetId(id);
  }

  /** Who is awaited under this id comes here no more. */
  forgetId(id: number): void {
    const { player, state } = this.byId.get(id) ?? {};
    if (!player || !state) return;
    this.forget(id, state.keyHash);
    this.profiles.delete(player);
  }

  private forget(id: number, keyHash: string): void {
    this.byId.delete(id);
    this.seatedIds.delete(id);
    this.ids.delete(keyHash);
  }
}
