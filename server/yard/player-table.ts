import { createPlayer, type YardPlayer } from './yard-player';
import type { IdSequence } from './id-sequence';
import { AwaitedPlayers } from './awaited-players';
import { hashKey } from './key-hash';
import { ResumeTable } from './resume-table';
import { ShownProfiles } from './shown-profiles';
import type { YardOptions } from './yard-options';

/** Who is here, under which id and as whom, and who may come back as whom. Deterministic: no I/O, no clock. */
export class PlayerTable {
  readonly present = new Set<YardPlayer>();
  readonly profiles = new ShownProfiles();
  readonly awaited: AwaitedPlayers;
  private readonly ids = new Set<number>();
  private readonly resumeTable = new ResumeTable();
  private readonly options: YardOptions;
  private readonly sequence: IdSequence;

  constructor(options: YardOptions, ids: IdSequence) {
    this.options = options;
    this.sequence = ids;
    this.awaited = new AwaitedPlayers(options.state?.players ?? [], options, this.profiles);
  }

  /** Adds somebody: a guest, until its profile is known. @param id that it had before; a new one without */
  add(nowMs: number, id: number = this.nextId()): YardPlayer {
    const player = this.awaited.take(id, nowMs) ?? createPlayer(id, this.options, nowMs);
    this.present.add(player);
    this.ids.add(id);
    this.profiles.set(player, player.profile);
    return player;
  }

  /** Somebody is gone, who may come back under this id by its key. */
  remove(player: YardPlayer, nowMs: number): void {
    player.isPresent = false;
    if (player.key !== undefined) this.resumeTable.add(hashKey(player.key), player, nowMs);
    this.present.delete(player);
    this.ids.delete(player.id);
    this.profiles.delete(player);
  }

  /** Who left a moment ago and may come back, the latest first. */
  get away(): YardPlayer[] {
    return this.resumeTable.players;
  }

  /** How many seats are taken or kept, but for that of who is awaited under this id. */
  seatsTaken(id = 0): number {
    return this.present.size + this.awaited.seats - (this.awaited.hasSeat(id) ? 1 : 0);
  }

  /** Who of those present has this key. */
  withKey(key: string): YardPlayer | undefined {
    for (const player of this.present) if (player.key === key) return player;
    return undefined;
  }

  /** The id that left with this key not long ago, here or in the yard that this one was. */
  resumedId(key: string): number | undefined {
    const keyHash = hashKey(key);
    return this.resumeTable.idOf(keyHash) ?? this.awaited.idOf(keyHash);
  }

  /** The identity of who has this key, or left with it not long ago; undefined where it had none. */
  identityOf(key: string): string | undefined {
    const present = this.withKey(key);
    return present ? present.identity : this.resumeTable.identityOf(hashKey(key));
  }

  /** Somebody has this key from now on. */
  setKey(player: YardPlayer, key: string | undefined): void {
    if (key !== undefined && key !== player.key) this.resumeTable.delete(hashKey(key));
    player.key = key;
  }

  /** Forgets who has been gone for too long. */
  expire(nowMs: number): void {
    this.resumeTable.expire(nowMs);
    this.awaited.expire(nowMs);
  }

  /** An id that nobody has, and nobody may come back with. */
  private nextId(): number {
    return this.sequence.next(
      (id) => this.ids.has(id) || this.resumeTable.hasId(id) || this.awaited.hasId(id),
    );
  }
}
