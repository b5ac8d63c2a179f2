import type { Writable } from 'node:stream';
import { FLUSH_MAX_BYTES } from '../../../shared/config';
import { messageHead } from './frames/encoder';
import { SENT_WAITING_MAX_BYTES, WRITE_OVERHEAD_BYTES } from './limits';

/**
 * What leaves for one peer. All that is sent in one turn is joined into one buffer and one write, since a write costs a
 * system call of about 5 us whatever is in it, and copying a packet a tenth of that. Corking the socket and writing head
 * and payload by themselves was measured too: it costs no less, and a reader that stops would hold the buffers of others.
 */
export class Outgoing {
  private readonly stream: Writable;
  private readonly written: () => void;
  private readonly pieces: Uint8Array[] = [];
  private pieceBytes = 0;
  /** How many writes wait in the stream, at most; of no meaning while nothing does. */
  private waitingWrites = 0;

  /** @param written is called for the first piece of a turn; flush() is to be called at the turn's end */
  constructor(stream: Writable, written: () => void) {
    this.stream = stream;
    this.written = written;
  }

  /** Adds a message of an empty delimiter and this payload. Returns whether it was taken: not if the reader is behind. */
  message(payload: Uint8Array): boolean {
    if (payload.length > FLUSH_MAX_BYTES) throw new RangeError('A payload is longer than FLUSH_MAX_BYTES.');
    const head = messageHead(payload.length);
    const waitingBytes = this.waitingBytes();
    // Large packets have their turn too, when the reader has read all else.
    if (waitingBytes > 0 && waitingBytes + head.length + payload.length > SENT_WAITING_MAX_BYTES)
      return false;
    this.add(head);
    this.add(payload);
    return true;
  }

  /** Adds bytes of the protocol itself. They are dropped when the reader is behind: what it lacks then is no answer. */
  control(bytes: Uint8Array): void {
    if (this.waitingBytes() + bytes.length <= SENT_WAITING_MAX_BYTES) this.add(bytes);
  }

  /** Hands the pieces on to the stream. */
  flush(): void {
    if (this.pieceBytes === 0) return;
    const isBehind = this.stream.writableLength > 0;
    this.waitingWrites = isBehind ? this.waitingWrites + 1 : 1;
    // Small buffers are cut from pools that they share with others'. What waits must not keep a pool alive.
    const joined = isBehind ? Buffer.allocUnsafeSlow(this.pieceBytes) : Buffer.allocUnsafe(this.pieceBytes);
    let at = 0;
    for (const piece of this.pieces) {
      joined.set(piece, at);
      at += piece.length;
    }
    this.pieces.length = 0;
    this.pieceBytes = 0;
    this.stream.write(joined);
  }

  private add(piece: Uint8Array): void {
    this.pieces.push(piece);
    this.pieceBytes += piece.length;
    if (this.pieces.length === 1) this.written();
  }

  private waitingBytes(): number {
    const inStream = this.stream.writableLength;
    const overhead = inStream > 0 ? this.waitingWrites * WRITE_OVERHEAD_BYTES : 0;
    return inStream + overhead + this.pieceBytes;
  }
}
