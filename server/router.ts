/**
 * The Router: the socket of a yard. It tells peers apart, hands what they say to the yard, and sends what the yard has
 * to tell. It batches as the load asks: everything that is queued is taken, and then one flush goes out to everybody;
 * the more a flush costs, the longer the pause before the next, and the more each one carries.
 */
import { randomBytes } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Router } from 'zeromq';
import { formatAddress, type Address } from '../shared/address';
import { MESSAGE_MAX_BYTES } from '../shared/config';
import { encodeServerMessage } from '../shared/protocol';
import { Counters } from './counters';
import { Gate } from './gate';
import { FlushPackets } from './packets';
import { Peer } from './peer';
import type { Yard } from './yard';

/** A flush that took 1 ms is followed by a pause of 6 ms: flushing never takes more than a seventh of the time. */
const PAUSE_PER_COST = 6;
/** How much the newest flush counts in the mean cost. */
const COST_WEIGHT = 0.2;
/** How often the yard looks after silent players and repetitions. */
const TICK_INTERVAL_MS = 250;
/**
 * How long a goodbye may take to be read before the connection ends: with its end libzmq drops what a Dealer that sends
 * to nobody absent (ZMQ_IMMEDIATE), as ours does, has received and not read yet.
 */
const GOODBYE_MS = 250;
/** How long the last messages may take to leave when the yard closes. */
const LINGER_MS = 300;
/** After so many packets over the limit reading rests, so that a flood cannot keep the processor busy. */
const FLOOD_REST_PACKETS = 64;
const FLOOD_REST_MS = 2;
/** What is queued for one reader besides what a newcomer gets at once: a few seconds of flushes. */
const SEND_QUEUE_PACKETS = 128;

const EMPTY = Buffer.alloc(0);
/** What libzmq puts in the place of a closed connection's next message; random, so that no peer can say it. */
const DISCONNECTED = randomBytes(16);

export interface FlushObserver {
  /** @param bytes the sum of all packets */
  observeFlush(bytes: number, durationMs: number): void;
}

export class YardRouter {
  readonly counters = new Counters();
  private readonly yard: Yard;
  private readonly gate: Gate;
  private readonly observer: FlushObserver | undefined;
  private readonly socket: Router;
  private readonly peers = new Map<string, Peer>();
  private readonly behind = new Set<Peer>();
  private ticker: NodeJS.Timeout | undefined;
  private receiving: Promise<void> | undefined;
  private isFlushDue = false;
  private nextFlushMs = 0;
  private meanCostMs = 0;

  constructor(yard: Yard, observer?: FlushObserver) {
    this.yard = yard;
    this.observer = observer;
    this.gate = new Gate(yard, this.counters, {
      relay: (sender, packet, nowMs) => this.relay(sender, packet, nowMs),
      reply: (peer, message) => this.send(peer, encodeServerMessage(message)),
      disown: (player, heir) => {
        for (const peer of this.peers.values())
          if (peer !== heir && peer.player === player) peer.player = undefined;
      },
    });
    this.socket = new NotifyingRouter({
      linger: 0,
      sendTimeout: 0,
      // Has the socket say when a reader's queue is full or a peer is gone, instead of dropping silently.
      mandatory: true,
      // A guest gets each message as a packet: as a newcomer, a profile and a position of everybody.
      sendHighWaterMark: SEND_QUEUE_PACKETS + 2 * yard.options.maxPlayers,
      maxMessageSize: MESSAGE_MAX_BYTES,
      // A guest is gone when its connection is; this is how one ends whose host vanished.
      heartbeatInterval: 2000,
      heartbeatTimeout: 6000,
    });
  }

  /** Listens and serves until close(). Throws what ZeroMQ throws when the address cannot be had. */
  async listen(address: Address): Promise<void> {
    this.socket.ipv6 = address.host.includes(':');
    await this.socket.bind(formatAddress(address));
    this.ticker = setInterval(() => {
      this.yard.tick(epochMs());
      this.flushSoon();
    }, TICK_INTERVAL_MS);
    this.receiving = this.receiveAll();
  }

  /** Tells everybody that the yard closes. Resolves when the last messages had the time to leave. */
  async close(): Promise<void> {
    clearInterval(this.ticker);
    this.yard.close();
    this.flush();
    await delay(GOODBYE_MS);
    this.socket.linger = LINGER_MS;
    this.socket.close();
    await Promise.all([this.receiving, delay(LINGER_MS)]);
  }

  private async receiveAll(): Promise<void> {
    let floodAtRest = 0;
    for await (const [routingId, ...frames] of this.socket) {
      if (!routingId) continue;
      this.receive(routingId, frames, epochMs());
      this.flushSoon();
      const { flood } = this.counters.dropped;
      if (flood - floodAtRest < FLOOD_REST_PACKETS) continue;
      // The Router takes from its peers in turn: what the others sent was among these packets.
      floodAtRest = flood;
      await delay(FLOOD_REST_MS);
    }
  }

  private receive(routingId: Buffer, frames: Buffer[], nowMs: number): void {
    const key = routingId.toString('latin1');
    let peer = this.peers.get(key);
    if (!peer) this.peers.set(key, (peer = new Peer(routingId, this.yard.options.maxMessages, nowMs)));
    const [first, second] = frames;
    if (frames.length === 1 && first?.equals(DISCONNECTED)) {
      this.peers.delete(key);
      this.behind.delete(peer);
      if (peer.player?.isHere) this.yard.leave(peer.player, nowMs);
    } else if (frames.length === 1 && first && first.length > 0) {
      this.gate.receive(peer, first, nowMs);
    } else if (frames.length === 2 && first?.length === 0 && second) {
      this.gate.receive(peer, second, nowMs);
    } else if (frames.length !== 1) {
      // (One empty frame is libzmq's word of a new connection.)
      this.counters.dropped.malformed++;
    }
  }

  /** The article's leave-one-out broadcast: byte for byte to every connection but the sender's. */
  private relay(sender: Peer, packet: Uint8Array, nowMs: number): void {
    for (const peer of this.peers.values()) {
      if (peer === sender || peer.isBehind(nowMs)) continue;
      this.counters.relayed++;
      this.send(peer, packet);
    }
  }

  private flushSoon(): void {
    if (this.isFlushDue) return;
    this.isFlushDue = true;
    const waitMs = this.nextFlushMs - performance.now();
    const flush = () => {
      this.isFlushDue = false;
      this.flush();
    };
    // setImmediate comes after all that is queued was taken; the shortest timer would wait a whole millisecond.
    if (waitMs > 0) setTimeout(flush, waitMs);
    else setImmediate(flush);
  }

  private flush(): void {
    if (this.socket.closed) return;
    const nowMs = epochMs();
    this.retryBehind(nowMs);
    const flush = this.yard.flush();
    if (!flush) return;
    const startMs = performance.now();
    const packets = new FlushPackets(flush, nowMs);
    let bytes = 0;
    for (const peer of this.peers.values()) {
      if (!peer.player?.isHere || peer.isBehind(nowMs)) continue;
      for (const packet of packets.for(peer.player)) {
        bytes += packet.length;
        this.send(peer, packet);
      }
    }
    this.counters.updatesOut += packets.updates;
    const endMs = performance.now();
    this.observer?.observeFlush(bytes, endMs - startMs);
    this.meanCostMs += COST_WEIGHT * (endMs - startMs - this.meanCostMs);
    this.nextFlushMs = endMs + PAUSE_PER_COST * this.meanCostMs;
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
    this.socket.send([peer.routingId, EMPTY, packet]).catch((error: unknown) => {
      this.counters.dropped.unsent++;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      peer.fallBehind(epochMs());
      this.behind.add(peer);
    });
  }
}

/** A Router that is told of opened and closed connections. zeromq.js has the options, though not yet by name. */
class NotifyingRouter extends Router {
  constructor(options: ConstructorParameters<typeof Router>[0]) {
    super(options);
    const ZMQ_ROUTER_NOTIFY = 97;
    const ZMQ_NOTIFY_CONNECT = 1;
    const ZMQ_DISCONNECT_MSG = 111;
    this.setInt32Option(ZMQ_ROUTER_NOTIFY, ZMQ_NOTIFY_CONNECT);
    this.setStringOption(ZMQ_DISCONNECT_MSG, DISCONNECTED);
  }
}

/** Milliseconds since 1970 with fractions, on a clock that never steps back while the process runs. */
function epochMs(): number {
  return performance.timeOrigin + performance.now();
}
