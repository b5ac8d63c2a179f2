import { FULL_ROSTER_INTERVAL_MS, HOST_ID, ROSTER_THRESHOLD_PLAYERS } from '../../shared/config';
import type { Profile } from '../../shared/profile';
import { encodeServerMessage, type ControlMessage } from '../../shared/protocol/messages';
import type { InterestManager } from '../interest/interest-manager';
import type { UpdateSet } from '../interest/update-set';
import { ChatLimits } from './chat-limits';
import { Roster, type ProfileMessage } from './roster';
import { RelayQueue, type Relayed, type RelaySender } from './relay-queue';
import { RemoteTalk } from './remote-talk';
import type { YardFeed } from './yard-feed';
import type { Recipient } from './recipient';
import type { YardGame } from './yard-game';
import type { YardPlayer } from './yard-player';

/** A control message for everybody but the player that it is about. */
export interface Broadcast {
  message: ControlMessage;
  about: YardPlayer | undefined;
}

/** What is to be sent now. */
export interface Flush {
  /** Our own players; what spectators are told is in the maps and sets beside. */
  recipients: ReadonlySet<YardPlayer>;
  /** What single players are sent, in order. One message may stand in many lists. */
  messages: ReadonlyMap<Recipient, readonly ControlMessage[]>;
  /** What everybody is sent after that, in order. */
  broadcasts: readonly Broadcast[];
  /** Those who get a snapshot: everybody's profile and position. */
  newcomers: ReadonlySet<Recipient>;
  /** Those who get all profiles anew, as newcomers do. */
  fullRosters: ReadonlySet<Recipient>;
  /** The profiles of all whose profile is not among the broadcasts, if there are newcomers or full rosters. */
  snapshotProfiles: readonly Broadcast[];
  /** Behind the profiles of full rosters, and in a large yard of newcomers, and when it is due for all players. */
  roster: ControlMessage | undefined;
  isRosterDue: boolean;
  updates: UpdateSet;
  /** Foreign packets, for everybody after all that, in order. */
  relayed: readonly Relayed[];
}

/**
 * Who is to be sent what. All that happens is gathered here until the next flush, so that many changes of the same thing
 * between two flushes cost no more than one. Deterministic: no I/O, no clock.
 */
export class Outbox {
  /** Who tells it to other servers; undefined where nobody does. */
  feed: YardFeed | undefined;
  /** What is played, and moves besides players. */
  game: YardGame | undefined;
  /** What newcomers are told of a recording; undefined where there is none. */
  recorded: ControlMessage | undefined;
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly recipients: ReadonlySet<YardPlayer>;
  private readonly spectators: ReadonlySet<Recipient>;
  private readonly interest: InterestManager;
  /** A profile's message is made once, so that it is encoded once, however often it is sent. */
  private readonly profileMessages = new WeakMap<Profile, ProfileMessage>();
  private messages = new Map<Recipient, ControlMessage[]>();
  private broadcasts: Broadcast[] = [];
  /** Those of the broadcasts that are profiles. */
  private profiles = new Map<YardPlayer, Broadcast>();
  private newcomers = new Set<Recipient>();
  private readonly roster = new Roster();
  private fullRosters = new Set<Recipient>();
  private isRosterDue = false;
  private readonly relayQueue = new RelayQueue();
  private readonly chatLimits = new ChatLimits();
  private readonly remoteTalk = new RemoteTalk();

  /**
   * @param players everybody present, kept up to date by the owner
   * @param recipients those of them whose connections are here, likewise
   * @param spectators who is told it besides them, likewise
   */
  constructor(
    players: ReadonlySet<YardPlayer>,
    recipients: ReadonlySet<YardPlayer>,
    spectators: ReadonlySet<Recipient>,
    interest: InterestManager,
  ) {
    this.players = players;
    this.recipients = recipients;
    this.spectators = spectators;
    this.interest = interest;
  }

  /** For one recipient. */
  queue(player: Recipient, message: ControlMessage): void {
    const messages = this.messages.get(player);
    if (messages) messages.push(message);
    else this.messages.set(player, [message]);
  }

  /** For one player, as whom it is shown; a snapshot tells it anyway. */
  queueYourProfile(player: YardPlayer): void {
    if (player.yourProfile && !this.newcomers.has(player)) this.queue(player, player.yourProfile);
  }

  /** For everybody but the player that it is about. */
  broadcast(message: ControlMessage, about?: YardPlayer): void {
    this.broadcasts.push({ message, about });
  }

  /** For everybody but who said it, a line of chat. False when it is over the limits (ChatLimits). */
  say(player: YardPlayer, text: string, nowMs: number): boolean {
    if (!this.chatLimits.tryAdd(text, this.recipientsBut(1), nowMs)) return false;
    this.broadcast({ address: '/player/said', id: player.id, text }, player);
    this.feed?.said(player, text);
    return true;
  }

  /** For everybody but who says it, a mark for a recording. False when it is over the limits of chat (ChatLimits). */
  mark(player: YardPlayer, text: string, nowMs: number): boolean {
    if (!this.chatLimits.tryAdd(text, this.recipientsBut(1), nowMs)) return false;
    this.tellAll({ address: '/mark', text }, player);
    return true;
  }

  /** For everybody but the player that it is about, at the other servers too. */
  tellAll(message: ControlMessage, about?: YardPlayer): void {
    this.broadcast(message, about);
    this.feed?.relayed(encodeServerMessage(message));
  }

  /** For everybody, a line of the host. False when it is over the limits (ChatLimits). */
  announce(text: string, nowMs: number): boolean {
    if (!this.chatLimits.tryAdd(text, this.recipientsBut(0), nowMs)) return false;
    this.broadcast({ address: '/player/said', id: HOST_ID, text });
    this.feed?.said(undefined, text);
    return true;
  }

  /** For everybody here, a line of somebody at another server, or of the host. False when it is over the limits (RemoteTalk). */
  sayRemote(id: number, text: string, nowMs: number): boolean {
    if (!this.remoteTalk.say(text, this.recipients.size + this.spectators.size, nowMs)) return false;
    this.broadcast({ address: '/player/said', id, text });
    return true;
  }

  /** For one player, a snapshot: the yard, as whom it is shown, and everybody's profile and position. */
  queueSnapshot(player: Recipient): void {
    this.newcomers.add(player);
    if (this.recorded) this.queue(player, this.recorded);
  }

  /** Somebody gets a snapshot at the next flush. */
  get hasNewcomers(): boolean {
    return this.newcomers.size > 0;
  }

  /** For one player, all other profiles and the roster. False when it had them a moment ago. */
  queueFullRoster(player: Recipient, nowMs: number): boolean {
    if (nowMs - player.fullRosterMs < FULL_ROSTER_INTERVAL_MS) return false;
    player.fullRosterMs = nowMs;
    this.fullRosters.add(player);
    return true;
  }

  /** For all players, the roster. */
  queueRoster(): void {
    this.isRosterDue = true;
  }

  /** For the others, a player's profile as it is now. */
  queueProfile(player: YardPlayer): void {
    const queued = this.profiles.get(player);
    const message = this.profileMessage(player);
    this.roster.set(message);
    if (queued) queued.message = message;
    else {
      const broadcast = { message, about: player };
      this.profiles.set(player, broadcast);
      this.broadcasts.push(broadcast);
    }
  }

  /** For the others, a player's newest motion. */
  queueMotion(player: YardPlayer): void {
    this.interest.markChanged(player);
  }

  /** For everybody but its sender, who is in the yard, a foreign packet. False when it is over the limits (RelayQueue). */
  relay(packet: Uint8Array, sender: RelaySender, nowMs: number): boolean {
    if (!this.relayQueue.add(packet, sender, this.recipientsBut(1), nowMs)) return false;
    this.feed?.relayed(packet);
    return true;
  }

  /** For everybody here, a foreign packet from another server. False when it is over the limits (RemoteTalk). */
  relayRemote(packet: Uint8Array, nowMs: number): boolean {
    return this.remoteTalk.relay(packet, this.recipients.size + this.spectators.size, nowMs);
  }

  /** A player is at another server from now on, or here: drops what was to be sent to it where that is not here. */
  noteServer(player: YardPlayer): void {
    if (player.server === undefined) return;
    this.dropQueued(player);
    this.interest.removeRecipient(player);
  }

  /** Drops what was to be sent to a player and of its state: it is gone. */
  remove(player: YardPlayer): void {
    const profile = this.profiles.get(player);
    if (profile) this.broadcasts.splice(this.broadcasts.indexOf(profile), 1);
    this.profiles.delete(player);
    this.roster.delete(player.id);
    this.removeRecipient(player);
  }

  /** The same for a recipient of whom nobody is told. */
  removeRecipient(recipient: Recipient): void {
    this.dropQueued(recipient);
    this.interest.remove(recipient);
  }

  /** Hands out all that came together since the last flush; undefined when there is nothing to send. */
  flush(nowMs: number): Flush | undefined {
    for (const message of this.game?.step(nowMs) ?? []) this.broadcast(message);
    const { players, messages, broadcasts, newcomers, profiles, fullRosters, isRosterDue } = this;
    const { relayQueue, remoteTalk } = this;
    const relays = relayQueue.length + remoteTalk.relays;
    const queued = messages.size + broadcasts.length + newcomers.size + fullRosters.size + relays;
    if (queued === 0 && !isRosterDue && !this.interest.hasPending) return undefined;
    const game = newcomers.size > 0 ? (this.game?.snapshot(nowMs) ?? []) : [];
    for (const player of newcomers) {
      const { yardMessage, yourProfile } = player;
      const first = [yardMessage, ...(yourProfile ? [yourProfile] : []), ...game];
      messages.set(player, [...first, ...(messages.get(player) ?? [])]);
    }
    const snapshotProfiles: Broadcast[] = [];
    if (newcomers.size + fullRosters.size > 0)
      for (const about of players)
        if (!profiles.has(about)) snapshotProfiles.push({ message: this.profileMessage(about), about });
    this.messages = new Map();
    this.broadcasts = [];
    this.profiles = new Map();
    this.newcomers = new Set();
    this.fullRosters = new Set();
    this.isRosterDue = false;
    const updates = this.interest.collect(nowMs, newcomers);
    const relayed = [...relayQueue.drain(), ...remoteTalk.drain()];
    this.chatLimits.flushed();
    const isRosterTold = players.size > ROSTER_THRESHOLD_PLAYERS || fullRosters.size > 0;
    const roster = isRosterTold ? this.roster.message : undefined;
    return {
      ...{ recipients: this.recipients, messages, broadcasts, newcomers, fullRosters, snapshotProfiles },
      ...{ roster, isRosterDue, updates, relayed },
    };
  }

  private dropQueued(recipient: Recipient): void {
    this.newcomers.delete(recipient);
    this.fullRosters.delete(recipient);
    this.messages.delete(recipient);
  }

  /** So many recipients a line or a packet has; the other servers together count as one, which passes it on by itself. */
  private recipientsBut(senders: number): number {
    return this.recipients.size + this.spectators.size - senders + (this.feed ? 1 : 0);
  }

  private profileMessage({ id, profile }: YardPlayer): ProfileMessage {
    let message = this.profileMessages.get(profile);
    if (!message)
      this.profileMessages.set(profile, (message = { address: '/player/profile', id, ...profile }));
    return message;
  }
}
