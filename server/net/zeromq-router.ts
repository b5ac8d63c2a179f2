import { setTimeout as delay } from 'node:timers/promises';
import { formatAddress, type Address } from '../../shared/address';
import type {
  Channel,
  CloseReason,
  Content,
  RouterEvents,
  RouterSocket,
  ServerCloseReason,
  OnContent,
} from './router-socket';
import { isDisconnect, NotifyingRouter } from './zeromq-socket';

/** So many messages of closed channels end a batch. */
const CLOSED_MAX_MESSAGES = 64;

/** A channel of the zeromq package's Router. libzmq tells no addresses. */
class ZeromqChannel<State> implements Channel<State> {
  readonly remoteAddress = '';
  readonly routingId: Buffer;
  state: State | undefined;
  /** libzmq's notification of the connection has come. */
  isNotified = false;
  /** libzmq did not take the packet before, since its queue is full. */
  isFull = false;
  /** Closed by us, so that what still comes is dropped: libzmq itself closes no connection. */
  isClosed = false;

  constructor(routingId: Buffer) {
    this.routingId = routingId;
  }
}

/**
 * The zeromq package's Router, for a yard on this computer: what a newcomer reads first. docs/security.md says what libzmq
 * cannot stop, so that other addresses have a Router of our own (zmtp/).
 */
export class ZeromqRouter<State> implements RouterSocket<State> {
  private readonly socket: NotifyingRouter;
  private readonly events: RouterEvents<State>;
  private droppedMessages = 0;
  private readonly channels = new Map<number | string, ZeromqChannel<State>>();

  /**
   * @param maxPlayers how many players the yard takes
   * @param secretKey of a secured yard, whose peers are taken by CURVE alone
   */
  constructor(maxPlayers: number, events: RouterEvents<State>, secretKey?: Buffer) {
    this.socket = new NotifyingRouter(maxPlayers, secretKey);
    this.events = events;
  }

  get isOpen(): boolean {
    return !this.socket.closed;
  }

  async listen(address: Address): Promise<number> {
    this.socket.ipv6 = address.host.includes(':');
    await this.socket.bind(formatAddress(address));
    return Number(this.socket.lastEndpoint?.split(':').at(-1));
  }

  async receive(onContent: OnContent<State>): Promise<boolean> {
    try {
      return await this.socket.receiveQueued((frames) => this.handle(frames, onContent));
    } catch (error) {
      if (this.isOpen) throw error;
      return true;
    }
  }

  /** The package says a turn later that libzmq did not take a packet: the next send then says it, and is not taken either. */
  send(channel: Channel<State>, payload: Uint8Array): boolean {
    const { routingId, isFull } = own(channel);
    if (isFull) {
      own(channel).isFull = false;
      return false;
    }
    // Not awaited: with a timeout of 0 the socket takes the message at once or not at all. No peer waits for another.
    this.socket.send([routingId, null, Buffer.from(payload)]).catch((error: unknown) => {
      own(channel).isFull = (error as NodeJS.ErrnoException).code === 'EAGAIN';
    });
    return true;
  }

  close(channel: Channel<State>, reason: ServerCloseReason = 'closed'): void {
    const closing = own(channel);
    if (closing.isClosed) return;
    closing.isClosed = true;
    this.events.closed(closing, reason);
  }

  async stop(lingerMs: number): Promise<void> {
    this.socket.linger = lingerMs;
    this.socket.close();
    for (const channel of this.channels.values()) this.close(channel);
    await delay(lingerMs);
  }

  /** Hands on what a message holds; says whether the batch may go on. */
  private handle(frames: Buffer[], onContent: OnContent<State>): boolean {
    const [routingId, first, second] = frames;
    if (!routingId || !first) return true;
    const channel = this.channelOf(routingId);
    if (frames.length === 2 && isDisconnect(first)) return this.forget(channel, 'ended');
    // libzmq's notification of a new connection; an empty message of the peer's own comes after it.
    if (frames.length === 2 && first.length === 0 && !channel.isNotified) return (channel.isNotified = true);
    // What is dropped takes its part of a batch too, or who goes on to send would keep it from ever ending.
    if (channel.isClosed) return ++this.droppedMessages % CLOSED_MAX_MESSAGES !== 0;
    const content: Content =
      frames.length === 2
        ? first
        : frames.length === 3 && first.length === 0 && second
          ? second
          : 'malformed';
    return onContent(channel, content);
  }

  private channelOf(routingId: Buffer): ZeromqChannel<State> {
    const key = keyOf(routingId);
    let channel = this.channels.get(key);
    if (!channel) {
      this.channels.set(key, (channel = new ZeromqChannel<State>(routingId)));
      this.events.opened(channel);
    }
    return channel;
  }

  private forget(channel: ZeromqChannel<State>, reason: CloseReason): true {
    this.channels.delete(keyOf(channel.routingId));
    if (!channel.isClosed) this.events.closed(channel, reason);
    return true;
  }
}

/** libzmq's own ids are a zero and four bytes that count up, which make a number; a peer may bring any other bytes. */
function keyOf(routingId: Buffer): number | string {
  return routingId.length === 5 && routingId[0] === 0
    ? routingId.readInt32BE(1)
    : routingId.toString('latin1');
}

/** Throws a TypeError when the channel is another Router's. */
function own<State>(channel: Channel<State>): ZeromqChannel<State> {
  if (channel instanceof ZeromqChannel) return channel as ZeromqChannel<State>;
  throw new TypeError('This channel is not of this Router.');
}
