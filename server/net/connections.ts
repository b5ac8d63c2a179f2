import type { YardPlayer } from '../yard/yard-player';
import { Connection } from './connection';

/** The connections, by the routing ids that the Router puts before each message. */
export class Connections {
  private readonly maxMessages: number;
  private readonly byId = new Map<number | string, Connection>();

  /** @param maxMessages how many messages each may send in a second */
  constructor(maxMessages: number) {
    this.maxMessages = maxMessages;
  }

  [Symbol.iterator](): IterableIterator<Connection> {
    return this.byId.values();
  }

  /** The connection with this routing id, which is a new one if nothing came by it before. */
  of(routingId: Buffer, nowMs: number): Connection {
    const key = keyOf(routingId);
    let connection = this.byId.get(key);
    if (!connection) this.byId.set(key, (connection = new Connection(routingId, this.maxMessages, nowMs)));
    return connection;
  }

  /** Detaches a player from every other connection than this one. */
  detach(player: YardPlayer, except: Connection): void {
    for (const connection of this)
      if (connection !== except && connection.player === player) connection.player = undefined;
  }

  /** It is closed. */
  delete(connection: Connection): void {
    this.byId.delete(keyOf(connection.routingId));
  }
}

/** libzmq's own ids are a zero and four bytes that count up, which make a number; a peer may bring any other bytes. */
function keyOf(routingId: Buffer): number | string {
  return routingId.length === 5 && routingId[0] === 0
    ? routingId.readInt32BE(1)
    : routingId.toString('latin1');
}
