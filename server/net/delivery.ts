import { packBundle } from '../../shared/protocol/bundles';
import { encodeServerMessage, type MovedMessage, type Refusal } from '../../shared/protocol/messages';
import { FlushPackets } from '../packets/flush-packets';
import type { Yard } from '../yard/yard';
import { epochMs } from './clock';
import type { Counters } from './counters';
import type { Connection } from './connection';
import { Observation, type FlushObserver } from './observation';
import type { RouterSocket } from './router-socket';

/** All that leaves the Router, and the backpressure of who does not read it. */
export class Delivery {
  private readonly router: RouterSocket<Connection>;
  private readonly yard: Yard;
  private readonly connections: ReadonlySet<Connection>;
  private readonly counters: Counters;
  private readonly backpressured = new Set<Connection>();
  private readonly observations = new Set<Observation>();

  constructor(
    router: RouterSocket<Connection>,
    yard: Yard,
    connections: ReadonlySet<Connection>,
    counters: Counters,
  ) {
    this.router = router;
    this.yard = yard;
    this.connections = connections;
    this.counters = counters;
  }

  /** Sends everybody what is new. Returns how many bytes that were and how long it took; undefined when nothing is new. */
  flush(): { bytes: number; durationMs: number } | undefined {
    if (!this.router.isOpen) return undefined;
    const nowMs = epochMs();
    this.retryBackpressured(nowMs);
    const flush = this.yard.flush(nowMs);
    if (!flush) return undefined;
    const packets = new FlushPackets(flush, nowMs);
    let bytes = 0;
    for (const connection of this.connections) {
      const { recipient } = connection;
      if (!recipient || connection.isBackpressured(nowMs)) continue;
      for (const packet of packets.for(recipient)) {
        // A guest's news are many packets: who does not read one is not offered the others.
        if (!this.send(connection, packet)) break;
        bytes += packet.length;
      }
    }
    this.counters.updatesOut += packets.updates;
    // When everybody has its news: nobody's waits for what others have relayed.
    if (packets.hasRelayed) bytes += this.relay(packets, nowMs);
    for (const observed of this.observations) observed.tell(packets, nowMs);
    return { bytes, durationMs: epochMs() - nowMs };
  }

  /** Tells an observer of every flush from the next one on, which begins with a snapshot. */
  observe(observer: FlushObserver): Observation {
    const observation = new Observation(this.yard, observer, epochMs(), () =>
      this.observations.delete(observation),
    );
    this.observations.add(observation);
    return observation;
  }

  /** Sends players who were sent nothing for so long an empty bundle: the network lives, and all walk on as they did. */
  sendEmptyBundles(silentMs: number, nowMs: number): void {
    const bundle = packBundle([], nowMs);
    for (const connection of this.connections) {
      if (!connection.recipient || connection.recipient.isGuest) continue;
      if (nowMs - connection.sentMs > silentMs && !connection.isBackpressured(nowMs))
        this.send(connection, bundle);
    }
  }

  /** Answers one connection at once; for whom there is no room, with where there is. */
  reply(connection: Connection, answer: Refusal | MovedMessage): void {
    this.send(connection, encodeServerMessage(answer));
    const isFull = answer.address === '/refused' && answer.code === 'full';
    const servers = isFull ? this.yard.servers.forRefused : undefined;
    if (servers) this.send(connection, encodeServerMessage(servers));
  }

  /** A connection is closed. */
  remove(connection: Connection): void {
    this.backpressured.delete(connection);
  }

  /** Sends everybody who is in the yard what others had relayed. Returns how many bytes that were. */
  private relay(packets: FlushPackets, nowMs: number): number {
    let bytes = 0;
    for (const connection of this.connections) {
      if (!connection.recipient || connection.isBackpressured(nowMs)) continue;
      for (const packet of packets.relayedTo(connection)) {
        if (!this.send(connection, packet)) break;
        bytes += packet.length;
        this.counters.relayed++;
      }
    }
    return bytes;
  }

  /** Who did not read missed something: when it is tried again it gets a snapshot of the present, and nothing of the past. */
  private retryBackpressured(nowMs: number): void {
    for (const connection of this.backpressured) {
      if (connection.isBackpressured(nowMs)) continue;
      this.backpressured.delete(connection);
      if (connection.recipient) this.yard.queueSnapshot(connection.recipient);
    }
  }

  /** Returns whether the packet was taken. */
  private send(connection: Connection, packet: Uint8Array): boolean {
    connection.sentMs = epochMs();
    if (this.router.send(connection.channel, packet)) return true;
    this.counters.dropped.unsent++;
    connection.markBackpressured(epochMs());
    this.backpressured.add(connection);
    return false;
  }
}
