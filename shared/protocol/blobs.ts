/** Messages whose one argument is a blob of records, by fixed offsets. The blob's size is a multiple of four: no padding follows. */
import { writeSize } from './bundles';
import { paddedBytes } from './padding';

/** Of the type tags: `,b` as a string. */
const TYPES_BYTES = 4;
const SIZE_BYTES = 4;

/**
 * The bytes of a message.
 * @param size of the blob, a multiple of four · @param write writes it from an offset on
 */
export function packBlob(
  address: string,
  size: number,
  write: (view: DataView, offset: number) => void,
): Uint8Array {
  const head = paddedBytes(address.length);
  const bytes = new Uint8Array(head + TYPES_BYTES + SIZE_BYTES + size);
  for (let i = 0; i < address.length; i++) bytes[i] = address.charCodeAt(i);
  bytes.set([0x2c, 0x62], head);
  write(new DataView(bytes.buffer), writeSize(size, bytes, head + TYPES_BYTES));
  return bytes;
}

/** The blob of a message with this address; undefined for all else, and when it is malformed. */
export function blobOf(bytes: Uint8Array, address: string): DataView | undefined {
  const types = paddedBytes(address.length);
  const start = types + TYPES_BYTES + SIZE_BYTES;
  if (bytes.length < start) return undefined;
  for (let i = 0; i < types + TYPES_BYTES; i++) {
    const expected = i < types ? address.charCodeAt(i) : ',b'.charCodeAt(i - types);
    // Beyond its end a text has no code: there the padding is.
    if (bytes[i] !== (Number.isNaN(expected) ? 0 : expected)) return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, bytes.length - start);
  const size = new DataView(bytes.buffer, bytes.byteOffset + start - SIZE_BYTES, SIZE_BYTES).getInt32(0);
  return size === view.byteLength ? view : undefined;
}
