/** The yard itself: who is here, where, and who may do what. Deterministic: no I/O, no clock. */
import { PLAYER_TIMEOUT_MS } from '../../shared/config';
import type { ClientMessage, ProfileMessage, Refusal, WatchMessage } from '../../shared/protocol/messages';
import { AccessRules } from '../access/access-rules';
import { isSameSecret } from '../access/secrets';
import { InterestManager } from '../interest/interest-manager';
import type { Admission } from './admission';
import { AdmissionControl } from './admission-control';
import { Chat } from './chat';
import type { DropReason } from './drop-reason';
import { HandOver } from './hand-over';
import { AscendingIds, type IdSequence } from './id-sequence';
import { Motions } from './motions';
import { Offers } from './offers';
import { Outbox, type Flush } from './outbox';
import { OwnAbsence } from './own-absence';
import { PlayerTable } from './player-table';
import type { PresenceBudget } from './presence-budget';
import type { RelaySender } from './relay-queue';
import type { RemoteYard } from './remote-player';
import { RecordedNotice } from './recorded-notice';
import { RemotePlayers } from './remote-players';
import type { Recipient } from './recipient';
import { Repetition } from './repetition';
import { ServerList } from './server-list';
import { Spectators, type Spectator } from './spectators';
import type { YardFeed } from './yard-feed';
import type { YardGame } from './yard-game';
import type { YardEvents, YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';

export class Yard {
  readonly options: YardOptions;
  readonly handOver: HandOver;
  readonly offers: Offers;
  readonly access: AccessRules;
  readonly servers: ServerList;
  readonly spectators: Spectators;
  /** Everybody in the yard. */
  readonly players: ReadonlySet<YardPlayer>;
  /** Those of them whose connections are at this server: all where there is no other. */
  readonly own: ReadonlySet<YardPlayer>;
  /** How other servers of the yard tell of their players. */
  readonly remote: RemoteYard;
  /**
   * Called with who is at another server from now on, or gives up its id: what was its connection is nobody's.
   * @param refusal what it is told, if anything
   */
  onDetached: (player: YardPlayer, refusal: Refusal | undefined) => void = () => undefined;
  private readonly events: YardEvents | undefined;
  private readonly table: PlayerTable;
  private readonly admissions: AdmissionControl;
  private readonly outbox: Outbox;
  private readonly chat: Chat;
  private readonly motions: Motions;
  private readonly repetition: Repetition;
  private readonly ownAbsence = new OwnAbsence();
  /** That what happens here is recorded, as everybody is told. */
  readonly recordedNotice: RecordedNotice;

  constructor(
    options: YardOptions,
    events?: YardEvents,
    ids: IdSequence = new AscendingIds(),
    access = new AccessRules(),
  ) {
    this.options = options;
    this.access = access;
    if (options.state?.isLocked) access.isLocked = true;
    this.events = events;
    this.table = new PlayerTable(options, ids);
    this.players = this.table.present;
    const { interest, budget, size } = options;
    const crowd = { crowdThreshold: interest, budgetBytesPerS: budget, size };
    this.own = this.table.own;
    const watching = new Set<Spectator>();
    this.outbox = new Outbox(this.players, this.own, watching, new InterestManager(this.players, crowd));
    this.handOver = new HandOver(this.table, watching, this.outbox, access, options.reach);
    this.servers = new ServerList([this.own, watching], this.outbox);
    this.spectators = new Spectators(this, this.outbox, watching);
    this.offers = new Offers(this.own, this.outbox, this.handOver, options.hostKey);
    this.chat = new Chat(this.outbox, (player) => this.isMuted(player));
    this.recordedNotice = new RecordedNotice(this.outbox);
    this.repetition = new Repetition(this.players, this.own, this.outbox, interest);
    this.motions = new Motions(this.players, this.outbox, this.repetition, size);
    this.remote = new RemotePlayers(this, this.table, this.outbox, this.repetition);
    this.admissions = new AdmissionControl(this, this.table, this.outbox, events);
  }

  get size(): number {
    return this.players.size;
  }

  /** Who left a moment ago and may come back, the latest first. */
  get away(): readonly YardPlayer[] {
    return this.table.away;
  }

  /** Who tells other servers what our own players do; undefined where nobody does. */
  get feed(): YardFeed | undefined {
    return this.outbox.feed;
  }

  set feed(feed: YardFeed | undefined) {
    this.outbox.feed = feed;
  }

  /** What is played from now on, and moves in the yard besides players. */
  set game(game: YardGame | undefined) {
    this.outbox.game = game;
  }

  /** Admits somebody who is not here and sends no profile: as a guest, or not. */
  admitGuest(nowMs: number, budget: PresenceBudget): Admission {
    return this.admissions.admitGuest(nowMs, budget);
  }

  /**
   * Applies a profile of somebody who may be here already. The player that it is from now on is another one when its key
   * says so; when it is refused, nothing has changed.
   * @param budget of the connection that sent it, which it stands for
   */
  applyProfile(
    player: YardPlayer | undefined,
    message: ProfileMessage,
    nowMs: number,
    budget: PresenceBudget,
  ): Admission {
    return this.admissions.applyProfile(player, message, nowMs, budget);
  }

  /** Notes a sign of life. */
  touch(player: YardPlayer, nowMs: number): void {
    player.lastSeenMs = nowMs;
  }

  /**
   * Handles what a player sends besides its profile. Returns why it was dropped, if it was.
   * @param tagMs the time tag of the bundle that held it, on the server's clock as its sender knows it
   */
  handle(
    player: YardPlayer,
    message: Exclude<ClientMessage, ProfileMessage | WatchMessage>,
    nowMs: number,
    tagMs?: number,
  ): DropReason | undefined {
    switch (message.address) {
      case '/motion':
      case '/position':
        return this.motions.handle(player, message, nowMs, tagMs);
      case '/say':
        return this.chat.say(player, message.text, nowMs);
      case '/mark':
        return this.chat.mark(player, message.text, nowMs);
      case '/ping':
        this.outbox.queue(player, { address: '/pong', n: message.n });
        return undefined;
      case '/roster':
        if (player.isGuest) return 'malformed';
        return this.outbox.queueFullRoster(player, nowMs) ? undefined : 'flood';
      case '/successor':
        return this.offers.handle(player, message, nowMs);
      case '/leave':
        this.remove(player, nowMs);
        return undefined;
    }
  }

  /** Has a foreign packet of somebody who is here sent to the others. Returns why it was dropped, if it was. */
  relay(packet: Uint8Array, sender: RelaySender, nowMs: number): DropReason | undefined {
    return this.outbox.relay(packet, sender, nowMs) ? undefined : 'relay';
  }

  /** Takes one of our own players out, and tells the others. */
  remove(player: YardPlayer, nowMs: number): void {
    this.table.remove(player, nowMs);
    this.outbox.remove(player);
    this.offers.remove(player);
    if (!this.handOver.isUnderWay) this.outbox.broadcast({ address: '/player/left', id: player.id }, player);
    if (this.access.mutes.has(player)) this.access.onChange();
    this.feed?.left(player);
    this.events?.onDeparture(player);
  }

  /** One of our own players is at another server from now on, or gives up its id. @param refusal what it is told, if anything */
  detach(player: YardPlayer, refusal: Refusal | undefined): void {
    this.offers.remove(player);
    this.onDetached(player, refusal);
    this.events?.onDeparture(player);
  }

  /** Whether a player is the host, who always gets in, and whom no rule keeps outside. */
  isHost({ key }: { key?: string | undefined }): boolean {
    const { hostKey } = this.options;
    return key !== undefined && hostKey !== undefined && isSameSecret(key, hostKey);
  }

  /** Whether a player's lines are told to nobody. */
  isMuted(player: YardPlayer): boolean {
    return (this.access.mutes.has(player) || player.isMutedThere) && !this.isHost(player);
  }

  /** Tells everybody a line of the host. False when more is said than the yard takes. */
  announce(text: string, nowMs: number): boolean {
    return this.outbox.announce(text, nowMs);
  }

  /** Tells one player a line of the host. */
  queueHostLine(player: YardPlayer, text: string): void {
    this.chat.queueHostLine(player, text);
  }

  /** Whether somebody moves on by itself. */
  hasWalkers(nowMs: number): boolean {
    for (const { motion } of this.players) if (motion.isWalking(nowMs)) return true;
    return false;
  }

  /** Has somebody sent a snapshot at the next flush, as if it had just come. */
  queueSnapshot(player: Recipient): void {
    this.outbox.queueSnapshot(player);
  }

  /** Tells a player why something it did has no effect. */
  queueRefusal(player: YardPlayer, refusal: Refusal): void {
    this.outbox.queue(player, refusal);
  }

  /** To be called a few times a second: repeats what has to be repeated, and takes out who went silent. */
  tick(nowMs: number): void {
    const awayMs = this.ownAbsence.tick(nowMs);
    for (const player of this.own) {
      if (awayMs > 0) {
        player.lastSeenMs += awayMs;
        player.motion.excuseSilence(awayMs, nowMs);
      }
      this.motions.endIfSilent(player, nowMs);
      if (this.isMuted(player) !== player.isKnownAsMuted) this.tellMute(player);
      if (!player.isGuest && nowMs - player.lastSeenMs > PLAYER_TIMEOUT_MS) this.remove(player, nowMs);
    }
    this.spectators.tick(nowMs, awayMs);
    this.table.expire(nowMs);
    this.access.tick(nowMs);
    this.repetition.tick(nowMs);
    this.handOver.tick(nowMs);
    this.recordedNotice.tick(nowMs);
    this.servers.tick(nowMs);
  }

  /** The yard closes: tells everybody that everybody is gone, the reader included. Where it goes on elsewhere, only of itself. */
  close(): void {
    this.servers.close(this.own, this.players);
    this.spectators.close();
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to say. */
  flush(nowMs: number): Flush | undefined {
    this.repetition.retell(nowMs);
    // With the snapshot: this server may be gone before the next tick.
    if (this.outbox.hasNewcomers) this.servers.tick(nowMs);
    return this.outbox.flush(nowMs);
  }

  /** Whoever muted it, and wherever. */
  private tellMute(player: YardPlayer): void {
    player.isKnownAsMuted = !player.isKnownAsMuted;
    this.feed?.changed(player);
  }
}
