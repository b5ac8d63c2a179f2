import { Peer } from './peer';

/** The connections, by the routing ids that the Router puts before each message. */
export class Peers {
  private readonly maxMessages: number;
  private readonly byId = new Map<number | string, Peer>();

  /** @param maxMessages how many messages each may send in a second */
  constructor(maxMessages: number) {
    this.maxMessages = maxMessages;
  }

  [Symbol.iterator](): IterableIterator<Peer> {
    return this.byId.values();
  }

  /** The peer behind this connection, which is a new one if nothing came by it before. */
  of(routingId: Buffer, nowMs: number): Peer {
    const key = keyOf(routingId);
    let peer = this.byId.get(key);
    if (!peer) this.byId.set(key, (peer = new Peer(routingId, this.maxMessages, nowMs)));
    return peer;
  }

  /** Its connection is closed. */
  delete(peer: Peer): void {
    this.byId.delete(keyOf(peer.routingId));
  }
}

/** libzmq's own ids are a zero and four bytes that count up, which make a number; a peer may bring any other bytes. */
function keyOf(routingId: Buffer): number | string {
  return routingId.length === 5 && routingId[0] === 0
    ? routingId.readInt32BE(1)
    : routingId.toString('latin1');
}
