/** The yard itself: who is here, where, and who may do what. Pure: it sees neither socket nor clock. */
import {
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  PROTOCOL_VERSION,
  YARD_HEIGHT_PX,
  YARD_INTERVAL_MS,
  YARD_WIDTH_PX,
} from '../shared/config';
import { clampToYard, type Position } from '../shared/movement';
import { cleanText, sayFault } from '../shared/profile';
import type { PlayerMessage } from '../shared/protocol';
import { Departures, readProfile, refusal, type ProfileMessage, type Refusal } from './admission';
import type { DropReason } from './counters';
import { Interest } from './interest';
import { Outbox, type Flush, type Note } from './outbox';
import { newPlayer, type YardPlayer } from './yard-player';

/** Between two ticks so far apart the server itself was away, and nobody can be blamed for having been silent. */
const OWN_ABSENCE_MS = 2000;

export interface YardOptions {
  name: string;
  maxPlayers: number;
  /** How many messages one peer may send in a second. */
  maxMessages: number;
  /** With more players than this, each is told of all but the nearest at a lower rate (interest.ts); 0 for never. */
  interest: number;
  /** Whether peers without a profile may take part. */
  guests: boolean;
}

/** What becomes of players, for a log. */
export interface YardEvents {
  /** It is in the yard, under the name that it has now. */
  arrived(player: YardPlayer): void;
  left(player: YardPlayer): void;
}

export class Yard {
  readonly options: YardOptions;
  private readonly events: YardEvents | undefined;
  private readonly players = new Set<YardPlayer>();
  private readonly departures = new Departures();
  private readonly outbox: Outbox;
  private lastId = 0;
  /** Infinity before the first tick: that one has no last. */
  private tickedMs = Infinity;
  private yardToldMs = 0;

  constructor(options: YardOptions, events?: YardEvents) {
    this.options = options;
    this.events = events;
    this.outbox = new Outbox(this.players, new Interest(this.players, options.interest));
  }

  get size(): number {
    return this.players.size;
  }

  /** Somebody speaks who is not here and sends no profile: a guest, or why not. */
  welcomeGuest(nowMs: number): YardPlayer | Refusal {
    if (!this.options.guests) return refusal('profile', 'This yard takes only players who send a /profile.');
    const guest = this.arrive(this.lastId + 1, nowMs);
    if (!('code' in guest)) this.events?.arrived(guest);
    return guest;
  }

  /**
   * Takes in a profile of somebody who may be here already. Returns the player that it is from now on, which is another
   * one when its key says so; or why it is refused, and then nothing has changed.
   */
  introduce(player: YardPlayer | undefined, message: ProfileMessage, nowMs: number): YardPlayer | Refusal {
    const profile = readProfile(message);
    if ('code' in profile) return profile;
    const present = player?.isHere ? player : undefined;
    const arrived =
      this.resume(message.key, present, nowMs) ?? present ?? this.arrive(this.lastId + 1, nowMs);
    if ('code' in arrived) return arrived;
    if (message.key !== undefined) this.departures.forget(message.key);
    // It spoke before it sent its profile: that guest was nobody else.
    if (present && present !== arrived) this.leave(present, nowMs);
    const { name, color } = arrived.profile;
    const wasGuest = arrived.isGuest;
    arrived.isGuest = false;
    arrived.key = message.key;
    if (!wasGuest && name === profile.name && color === profile.color) return arrived;
    arrived.profile = profile;
    this.outbox.profileOf(arrived);
    if (wasGuest) this.events?.arrived(arrived);
    return arrived;
  }

  /** Notes a sign of life. */
  heard(player: YardPlayer, nowMs: number): void {
    player.lastHeardMs = nowMs;
  }

  /** Takes in what a player says besides its profile. Returns why it was dropped, if it was. */
  receive(
    player: YardPlayer,
    message: Exclude<PlayerMessage, ProfileMessage>,
    nowMs: number,
  ): DropReason | undefined {
    switch (message.address) {
      case '/position':
        return this.move(player, message, nowMs);
      case '/say':
        return this.say(player, message.text, nowMs);
      case '/ping':
        this.outbox.tell(player, { address: '/pong', n: message.n });
        return undefined;
      case '/leave':
        this.leave(player, nowMs);
        return undefined;
    }
  }

  /** Takes a player out, and tells the others. */
  leave(player: YardPlayer, nowMs: number): void {
    player.isHere = false;
    if (player.key !== undefined) this.departures.add(player.key, player.id, nowMs);
    this.players.delete(player);
    this.outbox.forget(player);
    this.outbox.tellAll({ address: '/player/left', id: player.id }, player);
    this.events?.left(player);
  }

  /** Has a player told everything anew at the next flush, as if it had just come. */
  resync(player: YardPlayer): void {
    this.outbox.welcome(player);
  }

  /** Tells a player why something it did has no effect. */
  refuse(player: YardPlayer, reason: Refusal): void {
    this.outbox.tell(player, reason);
  }

  /** To be called a few times a second: repeats what has to be repeated, and takes out who went silent. */
  tick(nowMs: number): void {
    const sinceLastMs = nowMs - this.tickedMs;
    this.tickedMs = nowMs;
    for (const player of this.players) {
      if (sinceLastMs > OWN_ABSENCE_MS) player.lastHeardMs += sinceLastMs;
      if (!player.isGuest && nowMs - player.lastHeardMs > PLAYER_TIMEOUT_MS) this.leave(player, nowMs);
      else if (nowMs - player.profileToldMs >= PROFILE_INTERVAL_MS) {
        player.profileToldMs = nowMs;
        this.outbox.profileOf(player);
      }
    }
    this.departures.expire(nowMs);
    if (nowMs - this.yardToldMs < YARD_INTERVAL_MS) return;
    this.yardToldMs = nowMs;
    for (const player of this.players) this.outbox.tell(player, player.yardNote);
  }

  /** Tells everybody that everybody is gone, the reader included: the yard closes. */
  close(): void {
    for (const { id } of this.players) this.outbox.tellAll({ address: '/player/left', id });
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
  ): YardPlayer | Refusal | undefined {
    if (key === undefined || key === present?.key) return present;
    for (const player of this.players) {
      if (player.key !== key) continue;
      this.outbox.welcome(player);
      // It may have walked on while nobody could hear it.
      player.position = undefined;
      return player;
    }
    const id = this.departures.idOf(key);
    return id === undefined ? undefined : this.arrive(id, nowMs);
  }

  private arrive(id: number, nowMs: number): YardPlayer | Refusal {
    if (this.size >= this.options.maxPlayers) {
      return refusal('full', `This yard is full: it takes ${this.options.maxPlayers}, and as many are here.`);
    }
    this.lastId = Math.max(this.lastId, id);
    const player = newPlayer(id, this.yardNote(id), nowMs);
    this.players.add(player);
    this.outbox.welcome(player);
    this.outbox.profileOf(player);
    return player;
  }

  private move(player: YardPlayer, told: Position, nowMs: number): DropReason | undefined {
    if (!Number.isFinite(told.x) || !Number.isFinite(told.y)) return 'malformed';
    const inside = clampToYard(told);
    player.position = player.isGuest ? inside : this.holdToSpeed(player, inside, nowMs);
    this.outbox.positionOf(player);
    if (player.position.x !== told.x || player.position.y !== told.y) {
      this.outbox.tell(player, { address: '/corrected', ...player.position });
    }
    return undefined;
  }

  /** The farthest place on the way to `to` that this player can have walked to. */
  private holdToSpeed(player: YardPlayer, to: Position, nowMs: number): Position {
    const from = player.position;
    if (!from) return to;
    const distancePx = Math.hypot(to.x - from.x, to.y - from.y);
    const allowedPx = player.steps.takeUpTo(distancePx, nowMs);
    if (allowedPx >= distancePx) return to;
    const share = allowedPx / distancePx;
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  }

  private say(player: YardPlayer, said: string, nowMs: number): DropReason | undefined {
    const text = cleanText(said);
    if (sayFault(text)) return 'malformed';
    if (!player.says.take(1, nowMs)) return 'flood';
    this.outbox.tellAll({ address: '/player/said', id: player.id, text }, player);
    return undefined;
  }

  private yardNote(id: number): Note {
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
