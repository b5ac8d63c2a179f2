import type { RawData, WebSocket } from 'ws';
import type { ToRenderer } from '../shared/bridge';
import { DEFAULT_MAX_MESSAGES } from '../shared/config';
import { TokenBucket } from '../shared/token-bucket';
import { CLOSE_CODES } from './close-codes';
import { decodeFromRenderer, encodeToRenderer } from './frames';
import type { PageSession, PageSessionEvents } from './page-session';

/** What a network that stood still for some seconds holds back of a page's positions, and then delivers at once. */
const MESSAGE_BURST = 3 * DEFAULT_MAX_MESSAGES;
/** A page that is so far behind would see the past. It connects again by itself, and then sees the present. */
const QUEUE_MAX_BYTES = 256 * 1024;
/** Browsers answer a ping by themselves: a page that has said nothing at all for so long is gone, asleep or stuck. */
const SILENCE_MAX_MS = 5000;
/** How often a page is pinged; it is noticed to be silent so much later at most. */
const PING_INTERVAL_MS = 1000;
/** How long a page that was told to go may take to say goodbye. */
const CLOSE_TIMEOUT_MS = 1000;

const ENDED = 'The computer that this page comes from has closed it.';
const FAILED = 'The computer that this page comes from could not go on with it.';

/** What a connection needs of its session. */
export type ConnectionSession = Pick<PageSession, 'handle' | 'disconnect' | 'end'>;

/** One page at the other end of a WebSocket, and what the shell allows it. */
export class PageConnection {
  private readonly socket: WebSocket;
  private readonly session: ConnectionSession;
  private readonly messages = new TokenBucket(DEFAULT_MAX_MESSAGES, MESSAGE_BURST, performance.now());
  private readonly pinging: NodeJS.Timeout;
  private receivedMs = performance.now();

  /**
   * @param createSession makes the session of this page
   * @param onMoved the yard is at this server from now on, and this page with it
   */
  constructor(
    socket: WebSocket,
    createSession: (events: PageSessionEvents) => ConnectionSession,
    onMoved: (server: string) => void = () => undefined,
  ) {
    this.socket = socket;
    this.session = createSession({
      post: (message) => this.send(message),
      onMoved,
      onError: (error) => this.fail(error),
    });
    this.pinging = setInterval(() => this.ping(), PING_INTERVAL_MS);
    socket.on('message', (data, isBinary) => this.receive(data, isBinary));
    socket.on('ping', () => this.chargeControlFrame());
    socket.on('pong', () => {
      this.receivedMs = performance.now();
      this.chargeControlFrame();
    });
    // A broken frame, or one over the limit: ws closes the connection.
    socket.on('error', () => undefined);
    socket.on('close', () => this.end());
  }

  /** Tells the page that the shell ends, which takes it to its lobby, and closes the connection. */
  disconnect(): void {
    this.session.disconnect(ENDED);
    closeWithReason(this.socket, CLOSE_CODES.goingAway, ENDED);
  }

  /** Ends it at once, since the same page has connected anew. */
  replace(): void {
    this.end();
    closeWithReason(this.socket, CLOSE_CODES.replaced, 'This page has connected anew.');
  }

  private receive(data: RawData, isBinary: boolean): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    this.receivedMs = performance.now();
    if (!this.messages.tryConsume(1, this.receivedMs)) {
      closeWithReason(this.socket, CLOSE_CODES.policy, 'Too many messages.');
      return;
    }
    // With ws's binaryType as it is, a message is one Buffer.
    const bytes = data as Buffer;
    const message = decodeFromRenderer(isBinary ? bytes : bytes.toString());
    if (!message) return;
    try {
      this.session.handle(message);
    } catch (error) {
      this.fail(error as Error);
    }
  }

  /** Browsers send no pings, and a pong for each of ours: who sends more of either than messages may come is none. */
  private chargeControlFrame(): void {
    if (!this.messages.tryConsume(1, performance.now())) this.socket.terminate();
  }

  /** A fault is the end of this page alone. */
  private fail({ message }: Error): void {
    console.error(`zeroyard-web: A page was closed by a fault: ${message}`);
    this.end();
    closeWithReason(this.socket, CLOSE_CODES.internalError, FAILED);
  }

  private send(message: ToRenderer): void {
    if (this.socket.readyState !== this.socket.OPEN) return;
    if (this.socket.bufferedAmount > QUEUE_MAX_BYTES) this.socket.terminate();
    else for (const frame of encodeToRenderer(message)) this.socket.send(frame);
  }

  private ping(): void {
    if (performance.now() - this.receivedMs >= SILENCE_MAX_MS) this.socket.terminate();
    else if (this.socket.readyState === this.socket.OPEN) this.socket.ping();
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
