import { encodeServerMessage, type Refusal } from '../../shared/protocol/messages';
import { FlushPackets } from '../packets/flush-packets';
import type { Yard } from '../yard/yard';
import { epochMs } from './clock';
import type { Counters } from './counters';
import type { Connection } from './connection';
import type { Connections } from './connections';
import type { ZeromqRouter } from './zeromq-router';

/** All that leaves the Router, and the backpressure of who does not read it. */
export class Delivery {
  private readonly socket: ZeromqRouter;
  private readonly yard: Yard;
  private readonly connections: Connections;
  private readonly counters: Counters;
  private readonly backpressured = new Set<Connection>();

  constructor(socket: ZeromqRouter, yard: Yard, connections: Connections, counters: Counters) {
    this.socket = socket;
    this.yard = yard;
    this.connections = connections;
    this.counters = counters;
  }

  /** Sends everybody what is new. Returns how many bytes that were and how long it took; undefined when nothing is new. */
  flush(): { bytes: number; durationMs: number } | undefined {
    if (this.socket.closed) return undefined;
    const nowMs = epochMs();
    this.retryBackpressured(nowMs);
    const flush = this.yard.flush(nowMs);
    if (!flush) return undefined;
    const packets = new FlushPackets(flush, nowMs);
    let bytes = 0;
    for (const connection of this.connections) {
      if (!connection.player?.isPresent || connection.isBackpressured(nowMs)) continue;
      for (const packet of packets.for(connection.player)) {
        bytes += packet.length;
        this.send(connection, packet);
      }
    }
    this.counters.updatesOut += packets.updates;
    return { bytes, durationMs: epochMs() - nowMs };
  }

  /** A leave-one-out broadcast: byte for byte to every connection but the sender's. */
  relay(sender: Connection, packet: Uint8Array, nowMs: number): void {
    for (const connection of this.connections) {
      if (connection === sender || connection.isBackpressured(nowMs)) continue;
      this.counters.relayed++;
      this.send(connection, packet);
    }
  }

  /** Answers one connection at once. */
  reply(connection: Connection, refusal: Refusal): void {
    this.send(connection, encodeServerMessage(refusal));
  }

  /** A connection is closed. */
  remove(connection: Connection): void {
    this.backpressured.delete(connection);
  }

  /** Who did not read missed something: when it is tried again it gets a snapshot of the present, and nothing of the past. */
  private retryBackpressured(nowMs: number): void {
    for (const connection of this.backpressured) {
      if (connection.isBackpressured(nowMs)) continue;
      this.backpressured.delete(connection);
      if (connection.player?.isPresent) this.yard.queueSnapshot(connection.player);
    }
  }

  private send(connection: Connection, packet: Uint8Array): void {
    // Not awaited: with a timeout of 0 the socket takes the message at once or not at all. No peer waits for another.
    this.socket.send([connection.routingId, null, packet]).catch((error: unknown) => {
      this.counters.dropped.unsent++;
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') return;
      connection.markBackpressured(epochMs());
      this.backpressured.add(connection);
    });
  }
}
