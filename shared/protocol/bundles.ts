/** OSC 1.0 bundles: a header, a time tag, and elements, each behind its size. All that knows their bytes is here. */

const HEADER = '#bundle\0';
const HEADER_BYTES = 16;
/** Nobody nests deeper on purpose; a stranger might, to exhaust the stack. */
const MAX_DEPTH = 8;
/** Seconds from 1900, where OSC's time tags (NTP's) begin, to 1970. */
const NTP_EPOCH_OFFSET_S = 2_208_988_800;

export function isBundle(packet: Uint8Array): boolean {
  return beginsWith(packet, HEADER.length);
}

/** Whether it is a bundle or an attempt at one: it begins with `#bundle`, whatever follows. */
export function beginsAsBundle(packet: Uint8Array): boolean {
  return beginsWith(packet, HEADER.length - 1);
}

/** Whether a packet begins with so many bytes of the header. */
function beginsWith(packet: Uint8Array, bytes: number): boolean {
  if (packet.length < bytes) return false;
  for (let i = 0; i < bytes; i++) if (packet[i] !== HEADER.charCodeAt(i)) return false;
  return true;
}

/** The time tag of a bundle, in milliseconds since 1970; undefined for a message, and for "at once", which is no time. */
export function timeTagOf(packet: Uint8Array): number | undefined {
  if (!isBundle(packet) || packet.length < HEADER_BYTES) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset);
  const seconds = view.getUint32(8);
  return seconds === 0 ? undefined : (seconds - NTP_EPOCH_OFFSET_S + view.getUint32(12) / 2 ** 32) * 1000;
}

/**
 * The messages of a packet, in order: of a message itself, of a bundle all it holds, bundles in it included.
 * Undefined when a bundle is malformed anywhere, or holds more than so many: of a broken bundle nothing is taken.
 */
export function messagesOf(packet: Uint8Array, maxMessages = Infinity, depth = 0): Uint8Array[] | undefined {
  if (!isBundle(packet)) return [packet];
  if (packet.length < HEADER_BYTES || depth >= MAX_DEPTH) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const messages: Uint8Array[] = [];
  let offset = HEADER_BYTES;
  while (offset < packet.length) {
    if (offset + 4 > packet.length) return undefined;
    const size = view.getInt32(offset);
    offset += 4;
    if (size <= 0 || size % 4 !== 0 || offset + size > packet.length) return undefined;
    const inner = messagesOf(
      packet.subarray(offset, offset + size),
      maxMessages - messages.length,
      depth + 1,
    );
    if (!inner || messages.length + inner.length > maxMessages) return undefined;
    // One by one: a stranger's bundle can hold more than a call takes as arguments.
    for (const message of inner) messages.push(message);
    offset += size;
  }
  return messages;
}

/**
 * Writes the bytes of a bundle around its elements.
 * @param timeMs the time tag, in milliseconds since 1970, fractions welcome
 */
export function packBundle(elements: readonly Uint8Array[], timeMs: number): Uint8Array {
  const bytes = elements.reduce((sum, element) => sum + elementBytes(element), HEADER_BYTES);
  const bundle = new Uint8Array(bytes);
  const view = new DataView(bundle.buffer);
  for (let i = 0; i < HEADER.length; i++) bundle[i] = HEADER.charCodeAt(i);
  const seconds = Math.floor(timeMs / 1000);
  view.setUint32(8, seconds + NTP_EPOCH_OFFSET_S);
  view.setUint32(12, (timeMs / 1000 - seconds) * 2 ** 32);
  let offset = HEADER_BYTES;
  for (const element of elements) offset = writeElement(element, bundle, offset);
  return bundle;
}

/** What a message takes in a bundle: its size comes before it. */
export function elementBytes(message: Uint8Array): number {
  return 4 + message.length;
}

/** Writes a message as an element of a bundle, and returns the offset behind it. */
export function writeElement(message: Uint8Array, bundle: Uint8Array, offset: number): number {
  bundle.set(message, writeSize(message.length, bundle, offset));
  return offset + elementBytes(message);
}

/** Writes a size in bytes, as of an element or a blob, and returns the offset at which what has that size follows. */
export function writeSize(size: number, bundle: Uint8Array, offset: number): number {
  bundle[offset] = size >>> 24;
  bundle[offset + 1] = size >>> 16;
  bundle[offset + 2] = size >>> 8;
  bundle[offset + 3] = size;
  return offset + 4;
}
