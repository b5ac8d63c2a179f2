/** The yard itself: who is here, where, and who may do what. Deterministic: no I/O, no clock. */
import {
  FULL_ROSTER_INTERVAL_MS,
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  ROSTER_THRESHOLD_PLAYERS,
  YARD_INTERVAL_MS,
} from '../../shared/config';
import { clampToYard, type Position } from '../../shared/movement';
import { cleanText, isSameProfile, validateChatLine } from '../../shared/profile';
import type { ClientMessage, ProfileMessage, Refusal } from '../../shared/protocol/messages';
import { InterestManager } from '../interest/interest-manager';
import type { Told } from '../motion/player-motion';
import { checkProfile, reject, TOO_OFTEN, type Admission } from './admission';
import type { DropReason } from './drop-reason';
import { IdSequence } from './id-sequence';
import { Outbox, type Flush } from './outbox';
import type { RelaySender } from './relay-queue';
import type { PresenceBudget } from './presence-budget';
import { ResumeTable } from './resume-table';
import { checkSeatForGuest, longestSilentGuest, rejectAsFull } from './seats';
import { ShownProfiles } from './shown-profiles';
import { spawnPosition } from './spawn-position';
import type { YardEvents, YardOptions } from './yard-options';
import { createPlayer, type YardPlayer } from './yard-player';

/** So many players' motions are told again in a tick: those of 128 within 5 s, at 4 ticks a second. */
const REPEATED_PER_TICK = 7;
/** Between two ticks so far apart the server itself was away, and nobody can be blamed for having been silent. */
const OWN_ABSENCE_MS = 2000;

export class Yard {
  readonly options: YardOptions;
  private readonly events: YardEvents | undefined;
  private readonly players = new Set<YardPlayer>();
  private readonly profiles = new ShownProfiles();
  private readonly resumeTable = new ResumeTable();
  private readonly outbox: Outbox;
  private readonly ids: IdSequence;
  /** Infinity before the first tick: that one has no last. */
  private tickedMs = Infinity;
  private yardQueuedMs = 0;
  /** Whose motion is told again next, counted on and on. */
  private repeatedNext = 0;

  constructor(options: YardOptions, events?: YardEvents, ids = new IdSequence()) {
    this.options = options;
    this.events = events;
    this.ids = ids;
    const { interest, budget, size } = options;
    this.outbox = new Outbox(
      this.players,
      new InterestManager(this.players, { crowdThreshold: interest, budgetBytesPerS: budget, size }),
    );
  }

  get size(): number {
    return this.players.size;
  }

  /** Admits somebody who is not here and sends no profile: as a guest, or not. */
  admitGuest(nowMs: number, budget: PresenceBudget): Admission {
    if (!this.options.guests) return reject('profile', 'This yard takes only players who send a /profile.');
    const rejection = checkSeatForGuest(this.size, this.options.maxPlayers);
    if (rejection) return rejection;
    if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
    const player = this.add(this.nextId(), nowMs);
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
    const checked = checkProfile(message);
    if (!checked.ok) return checked;
    const present = player?.isPresent ? player : undefined;
    const admission = this.admit(present, message.key, nowMs, budget);
    if (!admission.ok) return admission;
    const admitted = admission.player;
    // It spoke before it sent its profile: that guest was nobody else.
    if (present && present !== admitted && present.isPresent) this.remove(present, nowMs);
    const wasGuest = admitted.isGuest;
    const shown = this.profiles.resolve(admitted, checked.profile);
    const isNews = wasGuest || !isSameProfile(shown, admitted.profile);
    if (isNews && admitted === present && !budget.tryChangeProfile(nowMs)) return TOO_OFTEN;
    if (message.key !== undefined) this.resumeTable.delete(message.key);
    admitted.isGuest = false;
    admitted.key = message.key;
    admitted.wanted = checked.profile;
    admitted.isShownAsSent = isSameProfile(shown, message);
    if (!isNews) return admission;
    this.profiles.set(admitted, shown);
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
        if (nowMs - player.fullRosterMs < FULL_ROSTER_INTERVAL_MS) return 'flood';
        player.fullRosterMs = nowMs;
        this.outbox.queueFullRoster(player);
        return undefined;
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
    player.isPresent = false;
    if (player.key !== undefined) this.resumeTable.add(player.key, player.id, nowMs);
    this.players.delete(player);
    this.profiles.delete(player);
    this.outbox.remove(player);
    this.outbox.broadcast({ address: '/player/left', id: player.id }, player);
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
    const isLarge = this.size > ROSTER_THRESHOLD_PLAYERS;
    for (const player of this.players) {
      if (sinceLastMs > OWN_ABSENCE_MS) player.lastSeenMs += sinceLastMs;
      if (player.motion.endIfSilent(nowMs)) this.outbox.queueMotion(player);
      if (!player.isGuest && nowMs - player.lastSeenMs > PLAYER_TIMEOUT_MS) this.remove(player, nowMs);
      else if (!isLarge && nowMs - player.profileQueuedMs >= PROFILE_INTERVAL_MS) {
        player.profileQueuedMs = nowMs;
        this.outbox.queueProfile(player);
      }
    }
    this.resumeTable.expire(nowMs);
    this.repeatMotions();
    if (nowMs - this.yardQueuedMs < YARD_INTERVAL_MS) return;
    this.yardQueuedMs = nowMs;
    for (const player of this.players) {
      this.outbox.queue(player, player.yardMessage);
      if (!player.isShownAsSent) this.outbox.queueYourProfile(player);
    }
    if (isLarge) this.outbox.queueRoster();
  }

  /** Tells everybody that everybody is gone, the reader included: the yard closes. */
  close(): void {
    for (const { id } of this.players) this.outbox.broadcast({ address: '/player/left', id });
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to say. */
  flush(nowMs: number): Flush | undefined {
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
    for (const player of this.players) {
      if (key === undefined || player.key !== key) continue;
      if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
      this.outbox.queueSnapshot(player);
      // It may have walked on while nothing of it arrived.
      player.motion.clear();
      return { ok: true, player };
    }
    const resumedId = key === undefined ? undefined : this.resumeTable.idOf(key);
    if (present && resumedId === undefined) return { ok: true, player: present };
    const isFull = this.size >= this.options.maxPlayers;
    const leaving = isFull ? (present ?? longestSilentGuest(this.players)) : undefined;
    const isHost = key !== undefined && key === this.options.hostKey;
    if (isFull && !leaving && !isHost) return rejectAsFull(this.options.maxPlayers);
    if (!budget.tryArrive(nowMs)) return TOO_OFTEN;
    if (leaving) this.remove(leaving, nowMs);
    const evicted = leaving === present ? undefined : leaving;
    const player = this.add(resumedId ?? this.nextId(), nowMs);
    player.isPlaced = resumedId !== undefined;
    return { ok: true, player, evicted };
  }

  private add(id: number, nowMs: number): YardPlayer {
    const player = createPlayer(id, this.options, nowMs);
    this.players.add(player);
    this.profiles.set(player, player.profile);
    this.outbox.queueSnapshot(player);
    this.outbox.queueProfile(player);
    return player;
  }

  /** An id that nobody has, and nobody may come back with. */
  private nextId(): number {
    const ids = new Set(Array.from(this.players, ({ id }) => id));
    return this.ids.next((id) => ids.has(id) || this.resumeTable.hasId(id));
  }

  /**
   * Tells the next few players' motions again, whatever they do: who missed one is right again within 5 s in a
   * yard of 128, and a large one costs nobody more.
   */
  private repeatMotions(): void {
    const all = [...this.players];
    const count = Math.min(all.length, REPEATED_PER_TICK);
    for (let i = 0; i < count; i++) {
      const player = all[(this.repeatedNext + i) % all.length];
      if (player?.motion.current) this.outbox.queueMotion(player);
    }
    this.repeatedNext += count;
  }

  /** Has somebody be at a place, or a newcomer beside it where somebody stands, and tells of it. */
  private place(
    player: YardPlayer,
    { x, y }: Position,
    nowMs: number,
    tell: (place: Position) => Told,
  ): void {
    const place = player.isGuest || player.isPlaced ? { x, y } : this.spawnPosition(player, { x, y }, nowMs);
    player.isPlaced = true;
    const { isNews, corrected = place } = tell(place);
    if (isNews) this.outbox.queueMotion(player);
    if (corrected.x !== x || corrected.y !== y)
      this.outbox.queue(player, { address: '/corrected', ...corrected });
  }

  private spawnPosition(player: YardPlayer, wanted: Position, nowMs: number): Position {
    const { size } = this.options;
    const others = Array.from(this.players, ({ motion }) => motion.at(nowMs)).filter(
      (at) => at !== undefined,
    );
    return spawnPosition(clampToYard(wanted, size), others, player.id, size);
  }

  private say(player: YardPlayer, said: string, nowMs: number): DropReason | undefined {
    const text = cleanText(said);
    if (validateChatLine(text)) return 'malformed';
    if (!player.chatBudget.tryConsume(1, nowMs)) return 'flood';
    return this.outbox.say(player, text, nowMs) ? undefined : 'flood';
  }
}
