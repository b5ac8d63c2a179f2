/** Servers of one yard for the unit tests of this folder: clusters on a bus in memory, each with a simple yard of its own. */
import type { Motion } from '../../shared/movement';
import { createPlayer, type YardPlayer } from '../yard/yard-player';
import type { Recipient } from '../yard/recipient';
import type { RemotePlayer, RemoteYard } from '../yard/remote-player';
import type { YardFeed } from '../yard/yard-feed';
import type { MemoryBus, MemoryNetwork } from './bus.fixture';
import { Cluster, TICK_MS } from './cluster';
import { isOwn, OwnPlayers } from './own-players';

export const SIZE = { widthPx: 9600, heightPx: 6400 };
export const YARD_NAME = 'Our yard';
/** As the tests name servers: 16 characters. */
export const nameOf = (letter: string): string => letter.repeat(16);

interface Known {
  player: RemotePlayer;
  motion: Motion | undefined;
  flags: number;
  isHalted: boolean;
}

/** What another server's players are, as a yard was told; the rules of who is right are the yard's own and no part of it. */
export class RecordedYard implements RemoteYard {
  readonly servers = new Map<string, Map<number, Known>>();
  readonly lines: { id: number | undefined; text: string }[] = [];
  readonly packets: Uint8Array[] = [];
  /** What was called, in order. */
  readonly calls: string[] = [];

  set(server: string, player: RemotePlayer): void {
    this.calls.push(`set ${player.id}`);
    const all = this.servers.get(server) ?? new Map<number, Known>();
    this.servers.set(server, all);
    const known = all.get(player.id);
    all.set(player.id, { ...(known ?? { motion: undefined, flags: 0, isHalted: false }), player });
  }

  move(server: string, id: number, motion: Motion, flags: number): boolean {
    const known = this.servers.get(server)?.get(id);
    if (!known) return false;
    this.calls.push(`move ${id}`);
    Object.assign(known, { motion, flags, isHalted: false });
    return true;
  }

  remove(server: string, id: number): void {
    this.calls.push(`remove ${id}`);
    this.servers.get(server)?.delete(id);
  }

  say(id: number | undefined, text: string): void {
    this.lines.push({ id, text });
  }

  relay(packet: Uint8Array): void {
    this.packets.push(packet);
  }

  retain(server: string, ids: ReadonlySet<number>): void {
    this.calls.push(`retain ${[...ids].join(' ')}`);
    const all = this.servers.get(server);
    for (const id of all?.keys() ?? []) if (!ids.has(id)) all?.delete(id);
  }

  halt(server: string): void {
    this.calls.push('halt');
    for (const known of this.servers.get(server)?.values() ?? []) known.isHalted = true;
  }

  removeAll(server: string): void {
    this.calls.push('removeAll');
    this.servers.delete(server);
  }

  rosterOf(server: string): { players: number; sum: number } {
    const own = new Set<YardPlayer>();
    for (const { player } of this.servers.get(server)?.values() ?? [])
      own.add({ ...createPlayer(player.id, { name: '', size: SIZE }, 0), profile: player.profile });
    return new OwnPlayers({ own, isMuted: () => false }).roster();
  }

  known(server: string, id: number): Known | undefined {
    return this.servers.get(server)?.get(id);
  }

  ids(server: string): number[] {
    return [...(this.servers.get(server)?.keys() ?? [])].sort((one, other) => one - other);
  }
}

/** One server. */
export class TestServer {
  readonly name: string;
  readonly bus: MemoryBus;
  readonly remote = new RecordedYard();
  readonly players = new Set<YardPlayer>();
  readonly lines: string[] = [];
  readonly logged: string[] = [];
  readonly cluster: Cluster;
  feed: YardFeed | undefined;
  /** How far its clock is ahead. */
  private readonly aheadMs: number;
  private readonly network: MemoryNetwork;

  /** Who looks on at it. */
  readonly spectators = new Set<Recipient>();

  constructor(network: MemoryNetwork, letter: string, aheadMs = 0) {
    this.name = nameOf(letter);
    this.network = network;
    this.aheadMs = aheadMs;
    this.bus = network.bus(letter);
    const { remote, players } = this;
    const setFeed = (feed: YardFeed | undefined) => (this.feed = feed);
    const yard = {
      options: { name: YARD_NAME, size: SIZE, maxPlayers: 100 },
      ...{ remote, players, spectators: { all: this.spectators }, isMuted: () => false },
      get own() {
        return new Set([...players].filter(isOwn));
      },
      queueHostLine: (_: YardPlayer, text: string) => void this.lines.push(text),
      set feed(feed: YardFeed | undefined) {
        setFeed(feed);
      },
    };
    const note = (sentence: string) => void this.logged.push(sentence);
    this.cluster = new Cluster(this.bus, yard, {
      ...{ server: this.name, reachedAt: '', serverKey: '', nowMs: () => this.nowMs, busy: () => 0 },
      ...{ onGathered: () => undefined, onReceived: () => undefined, onServers: () => undefined },
      log: { info: note, warn: note },
    });
    this.cluster.open();
  }

  /** On its own clock. */
  get nowMs(): number {
    return this.network.nowMs + this.aheadMs;
  }

  join(id: number, name = `Player ${id}`): YardPlayer {
    const player = createPlayer(id, { name: YARD_NAME, size: SIZE }, this.nowMs);
    player.profile = { name, colour: '#e69f00' };
    this.players.add(player);
    this.feed?.changed(player);
    return player;
  }

  leave(player: YardPlayer): void {
    player.isPresent = false;
    this.players.delete(player);
    this.feed?.left(player);
  }

  /** It is there at once, however far that is, and goes on like this. */
  walk(player: YardPlayer, x: number, y: number, vx = 0, vy = 0): void {
    player.motion.setPosition({ x, y }, this.nowMs, true);
    player.motion.setMotion({ x, y, vx, vy }, undefined, this.nowMs);
    this.feed?.moved(player);
  }
}

/** Lets time pass: each server is ticked, and flushes now and then. */
export function run(network: MemoryNetwork, servers: readonly TestServer[], ms: number, stepMs = 25): void {
  const untilMs = network.nowMs + ms;
  while (network.nowMs < untilMs) {
    const wasMs = network.nowMs;
    network.advance(Math.min(untilMs, wasMs + stepMs));
    const isTick = Math.floor(wasMs / TICK_MS) !== Math.floor(network.nowMs / TICK_MS);
    for (const { cluster } of servers) {
      cluster.flush();
      if (isTick) cluster.tick();
    }
  }
}
