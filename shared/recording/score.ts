/**
 * The framing of a recording: that of SuperCollider's scores. An int32 with the number of bytes, big-endian, and that OSC
 * bundle, again and again. Deterministic: no I/O, no clock.
 */
import { isBundle, writeSize } from '../protocol/bundles';

/** Before each bundle. */
export const SIZE_BYTES = 4;
/** A bundle holds at least its head, and no flush of a full yard is nearly as large as the most. */
const BUNDLE_MIN_BYTES = 16;
const BUNDLE_MAX_BYTES = 4 * 1024 * 1024;

/** A bundle of a score, and at which byte its size begins. */
export interface ScoreEntry {
  bundle: Uint8Array;
  offset: number;
}

/** The bytes that a bundle takes in a score, its size before it. */
export function scoreEntry(bundle: Uint8Array): Uint8Array {
  const entry = new Uint8Array(SIZE_BYTES + bundle.length);
  entry.set(bundle, writeSize(bundle.length, entry, 0));
  return entry;
}

/** Takes a score apart as its bytes come, in pieces of any size. It keeps no more than one bundle. */
export class ScoreReader {
  /** What is wrong, a sentence for a person: nothing behind it can be read. */
  fault: string | undefined;
  private offset = 0;
  private rest: Uint8Array = new Uint8Array(0);

  /** How many bytes wait for the rest of their bundle: some at the end of a score say that it was cut. */
  get waitingBytes(): number {
    return this.rest.length;
  }

  /** Takes more bytes in, and hands out the bundles that are whole by now: views of those bytes. */
  push(bytes: Uint8Array): ScoreEntry[] {
    const entries: ScoreEntry[] = [];
    if (this.fault !== undefined) return entries;
    let at = 0;
    const all = this.rest.length > 0 ? joined(this.rest, bytes) : bytes;
    const view = new DataView(all.buffer, all.byteOffset, all.length);
    while (at + SIZE_BYTES <= all.length) {
      const size = view.getInt32(at);
      const start = at + SIZE_BYTES;
      this.fault = this.faultOf(size, all.subarray(start, start + BUNDLE_MIN_BYTES));
      if (this.fault !== undefined || start + size > all.length) break;
      entries.push({ bundle: all.subarray(start, start + size), offset: this.offset });
      at = start + size;
      this.offset += SIZE_BYTES + size;
    }
    this.rest = all.slice(at);
    return entries;
  }

  /** @param head as much of the bundle's first bytes as is there */
  private faultOf(size: number, head: Uint8Array): string | undefined {
    if (size < BUNDLE_MIN_BYTES || size > BUNDLE_MAX_BYTES || size % 4 !== 0)
      return `At byte ${this.offset} the size of a bundle should stand, and it is ${size}.`;
    if (head.length === BUNDLE_MIN_BYTES && !isBundle(head))
      return `At byte ${this.offset + SIZE_BYTES} a bundle should begin, and there is none.`;
    return undefined;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}
