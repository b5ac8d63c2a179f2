/**
 * The Router: the socket of a yard. It tells peers apart, hands what they say to the yard, and sends what the yard has
 * to tell. It batches as the load asks: everything that is queued is taken, and then one flush goes out to everybody;
 * the more a flush costs, the longer the pause before the next, and the more each one carries.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { formatAddress, type Address } from '../shared/address';
import { encodeServerMessage } from '../shared/protocol';
import type { Refusal } from './admission';
import { Counters } from './counters';
import { Gate } from './gate';
import { FlushPackets } from './packets';
import { FlushPace } from './pace';
import type { Peer } from './peer';
import { Peers } from './peers';
import { isDisconnect, YardSocket } from './socket';
import type { Yard } from './yard';

/** How often the yard looks after silent players and repetitions. */
const TICK_INTERVAL_MS = 250;
/**
 * How long a goodbye may take to be read before the connection ends: with its end libzmq drops what a Dealer that sends
 * to nobody absent (ZMQ_IMMEDIATE), as ours does, has received and not read yet.
 */
const GOODBYE_MS = 250;
/** How long the last messages may take to leave when the yard closes. */
const LINGER_MS = 300;
/** So many packets over the limit end a batch, so that a flood cannot keep the processor busy. */
const FLOOD_MAX_PACKETS = 64;
/** So many of any kind do, so that no load keeps the yard silent. */
const BATCH_MAX_PACKETS = 4096;
/** A timer for less costs as much as it saves. So a flood too is taken in batches, when there is need to save. */
const MIN_REST_MS = 2;

export interface RouterEvents {
  /** @param bytes the sum of all packets */
  flushed(bytes: number, durationMs: number): void;
  /** A peer is told why it is refused. */
  refused(reason: Refusal): void;
}

export class YardRouter {
  readonly counters = new Counters();
  private readonly yard: Yard;
  private readonly gate: Gate;
  private readonly events: RouterEvents | undefined;
  private readonly socket: YardSocket;
  private readonly peers: Peers;
  private readonly pace = new FlushPace();
  private readonly behind = new Set<Peer>();
  private batchBeganMs = 0;
  private lastLook = look();
  private ticker: NodeJS.Timeout | undefined;
  private serving: Promise<void> | undefined;

  constructor(yard: Yard, events?: RouterEvents) {
    this.yard = yard;
    this.events = events;
    this.peers = new Peers(yard.options.maxMessages);
    this.gate = new Gate(yard, this.counters, {
      relay: (sender, packet, nowMs) => this.relay(sender, packet, nowMs),
      reply: (peer, message) => this.send(peer, encodeServerMessage(message)),
      disown: (player, heir) => {
        for (const peer of this.peers) if (peer !== heir && peer.player === player) peer.player = undefined;
      },
      refused: (reason) => this.events?.refused(reason),
    });
    this.socket = new YardSocket(yard.options.maxPlayers);
  }

  /** Listens and serves until close(). Throws what ZeroMQ throws when the address cannot be had. */
  async listen(address: Address): Promise<void> {
    this.socket.ipv6 = address.host.includes(':');
    await this.socket.bind(formatAddress(address));
    this.ticker = setInterval(() => this.tick(), TICK_INTERVAL_MS);
    this.serving = this.serve();
  }

  /** Tells everybody that the yard closes. Resolves when the last messages had the time to leave. */
  async close(): Promise<void> {
    clearInterval(this.ticker);
    this.yard.close();
    this.flush();
    await delay(GOODBYE_MS);
    this.socket.linger = LINGER_MS;
    this.socket.close();
    await Promise.all([this.serving, delay(LINGER_MS)]);
  }

  private tick(): void {
    this.yard.tick(epochMs());
    this.flush();
    const { ms, cpu } = this.lastLook;
    const { user, system } = process.cpuUsage(cpu);
    this.pace.used((user + system) / 1000 / (performance.now() - ms));
    this.lastLook = look();
  }

  /** Natural batching: takes all that is queued, tells what is new, and rests. */
  private async serve(): Promise<void> {
    while (await this.takeAll()) {
      this.flush();
      const { periodMs } = this.pace;
      const passedMs = performance.now() - this.batchBeganMs;
      // While it rests packets queue up. To take them all at once costs half of what it costs to wake up for each.
      // Without a rest the timers have their turn all the same.
      await (periodMs > 0 ? delay(Math.max(MIN_REST_MS, periodMs - passedMs)) : nextTurn());
    }
  }

  /** Waits for a packet, and takes all that are queued with it. False when the socket is closed. */
  private async takeAll(): Promise<boolean> {
    const { dropped } = this.counters;
    const floodMax = dropped.flood + FLOOD_MAX_PACKETS;
    let packets = 0;
    try {
      await this.socket.receiveQueued((frames) => {
        if (packets === 0) this.batchBeganMs = performance.now();
        this.receive(frames, epochMs());
        // The Router takes from its peers in turn: what the others sent is among these packets.
        return ++packets < BATCH_MAX_PACKETS && dropped.flood < floodMax;
      });
      return true;
    } catch (error) {
      if (this.socket.closed) return false;
      throw error;
    }
  }

  private receive(frames: Buffer[], nowMs: number): void {
    const [routingId, first, second] = frames;
    if (!routingId || !first) return;
    const peer = this.peers.of(routingId, nowMs);
    if (frames.length === 2 && isDisconnect(first)) {
      this.peers.delete(peer);
      this.behind.delete(peer);
      if (peer.player?.isHere) this.yard.leave(peer.player, nowMs);
    } else if (frames.length === 2 && first.length > 0) {
      this.gate.receive(peer, first, nowMs);
    } else if (frames.length === 3 && first.length === 0 && second) {
      this.gate.receive(peer, second, nowMs);
    } else if (frames.length !== 2) {
      // (One empty frame is libzmq's word of a new connection.)
      this.counters.dropped.malformed++;
    }
  }

  /** The article's leave-one-out broadcast: byte for byte to every connection but the sender's. */
  private relay(sender: Peer, packet: Uint8Array, nowMs: number): void {
    for (const peer of this.peers) {
      if (peer === sender || peer.isBehind(nowMs)) continue;
      this.counters.relayed++;
      this.send(peer, packet);
    }
  }

  private flush(): void {
    if (this.socket.closed) return;
    const nowMs = epochMs();
    const startMs = performance.now();
    const startCpu = process.cpuUsage();
    this.retryBehind(nowMs);
    const flush = this.yard.flush(nowMs);
    if (!flush) return;
    const packets = new FlushPackets(flush, nowMs);
    let bytes = 0;
    for (const peer of this.peers) {
      if (!peer.player?.isHere || peer.isBehind(nowMs)) continue;
      for (const packet of packets.for(peer.player)) {
        bytes += packet.length;
        this.send(peer, packet);
      }
    }
    this.counters.updatesOut += packets.updates;
    this.events?.flushed(bytes, performance.now() - startMs);
    const { user, system } = process.cpuUsage(startCpu);
    this.pace.flushed((user + system) / 1000);
  }

  /** Who did not read missed something: when it is tried again it is told the present, and nothing of the past. */
  private retryBehind(nowMs: number): void {
    for (const peer of this.behind) {
      if (peer.isBehind(nowMs)) continue;
      this.behind.delete(peer);
      if (peer.player?.isHere) this.yard.resync(peer.player);
    }
  }

  private send(peer: Peer, packet: Uint8Array): void {
    // Not awaited: with a timeout of 0 the socket takes the message at once or not at all. No peer waits for another.
    this.socket.send([peer.routingId, null, packet]).catch((error: unknown) => {
      this.counters.dropped.unsent++;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      peer.fallBehind(epochMs());
      this.behind.add(peer);
    });
  }
}

/** The time, and what processor time this process has taken up to now. */
function look(): { ms: number; cpu: NodeJS.CpuUsage } {
  return { ms: performance.now(), cpu: process.cpuUsage() };
}

/** Milliseconds since 1970 with fractions, on a clock that never steps back while the process runs. */
function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
