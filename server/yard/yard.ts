/** The yard itself: who is here, where, and who may do what. Deterministic: no I/O, no clock. */
import {
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  YARD_HEIGHT_PX,
  YARD_INTERVAL_MS,
  YARD_WIDTH_PX,
} from '../../shared/config';
import { clampToYard, type Position } from '../../shared/movement';
import { cleanText, validateChatLine } from '../../shared/profile';
import type { ClientMessage, ControlMessage, ProfileMessage, Refusal } from '../../shared/protocol/messages';
import { InterestManager } from '../interest/interest-manager';
import { checkProfile, reject, type Admission } from './admission';
import type { DropReason } from './drop-reason';
import { Outbox, type Flush } from './outbox';
import type { RelaySender } from './relay-queue';
import { ResumeTable } from './resume-table';
import { createPlayer, type YardPlayer } from './yard-player';

/** Between two ticks so far apart the server itself was away, and nobody can be blamed for having been silent. */
const OWN_ABSENCE_MS = 2000;

export interface YardOptions {
  name: string;
  maxPlayers: number;
  /** How many messages one connection may send in a second. */
  maxMessages: number;
  /** With more players than this, each is told of all but the nearest at a lower rate (interest-manager.ts); 0 for never. */
  interest: number;
  /** Whether peers without a profile may take part. */
  guests: boolean;
}

/** What becomes of players, for a log. */
export interface YardEvents {
  /** It is in the yard, under the name that it has now. */
  onArrival(player: YardPlayer): void;
  onDeparture(player: YardPlayer): void;
}

export class Yard {
  readonly options: YardOptions;
  private readonly events: YardEvents | undefined;
  private readonly players = new Set<YardPlayer>();
  private readonly resumeTable = new ResumeTable();
  private readonly outbox: Outbox;
  private lastId = 0;
  /** Infinity before the first tick: that one has no last. */
  private tickedMs = Infinity;
  private yardQueuedMs = 0;

  constructor(options: YardOptions, events?: YardEvents) {
    this.options = options;
    this.events = events;
    this.outbox = new Outbox(this.players, new InterestManager(this.players, options.interest));
  }

  get size(): number {
    return this.players.size;
  }

  /** Admits somebody who is not here and sends no profile: as a guest, or not. */
  admitGuest(nowMs: number): Admission {
    if (!this.options.guests) return reject('profile', 'This yard takes only players who send a /profile.');
    const admission = this.add(this.lastId + 1, nowMs);
    if (admission.ok) this.events?.onArrival(admission.player);
    return admission;
  }

  /**
   * Applies a profile of somebody who may be here already. The player that it is from now on is another one when its key
   * says so; when it is refused, nothing has changed.
   */
  applyProfile(player: YardPlayer | undefined, message: ProfileMessage, nowMs: number): Admission {
    const checked = checkProfile(message);
    if (!checked.ok) return checked;
    const present = player?.isPresent ? player : undefined;
    const admission =
      this.resume(message.key, present, nowMs) ??
      (present ? { ok: true, player: present } : this.add(this.lastId + 1, nowMs));
    if (!admission.ok) return admission;
    const admitted = admission.player;
    if (message.key !== undefined) this.resumeTable.delete(message.key);
    // It spoke before it sent its profile: that guest was nobody else.
    if (present && present !== admitted) this.remove(present, nowMs);
    const { name, color } = admitted.profile;
    const wasGuest = admitted.isGuest;
    admitted.isGuest = false;
    admitted.key = message.key;
    if (!wasGuest && name === checked.profile.name && color === checked.profile.color) return admission;
    admitted.profile = checked.profile;
    this.outbox.queueProfile(admitted);
    if (wasGuest) this.events?.onArrival(admitted);
    return admission;
  }

  /** Notes a sign of life. */
  touch(player: YardPlayer, nowMs: number): void {
    player.lastSeenMs = nowMs;
  }

  /** Handles what a player sends besides its profile. Returns why it was dropped, if it was. */
  handle(
    player: YardPlayer,
    message: Exclude<ClientMessage, ProfileMessage>,
    nowMs: number,
  ): DropReason | undefined {
    switch (message.address) {
      case '/position':
        this.setPosition(player, message, nowMs);
        return undefined;
      case '/say':
        return this.say(player, message.text, nowMs);
      case '/ping':
        this.outbox.queue(player, { address: '/pong', n: message.n });
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
    this.outbox.remove(player);
    this.outbox.broadcast({ address: '/player/left', id: player.id }, player);
    this.events?.onDeparture(player);
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
      if (sinceLastMs > OWN_ABSENCE_MS) player.lastSeenMs += sinceLastMs;
      if (!player.isGuest && nowMs - player.lastSeenMs > PLAYER_TIMEOUT_MS) this.remove(player, nowMs);
      else if (nowMs - player.profileQueuedMs >= PROFILE_INTERVAL_MS) {
        player.profileQueuedMs = nowMs;
        this.outbox.queueProfile(player);
      }
    }
    this.resumeTable.expire(nowMs);
    if (nowMs - this.yardQueuedMs < YARD_INTERVAL_MS) return;
    this.yardQueuedMs = nowMs;
    for (const player of this.players) this.outbox.queue(player, player.yardMessage);
  }

  /** Tells everybody that everybody is gone, the reader included: the yard closes. */
  close(): void {
    for (const { id } of this.players) this.outbox.broadcast({ address: '/player/left', id });
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to say. */
  flush(nowMs: number): Flush | undefined {
    return this.outbox.flush(nowMs);
  }

  /** Who had this key: still here behind an old connection, or gone not long ago. */
  private resume(
    key: string | undefined,
    present: YardPlayer | undefined,
    nowMs: number,
  ): Admission | undefined {
    if (key === undefined || key === present?.key) return undefined;
    for (const player of this.players) {
      if (player.key !== key) continue;
      this.outbox.queueSnapshot(player);
      // It may have walked on while nothing of it arrived.
      player.position = undefined;
      return { ok: true, player };
    }
    const id = this.resumeTable.idOf(key);
    return id === undefined ? undefined : this.add(id, nowMs);
  }

  private add(id: number, nowMs: number): Admission {
    if (this.size >= this.options.maxPlayers)
      return reject('full', `This yard is full: it takes ${this.options.maxPlayers}, and as many are here.`);
    this.lastId = Math.max(this.lastId, id);
    const player = createPlayer(id, this.yardMessage(id), nowMs);
    this.players.add(player);
    this.outbox.queueSnapshot(player);
    this.outbox.queueProfile(player);
    return { ok: true, player };
  }

  private setPosition(player: YardPlayer, sent: Position, nowMs: number): void {
    const inside = clampToYard(sent);
    player.position = player.isGuest ? inside : this.limitSpeed(player, inside, nowMs);
    this.outbox.queuePosition(player);
    if (player.position.x !== sent.x || player.position.y !== sent.y) {
      this.outbox.queue(player, { address: '/corrected', ...player.position });
    }
  }

  /** The farthest place on the way to `to` that this player can have walked to. */
  private limitSpeed(player: YardPlayer, to: Position, nowMs: number): Position {
    const from = player.position;
    if (!from) return to;
    const distancePx = Math.hypot(to.x - from.x, to.y - from.y);
    const allowedPx = player.distanceBudget.consumeUpTo(distancePx, nowMs);
    if (allowedPx >= distancePx) return to;
    const share = allowedPx / distancePx;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }

  private say(player: YardPlayer, said: string, nowMs: number): DropReason | undefined {
    const text = cleanText(said);
    if (validateChatLine(text)) return 'malformed';
    if (!player.chatBudget.tryConsume(1, nowMs)) return 'flood';
    this.outbox.broadcast({ address: '/player/said', id: player.id, text }, player);
    return undefined;
  }

  private yardMessage(id: number): ControlMessage {
    return {
      address: '/yard',
      id,
      name: this.options.name,
      protocol: PROTOCOL_VERSION,
      widthPx: YARD_WIDTH_PX,
      heightPx: YARD_HEIGHT_PX,
    };
  }
}
