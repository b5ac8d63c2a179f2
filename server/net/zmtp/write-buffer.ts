import type { Framing } from './frames/encoder';
import { WRITE_BUFFER_BYTES } from './limits';

/** Who writes by the buffer: one peer's connection. */
export interface Writer {
  readonly isBehind: boolean;
  /** Returns whether the bytes may be overwritten. */
  write(bytes: Uint8Array): boolean;
}

/**
 * The bytes of the next write, put together. There is one for all peers of a Router, which fill it one after the other: its
 * memory stays in the processor's cache, and nothing is left to collect, where a buffer for each write took a quarter of the
 * processor time of a full yard. The system copies what it takes; only where it does not take all at once is there a new one.
 */
export class WriteBuffer {
  /** Whose bytes are in it; undefined while there are none. */
  owner: Writer | undefined;
  length = 0;
  private bytes = Buffer.allocUnsafeSlow(WRITE_BUFFER_BYTES);
  private willFlush = false;

  /** Adds bytes for one peer. What another one's are in it leaves first. */
  add(owner: Writer, bytes: Uint8Array): void {
    if (!this.makeRoom(owner, bytes.length)) return void owner.write(Buffer.from(bytes));
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Adds a message for one peer, framed where it is put: it is written once, and sealed in place. */
  addMessage(owner: Writer, framing: Framing, payload: Uint8Array): void {
    const length = framing.messageBytes(payload.length);
    if (!this.makeRoom(owner, length)) {
      const own = Buffer.allocUnsafeSlow(length);
      framing.putMessage(own, 0, payload);
      return void owner.write(own);
    }
    framing.putMessage(this.bytes, this.length, payload);
    this.length += length;
  }

  /** Hands on what is in it, which happens at the end of this turn at the latest. */
  flush(): void {
    const { owner, bytes, length } = this;
    if (!owner) return;
    this.owner = undefined;
    this.length = 0;
    const filled = bytes.subarray(0, length);
    // What waits must not keep a whole buffer alive.
    if (owner.isBehind) owner.write(ownCopy(filled));
    else if (!owner.write(filled)) this.bytes = Buffer.allocUnsafeSlow(WRITE_BUFFER_BYTES);
  }

  /** Makes room for so many bytes of one peer; false when there cannot be so much, and then all else has left. */
  private makeRoom(owner: Writer, bytes: number): boolean {
    if (this.owner !== owner || this.length + bytes > WRITE_BUFFER_BYTES) this.flush();
    if (bytes > WRITE_BUFFER_BYTES) return false;
    this.owner = owner;
    this.flushLater();
    return true;
  }

  private flushLater(): void {
    if (this.willFlush) return;
    this.willFlush = true;
    process.nextTick(() => {
      this.willFlush = false;
      this.flush();
    });
  }
}

/** Small buffers are cut from pools that they share with others'. What waits must not keep a pool alive either. */
function ownCopy(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.length);
  copy.set(bytes);
  return copy;
}
