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
import { messagesOf } from '../shared/osc';
import { decodePlayerMessage } from '../shared/protocol';
import { FlushPackets } from './packets';
import type { Yard, YardPlayer } from './yard';

/** A flush that took 1 ms is followed by a pause of 6 ms: flushing never takes more than a seventh of the time. */
const PAUSE_PER_COST = 6;
/** How much the newest flush counts in the mean cost. */
const COST_WEIGHT = 0.2;
/** How often the yard looks after silent players and repetitions. */
const TICK_INTERVAL_MS = 250;
/** How long the last messages may take to leave when the yard closes. */
const LINGER_MS = 300;

const EMPTY = Buffer.alloc(0);
/** What libzmq puts in the place of a closed connection's next message; random, so that no peer can say it. */
const DISCONNECTED = randomBytes(16);

/** One connection. It belongs to nobody until it speaks, and is a player from then on. */
interface Peer {
  readonly routingId: Buffer;
  player: YardPlayer | undefined;
}

export interface Dropped {
  /** Packets that bear one of our addresses and are not such a message, or that make no sense. */
  malformed: number;
  /** Packets that the socket did not take, since their recipient is gone or does not read. */
  unsent: number;
}

export class YardRouter {
  readonly dropped: Dropped = { malformed: 0, unsent: 0 };
  private readonly yard: Yard;
  private readonly socket: Router;
  private readonly peers = new Map<string, Peer>();
  private ticker: NodeJS.Timeout | undefined;
  private receiving: Promise<void> | undefined;
  private isFlushDue = false;
  private nextFlushMs = 0;
  private meanCostMs = 0;

  constructor(yard: Yard) {
    this.yard = yard;
    this.socket = new NotifyingRouter({
      linger: 0,
      sendTimeout: 0,
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
    this.socket.linger = LINGER_MS;
    this.socket.close();
    await Promise.all([this.receiving, delay(LINGER_MS)]);
  }

  private async receiveAll(): Promise<void> {
    for await (const [routingId, ...frames] of this.socket) {
      if (!routingId) continue;
      this.receive(routingId, frames);
      this.flushSoon();
    }
  }

  private receive(routingId: Buffer, frames: Buffer[]): void {
    const key = routingId.toString('latin1');
    let peer = this.peers.get(key);
    if (!peer) this.peers.set(key, (peer = { routingId, player: undefined }));
    const [first, second] = frames;
    if (frames.length === 1 && first?.equals(DISCONNECTED)) {
      this.peers.delete(key);
      if (peer.player?.isHere) this.yard.leave(peer.player);
    } else if (frames.length === 1 && first && first.length > 0) {
      this.receivePacket(peer, first);
    } else if (frames.length === 2 && first?.length === 0 && second) {
      this.receivePacket(peer, second);
    } else if (frames.length !== 1) {
      // (One empty frame is libzmq's word of a new connection.)
      this.dropped.malformed++;
    }
  }

  private receivePacket(peer: Peer, packet: Buffer): void {
    const player = (peer.player = this.yard.hear(peer.player, epochMs()));
    const messages = messagesOf(packet);
    const foreign: Uint8Array[] = [];
    for (const bytes of messages ?? []) {
      const message = decodePlayerMessage(bytes);
      if (message === 'foreign') foreign.push(bytes);
      else if (message === 'malformed' || !this.yard.receive(player, message)) this.dropped.malformed++;
      if (!player.isHere) return;
    }
    // What holds nothing of ours is passed on as it came, be it a bundle or no OSC at all.
    const isAllForeign = !messages || foreign.length === messages.length;
    for (const bytes of isAllForeign ? [packet] : foreign) this.relay(peer, bytes);
  }

  /** The article's leave-one-out broadcast: byte for byte to every connection but the sender's. */
  private relay(sender: Peer, packet: Uint8Array): void {
    for (const peer of this.peers.values()) if (peer !== sender) this.send(peer, packet);
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
    const flush = this.socket.closed ? undefined : this.yard.flush();
    if (!flush) return;
    const startMs = performance.now();
    const packets = new FlushPackets(flush, epochMs());
    for (const peer of this.peers.values()) {
      if (!peer.player?.isHere) continue;
      for (const packet of packets.for(peer.player)) this.send(peer, packet);
    }
    const endMs = performance.now();
    this.meanCostMs += COST_WEIGHT * (endMs - startMs - this.meanCostMs);
    this.nextFlushMs = endMs + PAUSE_PER_COST * this.meanCostMs;
  }

  private send(peer: Peer, packet: Uint8Array): void {
    // Not awaited: with a timeout of 0 the socket takes the message at once or drops it. No peer waits for another.
    this.socket.send([peer.routingId, EMPTY, packet]).catch(() => this.dropped.unsent++);
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
