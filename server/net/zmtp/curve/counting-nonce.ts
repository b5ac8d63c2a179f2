import { NONCE_BYTES, SHORT_NONCE_BYTES } from './boxes';

/** The nonces of one direction: a prefix of 16 bytes, and a number that only ever rises, big-endian. */
export class CountingNonce {
  /** The present one. */
  readonly bytes = Buffer.alloc(NONCE_BYTES);
  private high = 0;
  private low = 0;

  constructor(prefix: string) {
    this.bytes.write(prefix, 'latin1');
  }

  /** Goes on to the next of our own. 2^64 of them outlast every connection. */
  next(): void {
    this.low = (this.low + 1) >>> 0;
    if (this.low === 0) this.high++;
    this.write();
  }

  /** Takes the peer's, of 8 bytes at `at`. Returns whether it is higher than all before, so that it is no repeat. */
  tryAdvance(source: Buffer, at: number): boolean {
    const high = source.readUInt32BE(at);
    const low = source.readUInt32BE(at + 4);
    if (high < this.high || (high === this.high && low <= this.low)) return false;
    this.high = high;
    this.low = low;
    this.write();
    return true;
  }

  /** Goes on where another one stopped, under this one's prefix. */
  follow(other: CountingNonce): this {
    this.high = other.high;
    this.low = other.low;
    this.write();
    return this;
  }

  private write(): void {
    this.bytes.writeUInt32BE(this.high, NONCE_BYTES - SHORT_NONCE_BYTES);
    this.bytes.writeUInt32BE(this.low, NONCE_BYTES - SHORT_NONCE_BYTES + 4);
  }
}
