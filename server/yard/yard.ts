/** The yard itself: who is here, where, and who may do what. Deterministic: no I/O, no clock. */
import { PLAYER_TIMEOUT_MS } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { cleanText, isSameProfile, validateChatLine } from '../../shared/profile';
import type { ClientMessage, ProfileMessage, Refusal } from '../../shared/protocol/messages';
import { InterestManager } from '../interest/interest-manager';
import type { Told } from '../motion/player-motion';
import { checkProfile, reject, TOO_OFTEN, type Admission } from './admission';
import type { DropReason } from './drop-reason';
import { HandOver } from './hand-over';
import { IdSequence } from './id-sequence';
import { Offers } from './offers';
import { Outbox, type Flush } from './outbox';
import { PlayerTable } from './player-table';
import type { PresenceBudget } from './presence-budget';
import type { RelaySender } from './relay-queue';
import { Repetition } from './repetition';
import { checkSeatForGuest, longestSilentGuest, rejectAsFull } from './seats';
import { placeNewcomer } from './spawn-position';
import type { YardEvents, YardOptions } from './yard-options';
import type { YardPlayer } from './yard-player';

/** Between two ticks so far apart the server itself was away, and nobody can be blamed for having been silent. */
const OWN_ABSENCE_MS = 1000;

export class Yard {
  readonly options: YardOptions;
  readonly handOver: HandOver;
  readonly offers: Offers;
  private readonly events: YardEvents | undefined;
  private readonly table: PlayerTable;
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly outbox: Outbox;
  private readonly repetition: Repetition;
  /** Infinity before the first tick: that one has no last. */
  private tickedMs = Infinity;

  constructor(options: YardOptions, events?: YardEvents, ids = new IdSequence()) {
    this.options = options;
    this.events = events;
    this.table = new PlayerTable(options, ids);
    this.players = this.table.present;
    const { interest, budget, size } = options;
    const crowd = { crowdThreshold: interest, budgetBytesPerS: budget, size };
    this.outbox = new Outbox(this.players, new InterestManager(this.players, crowd));
    this.handOver = new HandOver(this.players, this.outbox);
    this.offers = new Offers(this.players, this.outbox, this.handOver, options.hostKey);
    this.repetition = new Repetition(this.players, this.outbox, interest);
  }

  get size(): number {
    return this.players.size;
  }

  /** Admits somebody who is not here and sends no profile: as a guest, or not. */
  admitGuest(nowMs: number, budget: PresenceBudget): Admission {
    if (this.handOver.isUnderWay) return TOO_OFTEN;
    if (!this.options.guests) return reject('profile', 'This yard takes only players who send a /profile.');
    const rejection = checkSeatForGuest(this.table.seatsTaken(), this.options.maxPlayers);
    if (rejection) return rejection;
    if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
    const player = this.add(nowMs);
    this.events?.onArrival(player);
    return { ok: true, player };
  }

  /**
   * Applies a profile of somebody who may be here already. The player that it is from now on is another one when its key
   * says so; when it is refused, nothing has changed.
   * @param budget of the connection that sent it
   */
  applyProfile(
    player: YardPlayer | undefined,
    message: ProfileMessage,
    nowMs: number,
    budget: PresenceBudget,
  ): Admission {
    if (this.handOver.isUnderWay) return TOO_OFTEN;
    const checked = checkProfile(message);
    if (!checked.ok) return checked;
    const present = player?.isPresent ? player : undefined;
    const admission = this.admit(present, message.key, nowMs, budget);
    if (!admission.ok) return admission;
    const admitted = admission.player;
    // It spoke before it sent its profile: that guest was nobody else.
    if (present && present !== admitted && present.isPresent) this.remove(present, nowMs);
    const wasGuest = admitted.isGuest;
    const shown = this.table.profiles.resolve(admitted, checked.profile);
    const isNews = wasGuest || !isSameProfile(shown, admitted.profile);
    if (isNews && admitted === present && !budget.tryChangeProfile(nowMs)) return TOO_OFTEN;
    this.table.setKey(admitted, message.key);
    admitted.isGuest = false;
    admitted.wanted = checked.profile;
    admitted.isShownAsSent = isSameProfile(shown, message);
    if (!isNews) return admission;
    this.table.profiles.set(admitted, shown);
    admitted.yourProfile = { address: '/your/profile', ...shown };
    this.outbox.queueYourProfile(admitted);
    this.outbox.queueProfile(admitted);
    if (wasGuest) this.events?.onArrival(admitted);
    return admission;
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
    this.events?.onDeparture(player);
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

  /** Who somebody with a profile is: who had this key, here behind an old connection or gone not long ago; itself; or new. */
  private admit(
    present: YardPlayer | undefined,
    key: string | undefined,
    nowMs: number,
    budget: PresenceBudget,
  ): Admission {
    if (present && (key === undefined || key === present.key)) return { ok: true, player: present };
    const earlier = key === undefined ? undefined : this.table.withKey(key);
    if (earlier) {
      if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
      this.outbox.queueSnapshot(earlier);
      earlier.motion.resume(nowMs);
      return { ok: true, player: earlier };
    }
    const resumedId = key === undefined ? undefined : this.table.resumedId(key);
    if (present && resumedId === undefined) return { ok: true, player: present };
    const isFull = this.table.seatsTaken(resumedId) >= this.options.maxPlayers;
    const leaving = isFull ? (present ?? longestSilentGuest(this.players)) : undefined;
    const isHost = key !== undefined && key === this.options.hostKey;
    if (isFull && !leaving && !isHost) return rejectAsFull(this.options.maxPlayers);
    if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
    if (leaving) this.remove(leaving, nowMs);
    const player = this.add(nowMs, resumedId);
    player.isPlaced = resumedId !== undefined;
    return { ok: true, player, evicted: leaving === present ? undefined : leaving };
  }

  private add(nowMs: number, id?: number): YardPlayer {
    const player = this.table.add(nowMs, id);
    this.outbox.queueSnapshot(player);
    this.outbox.queueProfile(player);
    if (player.motion.current) this.outbox.queueMotion(player);
    return player;
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
    return this.outbox.say(player, text, nowMs) ? undefined : 'flood';
  }
}
