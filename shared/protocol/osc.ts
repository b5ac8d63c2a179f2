/**
 * OSC 1.0 messages, written by osc-js: right for control messages, and too slow for positions and pings, which have codecs of
 * their own (positions.ts, fixed-codec.ts), and for whatever a stranger sends (osc-reader.ts). osc-js is wrapped for three
 * reasons: it picks a type by the value (2 is packed as an integer), it writes text as Latin-1 though it reads UTF-8, and it
 * writes past our own faults.
 */
import OSC from 'osc-js';
import { assertInt32 } from './int32';
import { paddedBytes } from './padding';

export type OscArgument = number | string | Uint8Array;

export interface OscMessage {
  address: string;
  /** The type tags without the comma: `iss`. */
  types: string;
  args: OscArgument[];
}

/**
 * The bytes of one message, with exactly these type tags (i, f, s, b or d), one for each argument.
 * @throws when the bytes would say something else: an integer that is no int32, or text with U+0000 in it
 */
export function packMessage(address: string, types: string, args: readonly OscArgument[]): Uint8Array {
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

/** The address at the head of a packet, be it well-formed or not: up to so many bytes before the first zero, as Latin-1. */
export function addressOf(bytes: Uint8Array, maxBytes = bytes.length): string {
  return textAt(bytes, 0, maxBytes);
}

/** Up to so many type tags behind an address of so many bytes, without the comma; undefined where there are none. */
export function typesOf(bytes: Uint8Array, addressBytes: number, maxTypes: number): string | undefined {
  const tags = textAt(bytes, paddedBytes(addressBytes), maxTypes + 1);
  return tags.startsWith(',') ? tags.slice(1) : undefined;
}

function textAt(bytes: Uint8Array, offset: number, maxBytes: number): string {
  const end = Math.min(bytes.length, offset + maxBytes);
  let text = '';
  for (let i = offset; i < end; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 0) break;
    text += String.fromCharCode(byte);
  }
  return text;
}

/** Text as the characters that osc-js writes as the bytes of its UTF-8. (TextEncoder is not part of the language.) */
function utf8(text: string): string {
  if (text.includes('\0')) throw new Error('OSC cannot hold text with U+0000 in it.');
  let bytes = '';
  for (const character of text.toWellFormed()) {
    const code = character.codePointAt(0) ?? 0;
    const trail = (shift: number) => 0x80 | ((code >> shift) & 0x3f);
    if (code < 0x80) bytes += character;
    else if (code < 0x800) bytes += String.fromCharCode(0xc0 | (code >> 6), trail(0));
    else if (code < 0x10000) bytes += String.fromCharCode(0xe0 | (code >> 12), trail(6), trail(0));
    else bytes += String.fromCharCode(0xf0 | (code >> 18), trail(12), trail(6), trail(0));
  }
  return bytes;
}
