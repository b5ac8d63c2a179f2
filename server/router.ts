/**
 * The Router: the socket of a yard. It tells peers apart, hands what they say to the yard, and sends what the yard has
 * to tell. It batches as the load asks: everything that is queued is taken, and then one flush goes out to everybody;
 * the more a flush costs, the longer the pause before the next, and the more each one carries.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { formatAddress, type Address } from '../shared/address';
import type { Refusal } from './admission';
import { epochMs, processorMs } from './clock';
import { Counters } from './counters';
import { Delivery } from './delivery';
import { Gate } from './gate';
import { FlushPace } from './pace';
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
  private readonly events: RouterEvents;
  private readonly socket: YardSocket;
  private readonly peers: Peers;
  private readonly delivery: Delivery;
  private readonly pace = new FlushPace();
  private batchBeganMs = 0;
  /** When it last ticked, what processor time it had used by then, and what it did since. */
  private tickedMs = performance.now();
  private usedMs = processorMs();
  private packets = 0;
  private flushes = 0;
  private ticker: NodeJS.Timeout | undefined;
  private serving: Promise<void> | undefined;

  constructor(yard: Yard, events: RouterEvents) {
    this.yard = yard;
    this.events = events;
    this.peers = new Peers(yard.options.maxMessages);
    this.socket = new YardSocket(yard.options.maxPlayers);
    this.delivery = new Delivery(this.socket, yard, this.peers, this.counters);
    this.gate = new Gate(yard, this.counters, {
      relay: (sender, packet, nowMs) => this.delivery.relay(sender, packet, nowMs),
      reply: (peer, message) => this.delivery.reply(peer, message),
      disown: (player, heir) => {
        for (const peer of this.peers) if (peer !== heir && peer.player === player) peer.player = undefined;
      },
      refused: (reason) => this.events.refused(reason),
    });
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
    const { packets, flushes } = this;
    const [nowMs, usedMs] = [performance.now(), processorMs()];
    this.pace.look({ elapsedMs: nowMs - this.tickedMs, usedMs: usedMs - this.usedMs, packets, flushes });
    [this.tickedMs, this.usedMs, this.packets, this.flushes] = [nowMs, usedMs, 0, 0];
  }

  /** Natural batching: takes all that is queued, tells what is new, and rests. */
  private async serve(): Promise<void> {
    try {
      for (;;) {
        const isEmptied = await this.takeAll();
        this.flush();
        const { periodMs } = this.pace;
        const passedMs = performance.now() - this.batchBeganMs;
        // While it rests packets queue up. To take them all at once costs half of what it costs to wake up for each.
        // Without a rest timers have their turn while it waits for a packet, which it does not with one at hand.
        if (periodMs > 0) await delay(Math.max(MIN_REST_MS, periodMs - passedMs));
        else if (!isEmptied) await nextTurn();
      }
    } catch (error) {
      if (!this.socket.closed) throw error;
    }
  }

  /** Waits for a packet, and takes what is queued with it. Says whether that was all. */
  private async takeAll(): Promise<boolean> {
    const { dropped } = this.counters;
    const floodMax = dropped.flood + FLOOD_MAX_PACKETS;
    let taken = 0;
    return this.socket.receiveQueued((frames) => {
      if (taken === 0) this.batchBeganMs = performance.now();
      this.packets++;
      this.receive(frames, epochMs());
      // The Router takes from its peers in turn: what the others sent is among these packets.
      return ++taken < BATCH_MAX_PACKETS && dropped.flood < floodMax;
    });
  }

  private receive(frames: Buffer[], nowMs: number): void {
    const [routingId, first, second] = frames;
    if (!routingId || !first) return;
    const peer = this.peers.of(routingId, nowMs);
    if (frames.length === 2 && isDisconnect(first)) {
      this.peers.delete(peer);
      this.delivery.forget(peer);
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

  private flush(): void {
    const flushed = this.delivery.flush();
    if (!flushed) return;
    this.flushes++;
    this.events.flushed(flushed.bytes, flushed.durationMs);
  }
}
