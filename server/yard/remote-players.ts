import { HOST_ID, REMOTE_PLAYERS_MAX } from '../../shared/config';
import type { Motion } from '../../shared/movement';
import { cleanText, isSameProfile, validateChatLine } from '../../shared/profile';
import type { Refusal } from '../../shared/protocol/messages';
import type { AccessRules } from '../access/access-rules';
import { REPLACED } from '../access/refusals';
import type { Outbox } from './outbox';
import { PlayerSums } from './player-sums';
import type { PlayerTable } from './player-table';
import type { RemotePlayer, RemoteYard } from './remote-player';
import type { Repetition } from './repetition';
import type { YardFeed } from './yard-feed';
import type { YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';

/** The yard, as far as players of other servers are concerned. */
interface ClusteredYard {
  readonly options: YardOptions;
  readonly access: AccessRules;
  readonly feed: YardFeed | undefined;
  isMuted(player: YardPlayer): boolean;
  detach(player: YardPlayer, refusal: Refusal | undefined): void;
}

/**
 * The players of other servers in our yard: here like our own, but that they are sent nothing and that nothing of them is
 * decided here. Who is right where two servers claim one key or one id is decided by every server alone, by the login times,
 * so that two halves of a yard end with one roster. Deterministic: no I/O, no clock.
 */
export class RemotePlayers implements RemoteYard {
  private readonly yard: ClusteredYard;
  private readonly table: PlayerTable;
  private readonly outbox: Outbox;
  private readonly repetition: Repetition;
  private readonly sums = new PlayerSums();

  constructor(yard: ClusteredYard, table: PlayerTable, outbox: Outbox, repetition: Repetition) {
    this.yard = yard;
    this.table = table;
    this.outbox = outbox;
    this.repetition = repetition;
  }

  set(server: string, told: RemotePlayer, nowMs: number): void {
    const { table } = this;
    const { id, keyHash } = told;
    const holders = new Set([
      table.withId(id),
      keyHash === undefined ? undefined : table.withKeyHash(keyHash),
    ]);
    let known: YardPlayer | undefined;
    for (const holder of holders) {
      if (!holder) continue;
      if (!this.isNewer(told.loginMs, server, holder)) return this.tellAgain(holder);
      const hasItsKey = keyHash !== undefined && holder.keyHash === keyHash;
      if (holder.id === id && (hasItsKey || holder.server === server)) known = holder;
    }
    if (known?.server !== server && this.table.sizeAt(server) >= REMOTE_PLAYERS_MAX) return;
    for (const holder of holders) if (holder && holder !== known) this.displace(holder, keyHash);
    table.forgetDeparted(id, keyHash);
    if (known) this.moveTo(known, server);
    this.show(known ?? table.addRemote(id, server, nowMs), told, !known);
  }

  move(server: string, id: number, motion: Motion, flags: number, nowMs: number): boolean {
    const player = this.at(server, id);
    if (!player) return false;
    player.isPlaced = true;
    if (player.motion.setTold(motion, flags, nowMs)) this.repetition.queueChange(player, nowMs);
    return true;
  }

  remove(server: string, id: number, nowMs: number): void {
    const player = this.at(server, id);
    if (player) this.takeOut(player, nowMs, false);
  }

  say(id: number | undefined, said: string, nowMs: number): void {
    const text = cleanText(said);
    if (validateChatLine(text)) return;
    if (id === undefined) {
      this.outbox.sayRemote(HOST_ID, text, nowMs);
      return;
    }
    const player = this.table.withId(id);
    if (player?.server !== undefined && !this.yard.isMuted(player)) this.outbox.sayRemote(id, text, nowMs);
  }

  relay(packet: Uint8Array, nowMs: number): void {
    this.outbox.relayRemote(packet, nowMs);
  }

  retain(server: string, ids: ReadonlySet<number>, nowMs: number): void {
    for (const player of this.allAt(server)) if (!ids.has(player.id)) this.takeOut(player, nowMs, false);
  }

  halt(server: string, nowMs: number): void {
    for (const player of this.allAt(server))
      if (player.motion.halt(nowMs)) this.repetition.queueChange(player, nowMs);
  }

  removeAll(server: string, nowMs: number): void {
    for (const player of this.allAt(server)) {
      player.motion.halt(nowMs);
      this.takeOut(player, nowMs, true);
    }
  }

  rosterOf(server: string): { players: number; sum: number } {
    if (server === this.yard.options.server)
      return this.sums.of(this.table.own, (player) => this.yard.isMuted(player));
    return this.sums.of(this.allAt(server), ({ isMutedThere }) => isMutedThere);
  }

  private at(server: string, id: number): YardPlayer | undefined {
    const player = this.table.withId(id);
    return player?.server === server ? player : undefined;
  }

  private allAt(server: string): YardPlayer[] {
    return Array.from(this.table.present).filter((player) => player.server === server);
  }

  /** Whether a login at another server is newer than that of who is here under its key or its id; its own said anew is. */
  private isNewer(loginMs: number, server: string, holder: YardPlayer): boolean {
    if (loginMs !== holder.loginMs) return loginMs > holder.loginMs;
    return server >= this.serverOf(holder);
  }

  private serverOf({ server }: YardPlayer): string {
    return server ?? this.yard.options.server ?? '';
  }

  /** The other server does not know yet that one of ours came later. */
  private tellAgain(player: YardPlayer): void {
    if (player.server === undefined) this.yard.feed?.changed(player);
  }

  /** Somebody has to give up its key or its id to somebody at another server. Who has another key comes again with a new id. */
  private displace(player: YardPlayer, keyHash: string | undefined): void {
    const isOwn = player.server === undefined;
    if (isOwn) this.yard.detach(player, player.keyHash === keyHash ? REPLACED : undefined);
    this.table.discard(player);
    this.outbox.remove(player);
    this.outbox.broadcast({ address: '/player/left', id: player.id }, player);
  }

  private moveTo(player: YardPlayer, server: string): void {
    if (player.server === server) return;
    if (player.server === undefined) this.yard.detach(player, REPLACED);
    this.table.setServer(player, server);
    this.outbox.noteServer(player);
  }

  private show(player: YardPlayer, told: RemotePlayer, isNew: boolean): void {
    const { profile } = told;
    const isNews = isNew || !isSameProfile(player.profile, profile);
    const isMuteNews = player.isMutedThere !== told.isMuted;
    this.table.setKeyHash(player, told.keyHash);
    player.wanted = told.isGuest ? undefined : { name: told.wantedName, colour: profile.colour };
    player.isGuest = told.isGuest;
    player.isMutedThere = told.isMuted;
    player.identity = told.identity;
    player.loginMs = told.loginMs;
    if (isMuteNews) this.yard.access.onChange();
    this.settleName(player, profile);
    if (isNews) this.outbox.queueProfile(player);
  }

  /** Who logged in first keeps a name; whose it was is shown anew, and its server says so. */
  private settleName(player: YardPlayer, profile: YardPlayer['profile']): void {
    const { profiles } = this.table;
    const owner = profiles.ownerOf(profile.name);
    if (!owner || owner === player) {
      profiles.set(player, isSameProfile(player.profile, profile) ? player.profile : profile);
      return;
    }
    const isKept = this.isNewer(player.loginMs, this.serverOf(player), owner);
    profiles.set(player, isSameProfile(player.profile, profile) ? player.profile : profile, !isKept);
    if (owner.server !== undefined || !owner.isPresent) return;
    if (!isKept) this.rename(owner);
    this.tellAgain(owner);
  }

  private rename(player: YardPlayer): void {
    const shown = this.table.profiles.renamed(player);
    this.table.profiles.set(player, shown);
    player.yourProfile = { address: '/your/profile', ...shown };
    player.isShownAsSent = false;
    this.outbox.queueYourProfile(player);
    this.outbox.queueProfile(player);
  }

  /** @param isLost whether it comes back as whom and where it was */
  private takeOut(player: YardPlayer, nowMs: number, isLost: boolean): void {
    this.table.remove(player, nowMs, isLost);
    this.outbox.remove(player);
    this.outbox.broadcast({ address: '/player/left', id: player.id }, player);
  }
}
