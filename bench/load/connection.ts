/**
 * One client's TCP connection. The generator shares the machine with the server that it loads, so it must be cheap: it
 * speaks ZMTP and WebSocket itself, reads all connections into one buffer and parses in place. With each system's own
 * client library it would need several times the processor, and the figures would be those of the generator.
 */
import { connect, type Socket } from 'node:net';
import type { Frame, Framing } from '../framing/framing';

/** What one read takes at most. All connections share it: it is parsed before the next one reads. */
const READ_BYTES = 256 * 1024;
const shared = Buffer.alloc(READ_BYTES);

export interface ConnectionEvents {
  /** The first message may be sent. */
  opened(): void;
  /** A message lies in `bytes`, from `start` to `end`; they are overwritten after the call. */
  message(bytes: Buffer, start: number, end: number): void;
  /** It is over, and not because we closed it. */
  ended(reason: Error): void;
}

export class Connection {
  /** What came in, in payloads of messages and on the wire (the content of TCP), greeting included. */
  payloadBytes = 0;
  wireBytes = 0;
  /** How many messages came in, and how many went out. */
  received = 0;
  sent = 0;
  private readonly framing: Framing;
  private readonly events: ConnectionEvents;
  private readonly socket: Socket;
  private readonly frame: Frame = { kind: 'message', start: 0, end: 0, next: 0 };
  /** What it sent last: all of it has left before the next message is written into it. */
  private outgoing: Buffer | undefined;
  private isGreeted = false;
  /** The start of a frame whose end has not come yet. */
  private held = Buffer.alloc(0);
  private heldBytes = 0;

  constructor(port: number, framing: Framing, events: ConnectionEvents) {
    this.framing = framing;
    this.events = events;
    const onRead = (length: number): boolean => {
      try {
        this.read(length);
      } catch (error) {
        this.socket.destroy(error as Error);
      }
      return true;
    };
    this.socket = connect({
      port,
      host: '127.0.0.1',
      noDelay: true,
      onread: { buffer: shared, callback: onRead },
    });
    this.socket.write(framing.greeting());
    this.socket.once('error', (error) => events.ended(error));
    this.socket.once('end', () => events.ended(new Error('The server closed a connection.')));
  }

  /** Sends a message, unless earlier ones are still waiting: then it is stale before it leaves. Says whether it was sent. */
  send(payload: Buffer): boolean {
    if (this.socket.writableLength > 0) return false;
    this.outgoing = this.framing.wrap(payload, this.outgoing);
    this.socket.write(this.outgoing);
    this.sent++;
    return true;
  }

  close(): void {
    this.socket.removeAllListeners('end').destroy();
  }

  private read(length: number): void {
    this.wireBytes += length;
    if (this.heldBytes === 0) {
      this.hold(shared, this.parse(shared.subarray(0, length), 0), length);
      return;
    }
    this.hold(shared, 0, length);
    const bytes = this.held.subarray(0, this.heldBytes);
    const parsed = this.parse(bytes, 0);
    this.held.copyWithin(0, parsed, this.heldBytes);
    this.heldBytes -= parsed;
  }

  /** Keeps these bytes behind those that are held already. */
  private hold(bytes: Buffer, start: number, end: number): void {
    const total = this.heldBytes + end - start;
    if (total > this.held.length) {
      const larger = Buffer.alloc(2 * total);
      this.held.copy(larger, 0, 0, this.heldBytes);
      this.held = larger;
    }
    bytes.copy(this.held, this.heldBytes, start, end);
    this.heldBytes = total;
  }

  /** Hands on all complete messages; returns where the first incomplete one starts. */
  private parse(bytes: Buffer, start: number): number {
    const { framing, frame } = this;
    let at = start;
    if (!this.isGreeted) {
      const end = framing.greetingEnd(bytes);
      if (end === undefined) return at;
      this.isGreeted = true;
      at = end;
      if (framing.opening.length > 0) this.socket.write(framing.opening);
      this.events.opened();
    }
    while (framing.read(bytes, at, frame)) {
      const { kind, start: from, end, next } = frame;
      at = next;
      if (kind === 'message') {
        this.events.message(bytes, from, end);
        this.payloadBytes += end - from;
        this.received++;
        continue;
      }
      const answer = framing.answer(bytes.subarray(from, end));
      if (answer) this.socket.write(answer);
    }
    return at;
  }
}
