import { Dealer } from 'zeromq';
import { FLUSH_MAX_BYTES, SERVER_TIMEOUT_MS } from '../shared/config';

/** A few packets: what cannot be sent now is stale soon, and the newest state is told again anyway. */
const SEND_QUEUE_PACKETS = 16;

/** A player's socket, to be connected to a server that may not be there yet: `tcp://HOST:PORT`. */
export function createDealer(server: string): Dealer {
  const dealer = new Dealer({
    // Nothing is queued for a server that is not there: old positions would replay when it comes.
    immediate: true,
    linger: 0,
    sendTimeout: 0,
    sendHighWaterMark: SEND_QUEUE_PACKETS,
    maxMessageSize: FLUSH_MAX_BYTES,
    // Notice a host that vanished, while we are silent and while we speak, so that libzmq connects anew. Not by libzmq's
    // heartbeats: a server that floods and resets just before their timer ends the process.
    tcpKeepalive: 1,
    tcpKeepaliveIdle: SERVER_TIMEOUT_MS / 1000,
    tcpKeepaliveInterval: 1,
    tcpKeepaliveCount: 3,
    tcpMaxRetransmitTimeout: SERVER_TIMEOUT_MS,
    reconnectMaxInterval: 1000,
  });
  dealer.ipv6 = server.includes('[');
  return dealer;
}
