/**
 * OSC 1.0 packets in general, by osc-js: right for control messages, and too slow for positions, which have a codec
 * of their own (positions.ts). osc-js is wrapped for three reasons: it picks a type by the value (2 is packed as an
 * integer), it writes text as Latin-1 though it reads UTF-8, and it reads past faults that a stranger may send, as it
 * writes past our own.
 */
import OSC from 'osc-js';
import { assertInt32 } from './int32';

export type OscArgument = number | string | Uint8Array;

export interface OscMessage {
  address: string;
  /** The type tags without the comma: `iss`. */
  types: string;
  args: OscArgument[];
}

const BUNDLE_HEADER = '#bundle\0';
const BUNDLE_HEADER_BYTES = 16;
/** Nobody nests deeper on purpose; a stranger might, to exhaust the stack. */
const BUNDLE_MAX_DEPTH = 8;
/** Seconds from 1900, where OSC's time tags (NTP's) begin, to 1970. */
const NTP_EPOCH_OFFSET_S = 2_208_988_800;

/**
 * The bytes of one message, with exactly these type tags (i, f, s, b or d), one for each argument.
 * @throws when the bytes would say something else: an integer that is no int32, or text with U+0000 in it
 */
export function packMessage(address: string, types: string, args: OscArgument[]): Uint8Array {
  const message = new OSC.TypedMessage('/', []);
  // Not by the constructor, which takes a slash from the end.
  message.address = utf8(address);
  args.forEach((argument, i) => {
    if (types[i] === 'i') assertInt32(argument);
    // osc-js types a blob as the DOM's Blob, and takes a Uint8Array.
    message.add(types[i] as 'i', (typeof argument === 'string' ? utf8(argument) : argument) as number);
  });
  return message.pack();
}

/** Reads one message; undefined when the bytes are not exactly what packMessage writes. */
export function unpackMessage(bytes: Uint8Array): OscMessage | undefined {
  const message = new OSC.TypedMessage('/', []);
  try {
    // A copy: osc-js takes a blob's place from the start of the buffer below the view.
    message.unpack(new DataView(new Uint8Array(bytes).buffer));
    const { address } = message;
    const types = message.types.slice(1);
    const args = message.args as OscArgument[];
    // osc-js knows types that an OscArgument cannot hold.
    if (!/^,[ifsbd]*$/.test(message.types)) return undefined;
    // It also takes the end of the packet for the end of a text, reads bytes that are no UTF-8 as U+FFFD, any padding
    // as zeros, and stops before bytes that are too many.
    return isSame(packMessage(address, types, args), bytes) ? { address, types, args } : undefined;
  } catch {
    return undefined;
  }
}

/** The address at the head of a packet, be it well-formed or not: everything before the first zero byte. */
export function addressOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) {
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

export function isBundle(bytes: Uint8Array): boolean {
  if (bytes.length < BUNDLE_HEADER.length) return false;
  for (let i = 0; i < BUNDLE_HEADER.length; i++) if (bytes[i] !== BUNDLE_HEADER.charCodeAt(i)) return false;
  return true;
}

/** The time tag of a bundle, in milliseconds since 1970; undefined for a message, and for "at once", which is no time. */
export function timeTagOf(packet: Uint8Array): number | undefined {
  if (!isBundle(packet) || packet.length < BUNDLE_HEADER_BYTES) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset);
  const seconds = view.getUint32(8);
  return seconds === 0 ? undefined : (seconds - NTP_EPOCH_OFFSET_S + view.getUint32(12) / 2 ** 32) * 1000;
}

/**
 * The messages of a packet, in order: of a message itself, of a bundle all it holds, bundles in it included.
 * Undefined when a bundle is malformed anywhere: of a broken bundle nothing is taken.
 */
export function messagesOf(packet: Uint8Array, depth = 0): Uint8Array[] | undefined {
  if (!isBundle(packet)) return [packet];
  if (packet.length < BUNDLE_HEADER_BYTES || depth >= BUNDLE_MAX_DEPTH) return undefined;
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const messages: Uint8Array[] = [];
  let offset = BUNDLE_HEADER_BYTES;
  while (offset < packet.length) {
    if (offset + 4 > packet.length) return undefined;
    const size = view.getInt32(offset);
    offset += 4;
    if (size <= 0 || size % 4 !== 0 || offset + size > packet.length) return undefined;
    const inner = messagesOf(packet.subarray(offset, offset + size), depth + 1);
    if (!inner) return undefined;
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
  let length = BUNDLE_HEADER_BYTES;
  for (const element of elements) length += 4 + element.length;
  const bundle = new Uint8Array(length);
  const view = new DataView(bundle.buffer);
  for (let i = 0; i < BUNDLE_HEADER.length; i++) bundle[i] = BUNDLE_HEADER.charCodeAt(i);
  const seconds = Math.floor(timeMs / 1000);
  view.setUint32(8, seconds + NTP_EPOCH_OFFSET_S);
  view.setUint32(12, (timeMs / 1000 - seconds) * 2 ** 32);
  let offset = BUNDLE_HEADER_BYTES;
  for (const element of elements) {
    view.setInt32(offset, element.length);
    bundle.set(element, offset + 4);
    offset += 4 + element.length;
  }
  return bundle;
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** Text as the characters that osc-js writes as the bytes of its UTF-8. (TextEncoder is not part of the language.) */
function utf8(text: string): string {
  if (text.includes('\0')) throw new Error('OSC cannot hold text with U+0000 in it.');
  return encodeURIComponent(text.toWellFormed()).replace(/%(..)/g, (_, hex: string) =>
    String.fromCharCode(parseInt(hex, 16)),
  );
}
