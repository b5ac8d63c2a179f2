/** A server as one of several that share a yard: all that is in this folder, put together. Its bus and its clock are given to it. */
import { PROTOCOL_VERSION } from '../../shared/config';
import type { YardSize } from '../../shared/movement';
import { parseTarget } from '../../shared/target';
import type { RemoteYard } from '../yard/remote-player';
import type { YardServer } from '../yard/server-list';
import type { YardFeed } from '../yard/yard-feed';
import type { Recipient } from '../yard/recipient';
import type { YardPlayer } from '../yard/yard-player';
import type { Bus, Subscription } from './bus';
import { CellGrid } from './cell-grid';
import { Cells } from './cells';
import { Company } from './company';
import { ClusterCounters } from './counters';
import { EnvelopeWriter } from './envelope';
import { Heartbeats } from './heartbeats';
import { CLUSTER_TABLE } from './messages';
import { OwnPlayers, type PublishedYard } from './own-players';
import { obstacleTo, type SharedProperties } from './obstacle';
import type { OrderMessage } from './order-messages';
import { Outgoing } from './outgoing';
import { PacketChecks } from './packet-checks';
import type { Peer } from './peer';
import { Peers } from './peers';
import { Publisher } from './publisher';
import type { PlayedMessage, SubjectKind } from './read-message';
import { Receiver } from './receiver';
import type { Seal } from './seal';
import { SealedIdentities } from './sealed-identities';
import { SnapshotRequests } from './snapshot-requests';
import { Subjects } from './subjects';

/** How often tick() is to be called. */
export const TICK_MS = 250;
/** Every so many ticks a server says that it is alive… */
const HEARTBEAT_TICKS = 2;
/** …and tells all motions again. */
const DIGEST_TICKS = 8;

/** The yard, as far as it is shared. */
export interface SharedYard extends PublishedYard {
  readonly options: { readonly name: string; readonly size: YardSize; readonly maxPlayers: number };
  /** Everybody who is in it, those at other servers included. */
  readonly players: ReadonlySet<YardPlayer>;
  /** Who looks on at this server. */
  readonly spectators: { readonly all: ReadonlySet<Recipient> };
  readonly remote: RemoteYard;
  feed: YardFeed | undefined;
  queueHostLine(player: YardPlayer, text: string): void;
}

export interface ClusterSettings {
  /** This server's name among the others. */
  server: string;
  /** Where clients reach it, as formatTarget() writes it; empty where that is not known. */
  reachedAt: string;
  /** The public key of a secured yard, base64url; empty of an open one. */
  serverKey: string;
  /** With what players' identities are sealed, and packets tagged. */
  seal: Seal;
  nowMs: () => number;
  /** How busy this process was since it was asked last, from 0 to 1. */
  busy: () => number;
  /** The first motion since the last flush() was gathered: it is to be flushed before long. */
  onGathered: () => void;
  /** Another server has said something for the next flush of the yard. */
  onReceived: () => void;
  /** Who the servers of this yard are, told with each heartbeat. */
  onServers: (own: YardServer, others: readonly YardServer[]) => void;
  log: { info(sentence: string): void; warn(sentence: string): void };
}

export class Cluster {
  readonly counters: ClusterCounters;
  readonly peers: Peers;
  readonly subjects: Subjects;
  readonly outgoing: Outgoing;
  readonly cells: Cells;
  /** Called with what another server's host asks or answers, and with who waits there. */
  onOrder: (server: string, message: OrderMessage) => void = () => undefined;
  /** Called with what another server tells of the game, and when it sent that, on our clock. */
  onPlayed: (message: PlayedMessage, sentMs: number) => void = () => undefined;
  private readonly bus: Bus;
  private readonly yard: SharedYard;
  private readonly settings: ClusterSettings;
  private readonly own: OwnPlayers;
  private readonly heartbeats: Heartbeats;
  private readonly publisher: Publisher;
  private readonly receiver: Receiver;
  private readonly company = new Company();
  private readonly subscriptions: Subscription[] = [];
  private readonly requests: SnapshotRequests;
  private ticks = 0;
  private isBeatDue = false;
  private readonly shared: SharedProperties;

  constructor(bus: Bus, yard: SharedYard, settings: ClusterSettings, counters = new ClusterCounters()) {
    const { server, serverKey, nowMs } = settings;
    const { packets } = settings.seal;
    const { name, size } = yard.options;
    this.shared = { protocol: PROTOCOL_VERSION, ...size, serverKey };
    this.bus = bus;
    this.yard = yard;
    this.settings = settings;
    this.counters = counters;
    this.subjects = new Subjects(name);
    this.outgoing = new Outgoing(bus, new EnvelopeWriter(server, nowMs()), counters, packets);
    const identities = new SealedIdentities(settings.seal);
    this.own = new OwnPlayers(yard, server, identities);
    this.peers = new Peers(server, {
      // It is to know us soon.
      came: () => (this.isBeatDue = true),
      silent: (peer) => yard.remote.halt(peer.name, nowMs()),
      gone: (peer) => yard.remote.removeAll(peer.name, nowMs()),
    });
    this.heartbeats = new Heartbeats(server, this.peers);
    const grid = new CellGrid(size);
    const shared = { bus, subjects: this.subjects, grid };
    this.publisher = new Publisher({
      ...{ ...shared, outgoing: this.outgoing, own: this.own, counters, nowMs },
      onGathered: settings.onGathered,
    });
    this.requests = new SnapshotRequests((asking, what) => this.publisher.publishSnapshot(asking, what));
    const actions = {
      ordered: (from: string, message: OrderMessage) => this.onOrder(from, message),
      played: (message: PlayedMessage, sentMs: number) => this.onPlayed(message, sentMs),
      introduced: (peer: Peer) => this.introduce(peer),
      answer: (asking: string, what: number) => this.requests.add(asking, what),
    };
    const { peers, heartbeats } = this;
    const checks = new PacketChecks(packets, (sentence) => settings.log.warn(sentence));
    this.receiver = new Receiver(peers, heartbeats, yard.remote, counters, actions, identities, checks);
    this.cells = new Cells({ ...shared, peers, counters, onPacket: this.receiverOf('cells') });
  }

  /** How many players are at other servers. */
  get remotePlayers(): number {
    return this.yard.players.size - this.own.size;
  }

  /** Of how many cells of the yard motions are received. */
  get cellCount(): number {
    return this.cells.count;
  }

  get isConnected(): boolean {
    return this.bus.isConnected;
  }

  /** The other servers that are alive and say where clients reach them. */
  get others(): YardServer[] {
    return this.peers.partners.flatMap(({ alive }) =>
      alive && alive.reachedAt !== '' ? [{ target: parseTarget(alive.reachedAt), load: alive.load }] : [],
    );
  }

  /** Begins to tell and to listen. */
  open(): void {
    const { subjects, settings } = this;
    this.yard.feed = this.publisher;
    const listen = (subject: string, kind: SubjectKind) =>
      this.subscriptions.push(this.bus.subscribe(subject, this.receiverOf(kind)));
    listen(subjects.events, 'events');
    listen(subjects.digest, 'digest');
    listen(subjects.servers, 'servers');
    listen(subjects.game, 'game');
    listen(subjects.to(settings.server), 'own');
  }

  /** To be called at each flush of the yard, and a moment after onGathered: what is new goes to other servers. */
  flush(): void {
    this.publisher.flush(this.peers.partners.length > 0);
  }

  /** To be called each TICK_MS: who is silent, which cells are seen, what is to be told again, and who asked for a snapshot. */
  tick(): void {
    const nowMs = this.settings.nowMs();
    this.peers.tick(nowMs);
    this.cells.update(this.yard.players, this.yard.spectators.all, nowMs);
    if (this.ticks % HEARTBEAT_TICKS === 0 || this.isBeatDue) this.beat(nowMs);
    if (this.ticks % DIGEST_TICKS === 0 && this.peers.partners.length > 0) this.publisher.publishDigest();
    this.ticks++;
    for (const peer of this.peers.partners) this.ask(peer, nowMs);
    this.requests.tick();
    this.announce(nowMs);
  }

  /** Sends to one server what a host asks or answers. */
  sendOrder(server: string, message: OrderMessage): void {
    this.publish(this.subjects.to(server), [CLUSTER_TABLE.encode(message)]);
  }

  /** Says it to all servers. */
  publishOrder(message: OrderMessage): void {
    this.publish(this.subjects.events, [CLUSTER_TABLE.encode(message)]);
  }

  /** Tells all servers of the game. */
  publishGame(messages: readonly Uint8Array[]): void {
    this.publish(this.subjects.game, messages);
  }

  /** Says goodbye; players are told nothing, since they go on to other servers. */
  close(): void {
    this.yard.feed = undefined;
    this.cells.close();
    for (const subscription of this.subscriptions) subscription.unsubscribe();
    this.publish(this.subjects.servers, [CLUSTER_TABLE.encode({ address: '/cluster/leaving' })]);
  }

  private receiverOf(kind: SubjectKind): (bytes: Uint8Array, subject: string) => void {
    return (bytes, subject) => {
      this.receiver.receive(kind, subject, bytes, this.settings.nowMs());
      this.settings.onReceived();
    };
  }

  private beat(nowMs: number): void {
    const { subjects, outgoing } = this;
    const { reachedAt, busy, onServers } = this.settings;
    this.isBeatDue = false;
    const players = this.own.size;
    const load = Math.min(1, Math.max(players / this.yard.options.maxPlayers, busy()));
    const messages = this.heartbeats.messages({ ...this.shared, players, load, reachedAt }, nowMs);
    this.publish(subjects.servers, messages);
    this.heartbeats.sent(outgoing.sequenceOf(subjects.servers), nowMs);
    // Who does not know where it is reached itself leads nobody: the first of the list would be missing.
    if (reachedAt !== '') onServers({ target: parseTarget(reachedAt), load }, this.others);
  }

  private announce(nowMs: number): void {
    const { isConnected, remotePlayers } = this;
    const others = this.peers.partners.length;
    const said = this.company.update({ isConnected, others, remotePlayers }, nowMs);
    if (!said) return;
    this.settings.log[said.isAlone ? 'warn' : 'info'](said.log);
    // Not as the host's line to everybody: each server says for itself that it is alone.
    if (said.players !== undefined)
      for (const player of this.own.list()) this.yard.queueHostLine(player, said.players);
  }

  private introduce(peer: Peer): void {
    const { nowMs, log } = this.settings;
    const obstacle = peer.alive && obstacleTo(this.shared, peer.alive);
    if (obstacle !== undefined && obstacle !== peer.obstacle) {
      log.warn(obstacle);
      this.yard.remote.removeAll(peer.name, nowMs());
    }
    peer.obstacle = obstacle;
    if (peer.isPartner) this.ask(peer, nowMs());
  }

  private ask(peer: Peer, nowMs: number): void {
    const what = peer.takeWanted(nowMs);
    if (what === undefined) return;
    this.counters.snapshotsAsked++;
    this.publish(this.subjects.to(peer.name), [CLUSTER_TABLE.encode({ address: '/cluster/wanted', what })]);
  }

  private publish(subject: string, messages: readonly Uint8Array[]): void {
    this.outgoing.publish(subject, messages, this.settings.nowMs());
  }
}
