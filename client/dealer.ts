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
    // Notices a host that vanished, so that libzmq connects anew.
    heartbeatInterval: 1000,
    heartbeatTimeout: SERVER_TIMEOUT_MS,
    reconnectMaxInterval: 1000,
  });
  dealer.ipv6 = server.includes('[');
  return dealer;
}
