import { Dealer } from 'zeromq';
import { FLUSH_MAX_BYTES, SERVER_TIMEOUT_MS } from '../shared/config';

/** A few packets: what cannot be sent now is stale soon, and the newest state is told again anyway. */
const SEND_QUEUE_PACKETS = 16;
/**
 * What waits here unread: no more than needed, since each may have FLUSH_MAX_BYTES, and what is over this waits at the server. More
 * than a server sends until it takes out who is silent: when the queue is full with a PING behind it and the connection is closed,
 * libzmq 4.3.5 ends the process as it reads on (`!_io_error` in stream_engine_base.cpp).
 */
const RECEIVE_QUEUE_PACKETS = 256;

/** A player's socket, to be connected to a server that may not be there yet: `tcp://HOST:PORT`. */
export function createDealer(server: string): Dealer {
  const dealer = new Dealer({
    // Nothing is queued for a server that is not there: old positions would replay when it comes.
    immediate: true,
    linger: 0,
    sendTimeout: 0,
    sendHighWaterMark: SEND_QUEUE_PACKETS,
    receiveHighWaterMark: RECEIVE_QUEUE_PACKETS,
    maxMessageSize: FLUSH_MAX_BYTES,
    // Notice a host that vanished, while we are silent and while we speak, so that libzmq connects anew. Not by libzmq's
    // heartbeats: a server that floods and resets just before their timer ends the process.
    tcpKeepalive: 1,
    tcpKeepaliveIdle: SERVER_TIMEOUT_MS / 1000,
    tcpKeepaliveInterval: 1,
    tcpKeepaliveCount: 3,
    tcpMaxRetransmitTimeout: SERVER_TIMEOUT_MS,
    reconnectMaxInterval: 1000,
    // TCP asks a host that is away ever more rarely, up to minutes apart: a new connection asks at once.
    connectTimeout: SERVER_TIMEOUT_MS,
  });
  dealer.ipv6 = server.includes('[');
  return dealer;
}

/** Connects a socket, now or as soon as the server is there. Closes it and throws an Error with a sentence when libzmq refuses. */
export function connectDealer(dealer: Dealer, server: string): void {
  try {
    dealer.connect(server);
  } catch (error) {
    dealer.close();
    throw new NoWayError(`There is no way to ${server}: ${(error as Error).message}.`, { cause: error });
  }
}

/** The socket does not take an address: its message is a sentence for a person. */
export class NoWayError extends Error {}
