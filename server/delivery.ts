import { encodeServerMessage } from '../shared/protocol';
import type { Refusal } from './admission';
import { epochMs } from './clock';
import type { Counters } from './counters';
import { FlushPackets } from './packets';
import type { Peer } from './peer';
import type { Peers } from './peers';
import type { YardSocket } from './socket';
import type { Yard } from './yard';

/** All that leaves the yard's socket, and who does not read it. */
export class Delivery {
  private readonly socket: YardSocket;
  private readonly yard: Yard;
  private readonly peers: Peers;
  private readonly counters: Counters;
  private readonly behind = new Set<Peer>();

  constructor(socket: YardSocket, yard: Yard, peers: Peers, counters: Counters) {
    this.socket = socket;
    this.yard = yard;
    this.peers = peers;
    this.counters = counters;
  }

  /** Sends everybody what is new. Returns how many bytes that were and how long it took; undefined when nothing is new. */
  flush(): { bytes: number; durationMs: number } | undefined {
    if (this.socket.closed) return undefined;
    const nowMs = epochMs();
    this.retryBehind(nowMs);
    const flush = this.yard.flush(nowMs);
    if (!flush) return undefined;
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
    return { bytes, durationMs: epochMs() - nowMs };
  }

  /** The article's leave-one-out broadcast: byte for byte to every connection but the sender's. */
  relay(sender: Peer, packet: Uint8Array, nowMs: number): void {
    for (const peer of this.peers) {
      if (peer === sender || peer.isBehind(nowMs)) continue;
      this.counters.relayed++;
      this.send(peer, packet);
    }
  }

  /** Answers one peer at once. */
  reply(peer: Peer, message: Refusal): void {
    this.send(peer, encodeServerMessage(message));
  }

  /** A connection is closed. */
  forget(peer: Peer): void {
    this.behind.delete(peer);
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
