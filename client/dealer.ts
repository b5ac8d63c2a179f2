import { capability, curveKeyPair, Dealer, type SocketOptions } from 'zeromq';
import { FLUSH_MAX_BYTES, SERVER_TIMEOUT_MS } from '../shared/config';
import { splitTarget } from '../shared/target';

/** A few packets: what cannot be sent now is stale soon, and the newest state is told again anyway. */
const SEND_QUEUE_PACKETS = 16;
/**
 * What waits here unread: no more than needed, since each may have FLUSH_MAX_BYTES, and what is over this waits at the server. More
 * than a server sends until it takes out who is silent: when the queue is full with a PING behind it and the connection is closed,
 * libzmq 4.3.5 ends the process as it reads on (`!_io_error` in stream_engine_base.cpp).
 */
const RECEIVE_QUEUE_PACKETS = 256;
/** libzmq measures a frame as it comes, which from a secured server is sealed. */
const SEALED_OVERHEAD_BYTES = 33;

/**
 * A player's socket, to be connected to a server that may not be there yet. To a secured one it speaks CURVE (RFC 26) and
 * nothing else. Throws NoWayError where this machine's libzmq cannot.
 * @param server a target as text (shared/target.ts)
 */
export function createDealer(server: string): Dealer {
  const dealer = new Dealer({
    ...curveOptions(server),
    // Nothing is queued for a server that is not there: old positions would replay when it comes.
    immediate: true,
    linger: 0,
    sendTimeout: 0,
    sendHighWaterMark: SEND_QUEUE_PACKETS,
    receiveHighWaterMark: RECEIVE_QUEUE_PACKETS,
    maxMessageSize: FLUSH_MAX_BYTES + SEALED_OVERHEAD_BYTES,
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
export function connectDealer(dealer: Pick<Dealer, 'connect' | 'close'>, server: string): void {
  const { address } = splitTarget(server);
  try {
    dealer.connect(address);
  } catch (error) {
    dealer.close();
    throw new NoWayError(`There is no way to ${address}: ${(error as Error).message}.`, { cause: error });
  }
}

/** The socket does not take an address: its message is a sentence for a person. */
export class NoWayError extends Error {}

/** What a socket needs to speak to the server with this key: it too, and a key pair of this socket alone. */
function curveOptions(server: string): Pick<SocketOptions<Dealer>, CurveOption> {
  const { address, serverKey } = splitTarget(server);
  if (serverKey === undefined) return {};
  if (capability.curve !== true)
    throw new NoWayError(`There is no way to ${address}: the yard is secured, and this ZeroMQ lacks CURVE.`);
  const { publicKey, secretKey } = curveKeyPair();
  return { curveServerKey: z85(serverKey), curvePublicKey: publicKey, curveSecretKey: secretKey };
}

type CurveOption = 'curveServerKey' | 'curvePublicKey' | 'curveSecretKey';

const Z85 = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-:+=^!/*?&<>()[]{}@%$#';

/** A key as the package takes it (RFC 32): five characters for each four bytes. */
function z85(key: string): string {
  const bytes = Buffer.from(key, 'base64url');
  const words = Array.from({ length: bytes.length / 4 }, (_, i) => bytes.readUInt32BE(4 * i));
  return words
    .flatMap((word) => [85 ** 4, 85 ** 3, 85 ** 2, 85, 1].map((unit) => Z85[Math.floor(word / unit) % 85]))
    .join('');
}
