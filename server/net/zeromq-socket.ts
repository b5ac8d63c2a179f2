import { randomBytes } from 'node:crypto';
import { capability, Router } from 'zeromq';
import { LISTEN_BACKLOG, MESSAGE_MAX_BYTES, RELAY_FLUSH_MAX_PACKETS } from '../../shared/config';
import { NoCurveError } from './no-curve-error';
import { SEALED_OVERHEAD_BYTES } from './zmtp/limits';

/** What is queued for one reader besides what a newcomer gets at once: a few seconds of flushes. */
const SEND_QUEUE_PACKETS = 128;
/** What waits of one peer: small, since only frames have a limit, and what waits is held. */
const RECEIVE_QUEUE_PACKETS = 64;
const KEEP_ALIVE_AFTER_S = 5;
/** Of a queue up to this length each message is looked for. */
const SHORT_QUEUE_PACKETS = 5;
/** What libzmq puts in the place of a closed connection's next message; random, so that no peer can say it. */
const DISCONNECTED = randomBytes(16);

/** libzmq's socket, which never waits for a reader, and is notified of opened and closed connections. */
export class NotifyingRouter extends Router {
  /**
   * @param maxPlayers how many players the yard takes
   * @param secretKey of a CURVE server; undefined for a socket that takes everybody in the clear
   */
  constructor(maxPlayers: number, secretKey?: Buffer) {
    super({
      linger: 0,
      sendTimeout: 0,
      // Has the socket say when a reader's queue is full or a peer is gone, instead of dropping silently.
      mandatory: true,
      // A guest gets each message as a packet: as a newcomer, a profile and a position of everybody. What is relayed comes
      // on top, and must not take the place of these.
      sendHighWaterMark: SEND_QUEUE_PACKETS + RELAY_FLUSH_MAX_PACKETS + 2 * maxPlayers,
      receiveHighWaterMark: RECEIVE_QUEUE_PACKETS,
      // libzmq measures what comes, which in a secured yard is sealed.
      maxMessageSize: MESSAGE_MAX_BYTES + (secretKey ? SEALED_OVERHEAD_BYTES : 0),
      curveServer: secretKey !== undefined,
      backlog: LISTEN_BACKLOG,
      // A peer whose host vanished is known by the system. Not by libzmq's heartbeats: a flood that is reset just before
      // their timer ends the process.
      tcpKeepalive: 1,
      tcpKeepaliveIdle: KEEP_ALIVE_AFTER_S,
      tcpKeepaliveInterval: 1,
      tcpKeepaliveCount: 3,
    });
    // As bytes; its option of that name takes another form of text than ours.
    const ZMQ_CURVE_SECRETKEY = 49;
    if (secretKey) this.setStringOption(ZMQ_CURVE_SECRETKEY, secretKey);
    // zeromq.js has these options, though not yet by name.
    const ZMQ_ROUTER_NOTIFY = 97;
    const ZMQ_NOTIFY_CONNECT = 1;
    const ZMQ_DISCONNECT_MSG = 111;
    this.setInt32Option(ZMQ_ROUTER_NOTIFY, ZMQ_NOTIFY_CONNECT);
    this.setStringOption(ZMQ_DISCONNECT_MSG, DISCONNECTED);
  }

  /**
   * Waits for a message, and hands it on with all that are queued behind it, until `onMessage` returns false. Resolves with
   * whether none is left. Rejects when the socket is closed.
   */
  async receiveQueued(onMessage: (frames: Buffer[]) => boolean): Promise<boolean> {
    for (let taken = 0; taken < SHORT_QUEUE_PACKETS; taken++) {
      if (!onMessage(await this.receive())) return false;
      if (!this.readable) return true;
    }
    // At once or not at all: so nobody looks at the queue before each message, which would cost a third more. In a short
    // queue the error at its end costs more than the looks.
    this.receiveTimeout = 0;
    try {
      while (onMessage(await this.receive()));
      return false;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      return true;
    } finally {
      if (!this.closed) this.receiveTimeout = -1;
    }
  }
}

/** Throws a NoCurveError where the zeromq package of this machine has no CURVE. */
export function checkCurve(): void {
  if (!capability.curve)
    throw new NoCurveError(
      'The zeromq package of this machine has no CURVE, which a secured yard needs.',
      '--transport zmtp',
    );
}

/** Whether the one frame of a message is libzmq's notification of a closed connection. (Of a new one it is an empty frame.) */
export function isDisconnect(frame: Buffer): boolean {
  return frame.equals(DISCONNECTED);
}
