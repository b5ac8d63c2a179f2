import { performance } from 'node:perf_hooks';
import type { RawData, WebSocket } from 'ws';
import type { ToRenderer } from '../shared/bridge';
import { DEFAULT_MAX_MESSAGES } from '../shared/config';
import { TokenBucket } from '../shared/token-bucket';
import { CLOSE_CODES } from './close-codes';
import { decodeFromRenderer, encodeToRenderer } from './frames';
import { PageSession } from './page-session';

/** What a network that stood still for some seconds holds back of a page's positions, and then delivers at once. */
const MESSAGE_BURST = 3 * DEFAULT_MAX_MESSAGES;
/** A page that is so far behind would see the past. It connects again by itself, and then sees the present. */
const QUEUE_MAX_BYTES = 256 * 1024;
/** Browsers answer a ping by themselves. A page that did not until the next one is gone, asleep or stuck. */
const PING_INTERVAL_MS = 5000;
/** How long a page that was told to go may take to say goodbye. */
const CLOSE_TIMEOUT_MS = 1000;

const ENDED = 'The computer that this page comes from has closed it.';

/** One page at the other end of a WebSocket, and what the shell allows it. */
export class PageConnection {
  private readonly socket: WebSocket;
  private readonly session: PageSession;
  private readonly messages = new TokenBucket(DEFAULT_MAX_MESSAGES, MESSAGE_BURST, performance.now());
  private readonly pinging: NodeJS.Timeout;
  private isAlive = true;

  /** @param server the yard that it is led to: `tcp://HOST:PORT` */
  constructor(socket: WebSocket, server: string) {
    this.socket = socket;
    this.session = new PageSession(server, (message) => this.send(message));
    this.pinging = setInterval(() => this.ping(), PING_INTERVAL_MS);
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('pong', () => (this.isAlive = true));
    // A broken frame, or one over the limit: ws closes the connection.
    socket.on('error', () => undefined);
    socket.on('close', () => this.end());
  }

  /** Tells the page that the shell ends, which takes it to its lobby, and closes the connection. */
  disconnect(): void {
    this.session.disconnect(ENDED);
    closeWithReason(this.socket, CLOSE_CODES.goingAway, ENDED);
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (!this.messages.tryConsume(1, performance.now())) {
      closeWithReason(this.socket, CLOSE_CODES.policy, 'Too many messages.');
      return;
    }
    // With ws's binaryType as it is, a message is one Buffer.
    const bytes = data as Buffer;
    const message = decodeFromRenderer(isBinary ? bytes : bytes.toString());
    if (message) this.session.handle(message);
  }

  private send(message: ToRenderer): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > QUEUE_MAX_BYTES) this.socket.terminate();
    else for (const frame of encodeToRenderer(message)) this.socket.send(frame);
  }

  private ping(): void {
    if (!this.isAlive) {
      this.socket.terminate();
      return;
    }
    this.isAlive = false;
    this.socket.ping();
  }

  private end(): void {
    clearInterval(this.pinging);
    this.session.end();
  }
}

/** Closes a connection with a word to the page, whether it listens or not. */
export function closeWithReason(socket: WebSocket, code: number, reason: string): void {
  socket.close(code, reason);
  setTimeout(() => socket.terminate(), CLOSE_TIMEOUT_MS).unref();
}
