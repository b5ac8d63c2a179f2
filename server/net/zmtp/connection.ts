import type { Socket } from 'node:net';
import type { CloseReason, Channel, Content } from '../router-socket';
import type { CurveServer } from './curve/curve-handshake';
import { Inbox } from './inbox';
import { CLOSE_LINGER_MS, HANDSHAKE_MAX_MS, STUCK_MAX_MS, VIEW_MAX_BYTES } from './limits';
import { Outgoing } from './outgoing';
import { ProtocolError } from './protocol-error';
import { Session, type SessionOutput } from './session';
import type { WriteBuffer } from './write-buffer';

/** What the Router does for its connections. */
export interface ConnectionOwner<State> {
  opened(connection: ZmtpConnection<State>): void;
  /** The first content since the inbox was empty came in. */
  queued(connection: ZmtpConnection<State>): void;
  /** What is sent to any of them is put together here. */
  readonly writeBuffer: WriteBuffer;
  /** Nothing more comes in and nothing more can be sent; `endReason` says why. Called once. */
  ended(connection: ZmtpConnection<State>): void;
  /** Its socket is closed, so that it costs nothing any more. Called once, after ended(). */
  gone(connection: ZmtpConnection<State>): void;
}

/** One TCP connection: a session that speaks ZMTP, what came in, and what goes out. */
export class ZmtpConnection<State> implements Channel<State> {
  readonly remoteAddress: string;
  state: State | undefined;
  isOpened = false;
  endReason: CloseReason | undefined;
  readonly inbox = new Inbox();
  private readonly socket: Socket;
  private readonly owner: ConnectionOwner<State>;
  private readonly session: Session;
  private readonly outgoing: Outgoing;
  /** Whether something that it was sent waited for it at the last tick. */
  private isBehind = false;
  /** Of the handshake first, and then of the last bytes to leave. */
  private deadline: NodeJS.Timeout;

  /** @param curve the keys of a secured Router; undefined for an open one */
  constructor(
    socket: Socket,
    remoteAddress: string,
    owner: ConnectionOwner<State>,
    curve: CurveServer | undefined,
  ) {
    const { inbox } = this;
    this.socket = socket;
    this.remoteAddress = remoteAddress;
    this.owner = owner;
    this.outgoing = new Outgoing(socket, owner.writeBuffer);
    const output: SessionOutput = {
      get isFull() {
        return inbox.isFull;
      },
      reply: (bytes) => this.outgoing.control(bytes),
      opened: () => this.open(),
      received: (content) => this.received(content),
    };
    this.session = new Session(output, curve);
    this.deadline = setTimeout(() => socket.destroy(), HANDSHAKE_MAX_MS);
    socket.on('data', (chunk) => this.read(chunk));
    socket.on('timeout', () => {
      if (socket.writableLength > 0) this.end('silent', 0);
    });
    socket.on('end', () => this.end('ended', CLOSE_LINGER_MS));
    // What went wrong makes no difference: 'close' follows.
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.end('ended', 0);
      clearTimeout(this.deadline);
      owner.gone(this);
    });
  }

  /** Takes the oldest content; undefined when there is none. */
  dequeue(): Content | undefined {
    const content = this.inbox.dequeue();
    if (this.inbox.length === 0 && !this.endReason && this.socket.isPaused()) this.socket.resume();
    return content;
  }

  /** Returns whether the payload was taken. */
  send(payload: Uint8Array): boolean {
    return this.endReason === undefined && this.outgoing.message(payload);
  }

  /** To be called once a second. */
  tick(): void {
    if (this.endReason) return;
    const { socket, session } = this;
    const isBehind = socket.writableLength > 0;
    // Of one that is behind node looks whether it takes any of it: the system's keep-alive does not watch it then.
    if (isBehind !== this.isBehind) socket.setTimeout(isBehind ? STUCK_MAX_MS : 0);
    this.isBehind = isBehind;
    if (isBehind || socket.isPaused()) session.excuseSilence();
    if (!session.tick()) this.end('silent', 0);
  }

  /**
   * Ends the connection, unless it has ended. What was sent to it has so much time to leave. What it had sent stays to be
   * taken only if it was the peer who ended it.
   */
  end(reason: CloseReason, lingerMs: number): void {
    if (this.endReason) return;
    this.endReason = reason;
    if (reason !== 'ended') this.inbox.clear();
    clearTimeout(this.deadline);
    if (lingerMs === 0) this.socket.destroy();
    else {
      this.outgoing.flush();
      this.socket.pause();
      this.socket.end();
      this.deadline = setTimeout(() => this.socket.destroy(), lingerMs);
    }
    this.owner.ended(this);
  }

  private open(): void {
    clearTimeout(this.deadline);
    this.outgoing.framing = this.session.framing;
    this.isOpened = true;
    this.owner.opened(this);
  }

  private received(content: Content): void {
    if (this.endReason) return;
    this.inbox.put(content);
    if (this.inbox.length === 1) this.owner.queued(this);
  }

  private read(chunk: Buffer): void {
    if (this.endReason) return;
    const { length, bytes } = this.inbox;
    try {
      const readBytes = this.session.receive(chunk);
      // Its payloads are views that keep it whole, but for one whose beginning came before it.
      if (chunk.length <= VIEW_MAX_BYTES && this.inbox.length > length)
        this.inbox.bytes = Math.max(this.inbox.bytes, bytes + chunk.length);
      if (readBytes === chunk.length) return;
      // Node stops reading when so much is put back: see HIGH_WATER_MARK_BYTES.
      this.socket.pause();
      this.socket.unshift(chunk.subarray(readBytes));
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      if (error.reply) this.outgoing.control(error.reply);
      this.end('protocol', error.reply ? CLOSE_LINGER_MS : 0);
    }
  }
}
