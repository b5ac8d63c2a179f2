/**
 * The loop of the server: receives from the Router, hands each packet to its handler, and flushes what the yard has
 * gathered. It batches as the load asks: everything that is queued is taken, and then one flush goes out to everybody;
 * the more a flush costs, the longer the pause before the next, and the more each one carries.
 */
import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import type { Address } from '../../shared/address';
import { SILENCE_MAX_MS } from '../../shared/config';
import type { Refusal } from '../../shared/protocol/messages';
import type { Expulsion } from '../access/expulsions';
import type { Waiting } from '../access/waiting-list';
import type { Yard } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import { epochMs, processorMs } from './clock';
import { Connection } from './connection';
import type { Counters } from './counters';
import { Delivery } from './delivery';
import { FlushPace } from './flush-pace';
import type { FlushObserver, Observation } from './observation';
import { PacketHandler } from './packet-handler';
import type { Channel, RouterEvents, RouterSocket } from './router-socket';

/** How often the yard looks after silent players and repetitions. */
const TICK_INTERVAL_MS = 250;
/** The loop may take what came in a stop of the process before the timer has its turn. */
const TICK_OVERDUE_MS = 4 * TICK_INTERVAL_MS;
/** How often it flushes also when nothing comes in: guests are told where a motion leads, and a crowd what is left. */
const FLUSH_INTERVAL_MS = 40;
/**
 * How long a client has to read the goodbye before its connection ends: at that end libzmq drops what a Dealer with
 * ZMQ_IMMEDIATE, as ours, has received and not read yet.
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

export interface ServerLoopEvents {
  /** @param bytes the sum of all packets */
  onFlush(bytes: number, durationMs: number): void;
  /** A connection is told why it is refused. */
  onRefusal(refusal: Refusal): void;
  /** Nobody new can connect for now; told once a minute at most. */
  onFull(why: string): void;
}

/** Makes the Router that a server listens with. */
export type CreateRouter = (events: RouterEvents<Connection>) => RouterSocket<Connection>;

export class ServerLoop {
  private readonly yard: Yard;
  private readonly counters: Counters;
  private readonly handler: PacketHandler;
  private readonly events: ServerLoopEvents;
  private readonly router: RouterSocket<Connection>;
  private readonly connections = new Set<Connection>();
  private readonly delivery: Delivery;
  private readonly pace = new FlushPace();
  private batchBeganMs = 0;
  /** When it was last done with what is to be sent. */
  private flushedMs = 0;
  /** When it last ticked, what processor time it had used by then, and what it did since. */
  private tickedMs = performance.now();
  private usedMs = processorMs();
  private packets = 0;
  private flushes = 0;
  private ticker: NodeJS.Timeout | undefined;
  private flusher: NodeJS.Timeout | undefined;
  private flushSoonTimer: NodeJS.Immediate | undefined;
  private serving: Promise<void> | undefined;

  constructor(yard: Yard, counters: Counters, createRouter: CreateRouter, events: ServerLoopEvents) {
    this.yard = yard;
    this.counters = counters;
    this.events = events;
    this.router = createRouter({
      opened: (channel) => this.open(channel),
      closed: ({ state }) => this.remove(state),
      refusing: (why) => events.onFull(why),
    });
    yard.onDetached = (player, refusal) => this.detach(player, refusal);
    this.delivery = new Delivery(this.router, yard, this.connections, counters);
    this.handler = new PacketHandler(yard, counters, {
      reply: (connection, answer) => this.delivery.reply(connection, answer),
      detachOthers: (player, except) => this.detachOthers(player, except),
      closeFlood: ({ channel }) => this.router.close(channel, 'flood'),
      replyToEvicted: (player, refusal) => {
        for (const connection of this.connections)
          if (connection.player === player) this.delivery.reply(connection, refusal);
      },
      onRefusal: (refusal) => events.onRefusal(refusal),
    });
  }

  /** Listens and serves until close(). Rejects with what the Router rejects with when the address cannot be had. */
  async listen(address: Address): Promise<void> {
    await this.router.listen(address);
    this.ticker = setInterval(() => this.tick(), TICK_INTERVAL_MS);
    this.flusher = setInterval(() => this.flushUnprompted(), FLUSH_INTERVAL_MS);
    this.serving = this.serve();
  }

  /** Tells everybody that the yard closes. Resolves when the last messages had the time to leave. */
  async close(): Promise<void> {
    clearInterval(this.ticker);
    clearInterval(this.flusher);
    this.yard.close();
    this.flush();
    await delay(GOODBYE_MS);
    await Promise.all([this.router.stop(LINGER_MS), this.serving]);
  }

  /** What did not come by a connection is to be told: at the next turn, unless a flush is under way anyway. */
  flushSoon(): void {
    this.flushSoonTimer ??= setImmediate(() => {
      this.flushSoonTimer = undefined;
      if (this.router.isOpen) this.flushIfIdle();
    });
  }

  /** Tells an observer of every flush from the next one on, as a spectator without a budget is told it, beginning with a snapshot. */
  observe(observer: FlushObserver): Observation {
    return this.delivery.observe(observer);
  }

  /**
   * Takes a player out and says why: what was its connection is nobody's, and for a while only refused. So are spectators of its
   * address: they may be the same person.
   */
  expel(player: YardPlayer, expulsion: Expulsion): void {
    for (const connection of this.connections)
      if (connection.player === player) this.turnAway(connection, expulsion);
    const { expelledAddresses } = this.yard.access;
    for (const connection of this.connections)
      if (connection.recipient?.isSpectator && expelledAddresses.isOf(connection.presence.address, expulsion))
        this.turnAway(connection, expulsion);
    if (player.isPresent) this.yard.remove(player, epochMs());
  }

  /** Somebody waits no more: it is let in as its last profile says, or told why not. */
  answerWaiting({ connection: asking }: Waiting, expulsion?: Expulsion): void {
    for (const connection of this.connections) {
      // Who came in meanwhile as somebody else does not wait.
      if (connection.presence !== asking || connection.player?.isPresent) continue;
      if (expulsion) this.turnAway(connection, expulsion);
      else this.handler.repeatProfile(connection, epochMs());
    }
    this.flushIfIdle();
  }

  private turnAway(connection: Connection, expulsion: Expulsion): void {
    connection.player = undefined;
    if (connection.spectator) this.yard.spectators.remove(connection.spectator);
    connection.expulsion = expulsion;
    this.yard.access.expelledAddresses.add(connection.presence.address, expulsion);
    this.delivery.reply(connection, expulsion.refusal);
    this.events.onRefusal(expulsion.refusal);
  }

  private tick(): void {
    this.yard.tick(epochMs());
    // Who waits is not in the yard, and finds it nowhere unless it is told.
    if (this.yard.handOver.isUnderWay)
      for (const waiting of this.yard.access.waiting.all) this.answerWaiting(waiting);
    this.flushIfIdle();
    const { packets, flushes } = this;
    const [nowMs, usedMs] = [performance.now(), processorMs()];
    this.pace.addSample({
      elapsedMs: nowMs - this.tickedMs,
      usedMs: usedMs - this.usedMs,
      packets,
      flushes,
      peers: this.connections.size,
    });
    [this.tickedMs, this.usedMs, this.packets, this.flushes] = [nowMs, usedMs, 0, 0];
  }

  /** Natural batching: takes all that is queued, tells what is new, and rests. */
  private async serve(): Promise<void> {
    while (this.router.isOpen) {
      const isEmptied = await this.receiveBatch();
      this.flush();
      const { periodMs } = this.pace;
      const passedMs = performance.now() - this.batchBeganMs;
      // While it rests packets queue up. To take them all at once costs half of what it costs to wake up for each.
      // Without a rest timers have their turn while it waits for a packet, which it does not with one at hand.
      if (periodMs > 0) await delay(Math.max(MIN_REST_MS, periodMs - passedMs));
      else if (!isEmptied) await nextTurn();
    }
  }

  /** Waits for a packet, and takes what is queued with it. Says whether that was all. */
  private async receiveBatch(): Promise<boolean> {
    const { dropped } = this.counters;
    const floodMax = dropped.flood + FLOOD_MAX_PACKETS;
    let taken = 0;
    return this.router.receive(({ state: connection }, content) => {
      if (taken === 0) this.beginBatch();
      this.packets++;
      if (connection) this.handler.receive(connection, content, epochMs());
      // The Router takes from its peers in turn: what the others sent is among these packets.
      return ++taken < BATCH_MAX_PACKETS && dropped.flood < floodMax;
    });
  }

  private beginBatch(): void {
    this.batchBeganMs = performance.now();
    // It was away: the yard has to know before it is handed what came meanwhile.
    if (this.batchBeganMs - this.tickedMs > TICK_OVERDUE_MS) this.tick();
  }

  private open(channel: Channel<Connection>): void {
    channel.state = new Connection(channel, this.yard.options.maxMessages, epochMs());
    this.connections.add(channel.state);
  }

  /** Its channel is closed. */
  private remove(connection: Connection | undefined): void {
    if (!connection) return;
    this.connections.delete(connection);
    this.delivery.remove(connection);
    this.yard.access.closed(connection.presence);
    if (connection.spectator) this.yard.spectators.remove(connection.spectator);
    if (connection.player?.isPresent) this.yard.remove(connection.player, epochMs());
  }

  private detachOthers(player: YardPlayer, except: Connection): void {
    for (const connection of this.connections)
      if (connection !== except && connection.player === player) connection.player = undefined;
  }

  /** What was a player's connection is nobody's: only a right profile makes it somebody. */
  private detach(player: YardPlayer, refusal: Refusal | undefined): void {
    for (const connection of this.connections) {
      if (connection.player !== player) continue;
      connection.player = undefined;
      if (!refusal) continue;
      this.delivery.reply(connection, refusal);
      this.events.onRefusal(refusal);
    }
  }

  private flushUnprompted(): void {
    this.flushIfIdle();
    const nowMs = epochMs();
    if (this.yard.hasWalkers(nowMs))
      this.delivery.sendEmptyBundles(SILENCE_MAX_MS - FLUSH_INTERVAL_MS, nowMs);
  }

  /** Flushes, unless packets come in and the next flush is theirs: an extra one would cost as much as that. */
  private flushIfIdle(): void {
    if (performance.now() - this.flushedMs >= 2 * this.pace.periodMs) this.flush();
  }

  private flush(): void {
    const flushed = this.delivery.flush();
    // At its end: after one that took long, on a busy machine, the next would follow at once.
    this.flushedMs = performance.now();
    if (!flushed) return;
    this.flushes++;
    this.events.onFlush(flushed.bytes, flushed.durationMs);
  }
}
