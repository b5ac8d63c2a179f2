import type { RemoteYard } from '../yard/remote-player';
import { MOTION_FLAGS, recordAt, type Motions } from '../../shared/protocol/motions';
import { HOST_ID } from '../../shared/config';
import type { ClusterCounters, ClusterDropReason } from './counters';
import { readEnvelope, type Envelope } from './envelope';
import type { Heartbeats } from './heartbeats';
import { PLAYER_FLAGS, WANTED, type PlayerMessage } from './messages';
import type { OrderMessage } from './order-messages';
import type { PacketChecks } from './packet-checks';
import type { Peer } from './peer';
import type { Peers } from './peers';
import { readMessages, type PacketMessage, type PlayedMessage, type SubjectKind } from './read-message';
import type { SealedIdentities } from './sealed-identities';

const KNOWN_FLAGS = MOTION_FLAGS.byPositions | MOTION_FLAGS.teleported | MOTION_FLAGS.heldBack;
/** A login is no later than now, by the latest clock of a server that was ever here, but for what those of others may be ahead. */
const LOGIN_MAX_AHEAD_MS = 86_400_000;

/** What is asked for when a packet was missed (WANTED); undefined where the next one says the same again. */
const MISSING = {
  cells: WANTED.motions,
  digest: WANTED.motions,
  events: WANTED.everything,
  own: WANTED.everything,
  servers: undefined,
  game: undefined,
} as const satisfies Record<SubjectKind, number | undefined>;

export interface ReceiverActions {
  /** Another server has said who it is. */
  introduced(peer: Peer): void;
  /** Another server wants a snapshot. @param what WANTED */
  answer(server: string, what: number): void;
  /** Another server's host asks something, or is answered; or somebody waits there. */
  ordered(server: string, message: OrderMessage): void;
  /** Another server tells of the game, or its host says something of it. @param sentMs on our clock */
  played(message: PlayedMessage, sentMs: number): void;
}

/** Reads what other servers say, as strictly as what clients say, and passes it on to the yard. Deterministic: no I/O, no clock. */
export class Receiver {
  private readonly peers: Peers;
  private readonly heartbeats: Heartbeats;
  private readonly remote: RemoteYard;
  private readonly counters: ClusterCounters;
  private readonly actions: ReceiverActions;
  private readonly identities: SealedIdentities;
  private readonly checks: PacketChecks;
  /** Now, by whichever clock is the latest. */
  private latestMs = -Infinity;

  constructor(
    peers: Peers,
    heartbeats: Heartbeats,
    remote: RemoteYard,
    counters: ClusterCounters,
    actions: ReceiverActions,
    identities: SealedIdentities,
    checks: PacketChecks,
  ) {
    this.identities = identities;
    this.checks = checks;
    this.peers = peers;
    this.heartbeats = heartbeats;
    this.remote = remote;
    this.counters = counters;
    this.actions = actions;
  }

  /** Takes one packet. Its bytes are not kept. */
  receive(kind: SubjectKind, subject: string, packet: Uint8Array, nowMs: number): void {
    const { counters } = this;
    counters.messagesIn++;
    counters.bytesIn += packet.length;
    const dropped = this.take(kind, subject, packet, nowMs);
    if (dropped) counters.dropped[dropped]++;
  }

  private take(
    kind: SubjectKind,
    subject: string,
    tagged: Uint8Array,
    nowMs: number,
  ): ClusterDropReason | undefined {
    // Before anything of it is read, so that only servers of this key pair reach what reads it.
    const packet = this.checks.check(subject, tagged, nowMs);
    if (!packet) return 'forged';
    const envelope = readEnvelope(packet);
    if (!envelope) {
      this.checks.noteMalformed(packet, nowMs);
      return 'malformed';
    }
    const { from, sentMs } = envelope;
    const peer = this.peers.heard(from, nowMs);
    if (!peer) return 'refused';
    if (!peer.tryConsume(envelope.messages.length, packet.length, nowMs)) return 'flood';
    // Before it is known who it is nothing of it is of use: it is asked for all then.
    if (!peer.isPartner && kind !== 'servers') return 'refused';
    const messages = readMessages(envelope.messages, kind);
    if (!messages) {
      peer.chargeMalformed(nowMs);
      return 'malformed';
    }
    const arrival = peer.gaps.note(kind === 'cells' ? subject : kind, from.sequence);
    if (arrival === 'repeated') return 'repeated';
    if (arrival === 'restarted') peer.forgetEvents();
    if (arrival !== 'next') {
      this.counters.gaps++;
      const missing = MISSING[kind];
      if (missing !== undefined) peer.want(missing);
    }
    peer.clock.addArrival(sentMs, nowMs);
    this.latestMs = Math.max(this.latestMs, sentMs, nowMs);
    const isOfUse = kind !== 'own' || this.beginPart(peer, messages);
    if (isOfUse) for (const message of messages) this.apply(kind, peer, message, envelope, nowMs);
    if (isOfUse && kind === 'own') this.endPart(peer, messages, nowMs);
    return undefined;
  }

  private apply(
    kind: SubjectKind,
    peer: Peer,
    message: PacketMessage,
    { from, sentMs }: Envelope,
    nowMs: number,
  ): void {
    switch (message.address) {
      case '/motions':
        return this.move(peer, message, sentMs, nowMs);
      case '/roster': {
        const { players, sum } = this.remote.rosterOf(peer.name);
        if (players !== message.players || sum !== message.sum) peer.want(WANTED.everything);
        return;
      }
      case '/cluster/player':
        return this.set(peer, message, kind === 'events' ? from.sequence : undefined, nowMs);
      case '/player/left':
        peer.delete(message.id, from.sequence);
        return this.remote.remove(peer.name, message.id, nowMs);
      case '/player/said': {
        const { id, text } = message;
        if (id === HOST_ID) this.remote.say(undefined, text, nowMs);
        else if (peer.ids.has(id)) this.remote.say(id, text, nowMs);
        else this.counters.unknownPlayers++;
        return;
      }
      case '/cluster/relayed':
        // Its bytes are the bus' own, and it is kept until the next flush.
        return this.remote.relay(Uint8Array.from(message.packet), nowMs);
      case '/cluster/alive':
        this.heartbeats.received(peer, message, from.sequence, nowMs);
        return this.actions.introduced(peer);
      case '/cluster/echo':
        return this.heartbeats.echoed(peer, message, sentMs, nowMs);
      case '/cluster/leaving':
        return this.peers.leave(peer);
      case '/cluster/wanted':
        if (peer.tryAnswer(nowMs)) this.actions.answer(peer.name, message.what);
        else this.counters.dropped.flood++;
        return;
      case '/cluster/snapshot':
        return;
      case '/game':
      case '/game/players':
      case '/things':
      case '/cluster/game':
        return this.actions.played(message, Math.min(nowMs, peer.clock.toOwn(sentMs)));
      case '/order':
      case '/order/answer':
      case '/waiting':
      case '/waiting/gone':
        return this.actions.ordered(peer.name, message);
    }
  }

  private move(peer: Peer, motions: Motions, sentMs: number, nowMs: number): void {
    this.counters.noteLag(nowMs - peer.clock.toOwn(sentMs));
    for (let i = 0; i < motions.ids.length; i++) {
      const record = recordAt(motions, i, sentMs);
      if (!peer.isNews(record)) continue;
      const { id, x, y, vx, vy } = record;
      const atMs = Math.min(nowMs, peer.clock.toOwn(record.atMs));
      const isKnown =
        peer.ids.has(id) &&
        this.remote.move(peer.name, id, { x, y, vx, vy, atMs }, record.flags & KNOWN_FLAGS, nowMs);
      if (isKnown) peer.noteTold(record);
      else this.counters.unknownPlayers++;
    }
  }

  /** @param event the number of the event that says so; undefined in a snapshot */
  private set(peer: Peer, message: PlayerMessage, event: number | undefined, nowMs: number): void {
    const { id, name, colour, wantedName, flags, keyHash } = message;
    const loginMs = Number(message.loginMs);
    const read = this.identities.read(peer.name, id, message.identity);
    // Not by the clock of its server: who comes from one whose clock is ahead logs in later than there all the same.
    if (read === 'unreadable' || loginMs > this.latestMs + LOGIN_MAX_AHEAD_MS) {
      this.counters.dropped.malformed++;
      return;
    }
    const isTaken = event === undefined ? peer.addFromSnapshot(id) : peer.add(id, event);
    if (!isTaken) return;
    const player = {
      ...{ id, profile: { name, colour }, wantedName, loginMs },
      isGuest: (flags & PLAYER_FLAGS.isGuest) !== 0,
      isMuted: (flags & PLAYER_FLAGS.isMuted) !== 0,
      keyHash: keyHash === '' ? undefined : keyHash,
      identity: read.identity,
    };
    this.remote.set(peer.name, player, nowMs);
  }

  private beginPart(peer: Peer, [head]: readonly PacketMessage[]): boolean {
    return head?.address !== '/cluster/snapshot' || peer.beginPart(head);
  }

  private endPart(peer: Peer, [head]: readonly PacketMessage[], nowMs: number): void {
    if (head?.address !== '/cluster/snapshot') return;
    const ids = peer.endPart();
    if (!ids) return;
    // From there on every event is to come, the first one too.
    peer.gaps.expectAfter('events', head.events);
    this.remote.retain(peer.name, ids, nowMs);
  }
}
