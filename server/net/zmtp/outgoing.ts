import type { Writable } from 'node:stream';
import { FLUSH_MAX_BYTES } from '../../../shared/config';
import { PLAIN_FRAMING, type Framing } from './frames/encoder';
import { SENT_WAITING_MAX_BYTES, WRITE_OVERHEAD_BYTES } from './limits';
import type { WriteBuffer } from './write-buffer';

/**
 * What leaves for one peer. What it is sent without another being sent something between is joined into one write, since a
 * write costs a system call of about 5 us whatever is in it, and copying a packet a tenth of that. Corking the socket and
 * writing head and payload by themselves was measured too: it costs no less, and a reader that stops would hold the buffers
 * of others.
 */
export class Outgoing {
  framing: Framing = PLAIN_FRAMING;
  private readonly stream: Writable;
  private readonly buffer: WriteBuffer;
  /** How many writes wait in the stream, at most; of no meaning while nothing does. */
  private waitingWrites = 0;

  /** @param buffer all peers' of one Router, which fill it in turn */
  constructor(stream: Writable, buffer: WriteBuffer) {
    this.stream = stream;
    this.buffer = buffer;
  }

  /**
   * Adds a message of an empty delimiter and this payload, which is copied. Returns whether it was taken: not if the reader
   * is behind.
   */
  message(payload: Uint8Array): boolean {
    if (payload.length > FLUSH_MAX_BYTES) throw new RangeError('A payload is longer than FLUSH_MAX_BYTES.');
    const bytes = this.framing.messageBytes(payload.length);
    const waitingBytes = this.waitingBytes();
    // Large packets have their turn too, when the reader has read all else.
    if (waitingBytes > 0 && waitingBytes + bytes > SENT_WAITING_MAX_BYTES) return false;
    this.buffer.addMessage(this, this.framing, payload);
    return true;
  }

  /** Adds bytes of the protocol itself. They are dropped when the reader is behind: what it lacks then is no answer. */
  control(bytes: Uint8Array): void {
    if (this.waitingBytes() + bytes.length <= SENT_WAITING_MAX_BYTES) this.buffer.add(this, bytes);
  }

  /** Hands on what was added. */
  flush(): void {
    if (this.buffer.owner === this) this.buffer.flush();
  }

  /** For the buffer: whether the stream holds bytes that the system has not taken yet. */
  get isBehind(): boolean {
    return this.stream.writableLength > 0;
  }

  /** For the buffer: hands bytes on to the stream. Returns whether they may be overwritten, since the system has them all. */
  write(bytes: Uint8Array): boolean {
    this.waitingWrites = this.isBehind ? this.waitingWrites + 1 : 1;
    this.stream.write(bytes);
    return !this.isBehind;
  }

  private waitingBytes(): number {
    const inStream = this.stream.writableLength;
    const overhead = inStream > 0 ? this.waitingWrites * WRITE_OVERHEAD_BYTES : 0;
    return inStream + overhead + (this.buffer.owner === this ? this.buffer.length : 0);
  }
}
