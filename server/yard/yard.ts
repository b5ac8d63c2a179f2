/** The yard itself: who is here, where, and who may do what. Deterministic: no I/O, no clock. */
import { HOST_ID, PLAYER_TIMEOUT_MS } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { cleanText, validateChatLine } from '../../shared/profile';
import type { ClientMessage, ProfileMessage, Refusal } from '../../shared/protocol/messages';
import { AccessRules } from '../access/access-rules';
import { isSameSecret } from '../access/secrets';
import { InterestManager } from '../interest/interest-manager';
import type { Told } from '../motion/player-motion';
import type { Admission } from './admission';
import { AdmissionControl } from './admission-control';
import type { DropReason } from './drop-reason';
import { HandOver } from './hand-over';
import { IdSequence } from './id-sequence';
import { Offers } from './offers';
import { Outbox, type Flush } from './outbox';
import { PlayerTable } from './player-table';
import type { PresenceBudget } from './presence-budget';
import type { RelaySender } from './relay-queue';
import { Repetition } from './repetition';
import { placeNewcomer } from './spawn-position';
import type { YardEvents, YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';

/** Between two ticks so far apart the server itself was away, and nobody can be blamed for having been silent. */
const OWN_ABSENCE_MS = 1000;
/** Who is muted is told so at most so often, when it says something. */
const MUTE_TOLD_INTERVAL_MS = 5000;
const MUTED = 'Nobody is told what you say: the host has muted you.';

export class Yard {
  readonly options: YardOptions;
  readonly handOver: HandOver;
  readonly offers: Offers;
  readonly access: AccessRules;
  /** Everybody who is here. */
  readonly players: ReadonlySet<YardPlayer>;
  private readonly events: YardEvents | undefined;
  private readonly table: PlayerTable;
  private readonly admissions: AdmissionControl;
  private readonly outbox: Outbox;
  private readonly repetition: Repetition;
  /** Infinity before the first tick: that one has no last. */
  private tickedMs = Infinity;

  constructor(options: YardOptions, events?: YardEvents, ids = new IdSequence(), access = new AccessRules()) {
    this.options = options;
    this.access = access;
    if (options.state?.isLocked) access.isLocked = true;
    this.events = events;
    this.table = new PlayerTable(options, ids);
    this.players = this.table.present;
    const { interest, budget, size } = options;
    const crowd = { crowdThreshold: interest, budgetBytesPerS: budget, size };
    this.outbox = new Outbox(this.players, new InterestManager(this.players, crowd));
    this.handOver = new HandOver(this.table, this.outbox, access, options.reach);
    this.offers = new Offers(this.players, this.outbox, this.handOver, options.hostKey);
    this.repetition = new Repetition(this.players, this.outbox, interest);
    this.admissions = new AdmissionControl(this, this.table, this.outbox, events);
  }

  get size(): number {
    return this.players.size;
  }

  /** Who left a moment ago and may come back, the latest first. */
  get away(): readonly YardPlayer[] {
    return this.table.away;
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
    message: Exclude<ClientMessage, ProfileMessage>,
    nowMs: number,
    tagMs?: number,
  ): DropReason | undefined {
    switch (message.address) {
      case '/motion':
        if (player.isGuest) return 'malformed';
        this.place(player, message, nowMs, (place) =>
          player.motion.setMotion({ ...message, ...place }, tagMs, nowMs),
        );
        return undefined;
      case '/position':
        this.place(player, message, nowMs, (place) =>
          player.motion.setPosition(place, nowMs, player.isGuest),
        );
        return undefined;
      case '/say':
        return this.say(player, message.text, nowMs);
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

  /** Takes a player out, and tells the others. */
  remove(player: YardPlayer, nowMs: number): void {
    this.table.remove(player, nowMs);
    this.outbox.remove(player);
    this.offers.remove(player);
    if (!this.handOver.isUnderWay) this.outbox.broadcast({ address: '/player/left', id: player.id }, player);
    if (this.access.mutes.has(player)) this.access.onChange();
    this.events?.onDeparture(player);
  }

  /** Whether a player is the host, who always gets in, and whom no rule keeps outside. */
  isHost({ key }: { key?: string | undefined }): boolean {
    const { hostKey } = this.options;
    return key !== undefined && hostKey !== undefined && isSameSecret(key, hostKey);
  }

  /** Whether a player's lines are told to nobody. */
  isMuted(player: YardPlayer): boolean {
    return this.access.mutes.has(player) && !this.isHost(player);
  }

  /** Tells everybody a line of the host. False when more is said than the yard takes. */
  announce(text: string, nowMs: number): boolean {
    return this.outbox.announce(text, nowMs);
  }

  /** Tells one player a line of the host. */
  queueHostLine(player: YardPlayer, text: string): void {
    this.outbox.queue(player, { address: '/player/said', id: HOST_ID, text });
  }

  /** Whether somebody moves on by itself. */
  hasWalkers(nowMs: number): boolean {
    for (const { motion } of this.players) if (motion.isWalking(nowMs)) return true;
    return false;
  }

  /** Has a player sent a snapshot at the next flush, as if it had just come. */
  queueSnapshot(player: YardPlayer): void {
    this.outbox.queueSnapshot(player);
  }

  /** Tells a player why something it did has no effect. */
  queueRefusal(player: YardPlayer, refusal: Refusal): void {
    this.outbox.queue(player, refusal);
  }

  /** To be called a few times a second: repeats what has to be repeated, and takes out who went silent. */
  tick(nowMs: number): void {
    const sinceLastMs = nowMs - this.tickedMs;
    this.tickedMs = nowMs;
    for (const player of this.players) {
      if (sinceLastMs > OWN_ABSENCE_MS) {
        player.lastSeenMs += sinceLastMs;
        player.motion.excuseSilence(sinceLastMs, nowMs);
      }
      if (player.motion.endIfSilent(nowMs)) this.repetition.queueChange(player, nowMs);
      if (!player.isGuest && nowMs - player.lastSeenMs > PLAYER_TIMEOUT_MS) this.remove(player, nowMs);
    }
    this.table.expire(nowMs);
    this.access.tick(nowMs);
    this.repetition.tick(nowMs);
    this.handOver.tick(nowMs);
  }

  /** Tells everybody that everybody is gone, the reader included: the yard closes. */
  close(): void {
    for (const { id } of this.players) this.outbox.broadcast({ address: '/player/left', id });
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to say. */
  flush(nowMs: number): Flush | undefined {
    this.repetition.retell(nowMs);
    return this.outbox.flush(nowMs);
  }

  /** Has somebody be at a place, or a newcomer beside it where somebody stands, and tells of it. */
  private place(
    player: YardPlayer,
    { x, y }: Position,
    nowMs: number,
    tell: (place: Position) => Told,
  ): void {
    const isNew = !player.isGuest && !player.isPlaced;
    const place = isNew ? placeNewcomer(player, { x, y }, this.players, nowMs, this.options.size) : { x, y };
    player.isPlaced = true;
    const { isNews, corrected = place } = tell(place);
    if (isNews) this.repetition.queueChange(player, nowMs);
    if (corrected.x !== x || corrected.y !== y)
      this.outbox.queue(player, { address: '/corrected', ...corrected });
  }

  private say(player: YardPlayer, said: string, nowMs: number): DropReason | undefined {
    const text = cleanText(said);
    if (validateChatLine(text)) return 'malformed';
    if (!player.chatBudget.tryConsume(1, nowMs)) return 'flood';
    if (this.isMuted(player)) return this.dropMuted(player, nowMs);
    return this.outbox.say(player, text, nowMs) ? undefined : 'flood';
  }

  /** It is told so: who speaks to nobody without knowing it takes the others for rude. */
  private dropMuted(player: YardPlayer, nowMs: number): DropReason {
    if (nowMs - player.muteToldMs >= MUTE_TOLD_INTERVAL_MS) {
      player.muteToldMs = nowMs;
      this.queueHostLine(player, MUTED);
    }
    return 'refused';
  }
}
