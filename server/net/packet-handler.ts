import { isBundle, messagesOf, timeTagOf } from '../../shared/protocol/bundles';
import {
  decodeClientMessage,
  isProfile,
  type ClientMessage,
  type MovedMessage,
  type ProfileMessage,
  type Refusal,
  type WatchMessage,
} from '../../shared/protocol/messages';
import { reject, type Admission } from '../yard/admission';
import type { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import type { Connection } from './connection';
import type { Counters } from './counters';
import type { Content } from './router-socket';

const FLOOD = reject(
  'flood',
  'You send more than this yard takes from one peer: what is over the limit is dropped, and who goes on is disconnected.',
).refusal;
const EVICTED = reject(
  'full',
  'This yard is full, and somebody who sends a /profile has your place.',
).refusal;

type Refused = Extract<Admission, { ok: false }>;

/** What is to be done at once, besides what the yard gathers for the next flush. */
export interface PacketHandlerActions {
  /** Answers a connection that is not in the yard. */
  reply(connection: Connection, answer: Refusal | MovedMessage): void;
  /** Detaches a player from every connection but this one. */
  detachOthers(player: YardPlayer, except: Connection): void;
  /** Closes the connection of a peer that went on to flood. */
  closeFlood(connection: Connection): void;
  /** Answers the connection of a guest that made room, and is not in the yard any more. */
  replyToEvicted(player: YardPlayer, refusal: Refusal): void;
  /** A connection is told why it is refused. */
  onRefusal(refusal: Refusal): void;
}

/**
 * What becomes of a packet, in this order: it is charged, its exact address and type tags are looked at, it is decoded,
 * and handled, relayed, or counted and dropped. Deterministic: no I/O, no clock.
 */
export class PacketHandler {
  private readonly yard: Yard;
  private readonly counters: Counters;
  private readonly actions: PacketHandlerActions;

  constructor(yard: Yard, counters: Counters, actions: PacketHandlerActions) {
    this.yard = yard;
    this.counters = counters;
    this.actions = actions;
  }

  /** Handles what came from the wire, whatever it holds. */
  receive(connection: Connection, packet: Content, nowMs: number): void {
    // Before anything is read: a flood must cost no more than this.
    if (!connection.tryConsume(1, nowMs)) return this.dropFlood(connection, nowMs);
    if (packet === 'malformed') return this.dropMalformed(connection, nowMs);
    // An empty message is no packet: it is how libzmq probes a Router (ZMQ_PROBE_ROUTER), whose application is to pass it over.
    if (packet === 'command' || packet.length === 0) return;
    if (isBundle(packet)) return this.receiveBundle(connection, packet, nowMs);
    const isForeign = !this.receiveMessage(connection, packet, nowMs);
    if (isForeign) this.relay(connection, [packet], nowMs);
  }

  /** Takes a connection's last profile once more, or its `/watch`: the host has let it in. */
  repeatProfile(connection: Connection, nowMs: number): void {
    const { lastProfile, lastWatch } = connection;
    if (lastWatch) this.handleWatch(connection, lastWatch, nowMs);
    else if (lastProfile) this.handleProfile(connection, lastProfile.message, nowMs);
  }

  private receiveBundle(connection: Connection, bundle: Uint8Array, nowMs: number): void {
    const messages = messagesOf(bundle);
    if (!messages) return this.dropMalformed(connection, nowMs);
    if (messages.length > 1 && !connection.tryConsume(messages.length - 1, nowMs))
      return this.dropFlood(connection, nowMs);
    // By an empty one the server says that it lives: it is relayed for nobody.
    if (messages.length === 0) return;
    const tagMs = timeTagOf(bundle);
    const foreign = messages.filter((bytes) => !this.receiveMessage(connection, bytes, nowMs, tagMs));
    // What holds nothing of ours is relayed as it came.
    this.relay(connection, foreign.length === messages.length ? [bundle] : foreign, nowMs);
  }

  /**
   * Handles one message. False when it is foreign.
   * @param tagMs the time tag of the bundle around it
   */
  private receiveMessage(connection: Connection, bytes: Uint8Array, nowMs: number, tagMs?: number): boolean {
    const message = this.repeatedProfile(connection, bytes) ?? decodeClientMessage(bytes);
    if (message === 'foreign') return false;
    if (message === 'malformed') {
      // Who meant to be a player, as one of a later protocol, is no guest.
      if (isProfile(bytes)) connection.hasProfile = true;
      this.dropMalformed(connection, nowMs);
    } else if (message.address === '/watch') this.handleWatch(connection, message, nowMs);
    else if (connection.lastWatch) this.handleOfSpectator(connection, message, nowMs);
    else if (message.address === '/profile') {
      connection.lastProfile = { packet: bytes, message };
      this.handleProfile(connection, message, nowMs);
    } else this.handleMessage(connection, message, nowMs, tagMs);
    return true;
  }

  /** A profile is sent again and again: the same bytes are not decoded anew. */
  private repeatedProfile({ lastProfile }: Connection, bytes: Uint8Array): ProfileMessage | undefined {
    if (lastProfile?.packet.length !== bytes.length) return undefined;
    return Buffer.compare(lastProfile.packet, bytes) === 0 ? lastProfile.message : undefined;
  }

  private handleProfile(connection: Connection, message: ProfileMessage, nowMs: number): void {
    connection.hasProfile = true;
    const expelledAs = connection.expelledAs(nowMs);
    if (expelledAs) return this.refuse(connection, { ok: false, refusal: expelledAs }, nowMs);
    const admission = this.yard.applyProfile(connection.player, message, nowMs, connection.presence);
    if (!admission.ok) return this.refuseIn(connection, admission, nowMs);
    const { player, evicted } = admission;
    if (evicted) this.actions.replyToEvicted(evicted, EVICTED);
    this.yard.touch(player, nowMs);
    if (player === connection.player) return;
    // It may have come back by another connection: the old one is nobody's now.
    this.actions.detachOthers(player, connection);
    connection.player = player;
  }

  /** Somebody looks on, or goes on to. Who has been a player or a guest on this connection does not. */
  private handleWatch(connection: Connection, message: WatchMessage, nowMs: number): void {
    if (connection.player || connection.hasProfile) return this.dropMalformed(connection, nowMs);
    connection.lastWatch = message;
    const expelledAs = connection.expelledAs(nowMs);
    const admission = expelledAs
      ? ({ ok: false, refusal: expelledAs } as const)
      : this.yard.spectators.watch(connection.spectator, message, nowMs, connection.presence);
    if (admission.ok) connection.spectator = admission.spectator;
    else this.refuseIn(connection, admission, nowMs);
  }

  private handleOfSpectator(connection: Connection, message: ClientMessage, nowMs: number): void {
    const { spectator } = connection;
    const dropped = spectator?.isPresent ? this.yard.spectators.handle(spectator, message, nowMs) : 'refused';
    if (dropped === 'malformed') this.dropMalformed(connection, nowMs);
    else if (dropped) this.counters.dropped[dropped]++;
  }

  private handleMessage(
    connection: Connection,
    message: Exclude<ClientMessage, ProfileMessage | WatchMessage>,
    nowMs: number,
    tagMs: number | undefined,
  ): void {
    const isGoodbyeOfNobody = message.address === '/leave' && !connection.player?.isPresent;
    const player = isGoodbyeOfNobody ? undefined : this.ensurePlayer(connection, nowMs);
    if (!player) return;
    const dropped = this.yard.handle(player, message, nowMs, tagMs);
    if (dropped === 'malformed') this.dropMalformed(connection, nowMs);
    else if (dropped) this.counters.dropped[dropped]++;
    else if (message.address === '/motion' || message.address === '/position') this.counters.updatesIn++;
  }

  private relay(connection: Connection, packets: readonly Uint8Array[], nowMs: number): void {
    if (packets.length === 0 || !this.ensurePlayer(connection, nowMs)) return;
    for (const packet of packets) {
      const dropped = this.yard.relay(packet, connection, nowMs);
      if (dropped) this.counters.dropped[dropped]++;
    }
  }

  /** The player that this connection is, be it from now on, as a guest; undefined when it is not admitted. */
  private ensurePlayer(connection: Connection, nowMs: number): YardPlayer | undefined {
    if (connection.player?.isPresent) {
      this.yard.touch(connection.player, nowMs);
      return connection.player;
    }
    // Neither who was refused nor what is late on a connection whose player is gone makes a guest.
    if (connection.hasProfile || connection.lastWatch) {
      this.counters.dropped.refused++;
      return undefined;
    }
    const expelledAs = connection.expelledAs(nowMs);
    const admission = expelledAs
      ? ({ ok: false, refusal: expelledAs } as const)
      : this.yard.admitGuest(nowMs, connection.presence);
    if (!admission.ok) {
      this.refuse(connection, admission, nowMs);
      return undefined;
    }
    return (connection.player = admission.player);
  }

  private dropMalformed(connection: Connection, nowMs: number): void {
    this.counters.dropped.malformed++;
    connection.chargeMalformed(nowMs);
  }

  private dropFlood(connection: Connection, nowMs: number): void {
    this.counters.dropped.flood++;
    if (connection.hasFloodedEnough(nowMs)) this.actions.closeFlood(connection);
    else if (connection.isFlooding(nowMs)) this.sendRefusal(connection, FLOOD, nowMs);
  }

  /** Refuses somebody who showed what it comes in with: whoever tries tickets is to try few. */
  private refuseIn(connection: Connection, admission: Refused, nowMs: number): void {
    if (admission.refusal?.code === 'invite') connection.chargeMalformed(nowMs);
    this.refuse(connection, admission, nowMs);
  }

  private refuse(connection: Connection, admission: Refused, nowMs: number): void {
    const { refusal } = admission;
    if ('moved' in admission) {
      if (connection.shouldSendRefusal(nowMs)) this.actions.reply(connection, admission.moved);
      return;
    }
    if (!refusal) {
      this.counters.dropped.flood++;
      return;
    }
    this.counters.dropped.refused++;
    this.sendRefusal(connection, refusal, nowMs);
  }

  private sendRefusal(connection: Connection, refusal: Refusal, nowMs: number): void {
    if (!connection.shouldSendRefusal(nowMs)) return;
    this.actions.onRefusal(refusal);
    if (connection.player?.isPresent) this.yard.queueRefusal(connection.player, refusal);
    else this.actions.reply(connection, refusal);
  }
}
