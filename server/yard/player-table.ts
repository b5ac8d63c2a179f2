import { createPlayer, type YardPlayer } from './yard-player';
import type { IdSequence } from './id-sequence';
import { AwaitedPlayers } from './awaited-players';
import { hashKey } from '../access/key-hash';
import { ResumeTable } from './resume-table';
import { ShownProfiles } from './shown-profiles';
import type { YardOptions } from './yard-options';

/** Who is here, under which id and as whom, and who may come back as whom. Deterministic: no I/O, no clock. */
export class PlayerTable {
  /** Everybody in the yard. */
  readonly present = new Set<YardPlayer>();
  /** Those of them whose connections are at this server. */
  readonly own = new Set<YardPlayer>();
  readonly profiles = new ShownProfiles();
  readonly awaited: AwaitedPlayers;
  private readonly sizes = new Map<string, number>();
  private readonly byId = new Map<number, YardPlayer>();
  private readonly byKeyHash = new Map<string, YardPlayer>();
  private readonly resumeTable = new ResumeTable(this.profiles);
  private readonly options: YardOptions;
  private readonly sequence: IdSequence;

  constructor(options: YardOptions, ids: IdSequence) {
    this.options = options;
    this.sequence = ids;
    this.awaited = new AwaitedPlayers(options.state?.players ?? [], options, this.profiles);
  }

  /** Adds somebody to our own players: a guest, until its profile is known. */
  add(nowMs: number, id: number): YardPlayer {
    const player =
      this.awaited.take(id, nowMs) ?? this.resume(id, nowMs) ?? createPlayer(id, this.options, nowMs);
    player.loginMs = Math.max(nowMs, 1 + (this.resumeTable.loginMsOf(id) ?? -Infinity));
    this.own.add(player);
    this.put(player);
    return player;
  }

  /** Adds somebody whose connection is at another server. Nobody is present who has this id. */
  addRemote(id: number, server: string, nowMs: number): YardPlayer {
    const player = createPlayer(id, this.options, nowMs);
    player.server = server;
    this.put(player);
    return player;
  }

  /** Somebody's connection is at another server from now on, or here. @param server undefined for here */
  setServer(player: YardPlayer, server: string | undefined): void {
    this.count(player, -1);
    player.server = server;
    this.count(player, 1);
    if (server === undefined) {
      this.own.add(player);
      return;
    }
    this.own.delete(player);
    player.key = undefined;
  }

  /**
   * Somebody is gone, who may come back under this id by its key.
   * @param isWhole whether it comes back as whom and where it was
   */
  remove(player: YardPlayer, nowMs: number, isWhole = false): void {
    const { keyHash, profile } = player;
    this.take(player);
    const isKept = isWhole && keyHash !== undefined && this.profiles.ownerOf(profile.name) === player;
    if (!isKept) this.profiles.delete(player);
    if (keyHash !== undefined) this.resumeTable.add(keyHash, player, isKept, nowMs);
  }

  /** Somebody is gone for good: its key or its id is another's. */
  discard(player: YardPlayer): void {
    this.take(player);
    this.profiles.delete(player);
  }

  /** Nobody comes here any more under this id or with the key of this hash: another server has let it in. */
  forgetDeparted(id: number, keyHash: string | undefined): void {
    this.resumeTable.deleteId(id);
    this.awaited.forgetId(id);
    if (keyHash === undefined) return;
    this.resumeTable.delete(keyHash);
    this.awaited.forgetId(this.awaited.idOf(keyHash) ?? 0);
  }

  /** Who left a moment ago and may come back, the latest first. */
  get away(): YardPlayer[] {
    return this.resumeTable.players;
  }

  /** How many seats are taken or kept, but for that of who is awaited under this id. */
  seatsTaken(id = 0): number {
    return this.own.size + this.awaited.seats - (this.awaited.hasSeat(id) ? 1 : 0);
  }

  /** Who of those present has this id. */
  withId(id: number): YardPlayer | undefined {
    return this.byId.get(id);
  }

  /** Who of those present has the key of this hash. */
  withKeyHash(keyHash: string): YardPlayer | undefined {
    return this.byKeyHash.get(keyHash);
  }

  /** The id that left with the key of this hash not long ago, here or in the yard that this one was. */
  resumedId(keyHash: string): number | undefined {
    return this.resumeTable.idOf(keyHash) ?? this.awaited.idOf(keyHash);
  }

  /** Whether somebody is present with the key of this hash, or may come back with it. */
  isKnown(keyHash: string): boolean {
    return this.byKeyHash.has(keyHash) || this.resumedId(keyHash) !== undefined;
  }

  /** The identity of who has the key of this hash, or left with it not long ago; undefined where it had none. */
  identityOf(keyHash: string): string | undefined {
    const present = this.withKeyHash(keyHash);
    return present ? present.identity : this.resumeTable.identityOf(keyHash);
  }

  /** One of our own has this key from now on. */
  setKey(player: YardPlayer, key: string | undefined): void {
    if (key === player.key) return;
    const keyHash = key === undefined ? undefined : hashKey(key);
    if (keyHash !== undefined) this.resumeTable.delete(keyHash);
    this.setKeyHash(player, keyHash);
    player.key = key;
  }

  /** Somebody has the key of this hash from now on, and nobody else who is present. */
  setKeyHash(player: YardPlayer, keyHash: string | undefined): void {
    if (player.keyHash !== undefined) this.byKeyHash.delete(player.keyHash);
    player.keyHash = keyHash;
    if (keyHash !== undefined) this.byKeyHash.set(keyHash, player);
  }

  /** Forgets who has been gone for too long. */
  expire(nowMs: number): void {
    this.resumeTable.expire(nowMs);
    this.awaited.expire(nowMs);
  }

  /** An id that nobody has, and nobody may come back with; undefined when there is none for now. */
  nextId(): number | undefined {
    return this.sequence.next(
      (id) => this.byId.has(id) || this.resumeTable.hasId(id) || this.awaited.hasId(id),
    );
  }

  /** How many players are at another server. */
  sizeAt(server: string): number {
    return this.sizes.get(server) ?? 0;
  }

  private count({ server }: YardPlayer, by: number): void {
    if (server === undefined) return;
    const size = this.sizeAt(server) + by;
    if (size > 0) this.sizes.set(server, size);
    else this.sizes.delete(server);
  }

  private put(player: YardPlayer): void {
    this.count(player, 1);
    this.present.add(player);
    this.byId.set(player.id, player);
    if (player.keyHash !== undefined) this.byKeyHash.set(player.keyHash, player);
    this.profiles.set(player, player.profile);
  }

  private take(player: YardPlayer): void {
    player.isPresent = false;
    this.count(player, -1);
    this.present.delete(player);
    this.own.delete(player);
    this.byId.delete(player.id);
    if (player.keyHash !== undefined) this.byKeyHash.delete(player.keyHash);
  }

  /** Who was at a server that is gone comes here: as it was, once its profile is known again. */
  private resume(id: number, nowMs: number): YardPlayer | undefined {
    const player = this.resumeTable.take(id);
    if (!player) return undefined;
    player.motion.takeOver(nowMs);
    [player.lastSeenMs, player.profileQueuedMs] = [nowMs, nowMs];
    [player.isPresent, player.isGuest, player.server] = [true, true, undefined];
    return player;
  }
}
