/**
 * Reads OSC 1.0 messages, strictly. Not by osc-js, which reads past faults, and takes as long for one line of chat as for a
 * hundred pings: whoever said many would take the processor of all.
 */
import type { OscArgument, OscMessage } from './osc';
import { paddedBytes } from './padding';

const SLASH = 47;
/** So many UTF-16 code units are joined at once, and one more: a call with more arguments is slow, and then fails. */
const JOINED_MAX = 128;
/** Of UTF-8: the least code point that needs so many bytes after the first. */
const LEAST = [0, 0x80, 0x800, 0x10000];

/** Reads one message; undefined when the bytes are not exactly what packMessage writes. */
export function unpackMessage(bytes: Uint8Array): OscMessage | undefined {
  const reader = new Reader(bytes);
  const address = bytes[0] === SLASH ? reader.text() : undefined;
  const tags = address === undefined ? undefined : reader.text();
  if (address === undefined || !tags?.startsWith(',')) return undefined;
  const types = tags.slice(1);
  const args: OscArgument[] = [];
  for (const tag of types) {
    const argument = reader.argument(tag);
    if (argument === undefined) return undefined;
    args.push(argument);
  }
  return reader.isAtEnd ? { address, types, args } : undefined;
}

class Reader {
  private readonly bytes: Uint8Array;
  private readonly view: DataView;
  private at = 0;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get isAtEnd(): boolean {
    return this.at === this.bytes.length;
  }

  /** The argument that comes next; undefined when it is none of this type. */
  argument(tag: string): OscArgument | undefined {
    if (tag === 's') return this.text();
    const start = this.skip(tag === 'd' ? 8 : 4);
    if (start === undefined) return undefined;
    if (tag === 'i') return this.view.getInt32(start);
    if (tag === 'b') return this.blob(this.view.getInt32(start));
    if (tag !== 'f' && tag !== 'd') return undefined;
    const value = tag === 'f' ? this.view.getFloat32(start) : this.view.getFloat64(start);
    // It has many forms, of which no more than one is written.
    return Number.isNaN(value) ? undefined : value;
  }

  /** The text that comes next; undefined when it is no UTF-8, has no end, or is not padded with zeros. */
  text(): string | undefined {
    const start = this.at;
    const end = this.bytes.indexOf(0, start);
    if (end < 0 || !this.skipPadded(end - start, paddedBytes(end - start))) return undefined;
    return decodeUtf8(this.bytes, start, end);
  }

  private blob(length: number): Uint8Array | undefined {
    const start = this.at;
    if (length < 0 || !this.skipPadded(length, (length + 3) & ~3)) return undefined;
    return this.bytes.slice(start, start + length);
  }

  /** Goes on by so many bytes, and returns where they begin; undefined when there are not as many. */
  private skip(length: number): number | undefined {
    const start = this.at;
    if (start + length > this.bytes.length) return undefined;
    this.at += length;
    return start;
  }

  /** Goes on behind what has so many bytes and is padded to so many. False when not all of the padding is zeros. */
  private skipPadded(length: number, padded: number): boolean {
    const start = this.skip(padded);
    if (start === undefined) return false;
    for (let i = start + length; i < this.at; i++) if (this.bytes[i] !== 0) return false;
    return true;
  }
}

/** The text of some bytes; undefined when they are no UTF-8. (TextDecoder is not part of the language.) */
function decodeUtf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  let units: number[] = [];
  for (let i = start; i < end;) {
    let code = bytes[i++] ?? 0;
    if (code >= 0x80) {
      const trail = trailBytes(code);
      if (trail === 0) return undefined;
      code &= 0x3f >> trail;
      for (const last = i + trail; i < last; i++) {
        const byte = bytes[i] ?? 0;
        if ((byte & 0xc0) !== 0x80) return undefined;
        code = (code << 6) | (byte & 0x3f);
      }
      const isSurrogate = code >= 0xd800 && code <= 0xdfff;
      if (code < (LEAST[trail] ?? 0) || code > 0x10ffff || isSurrogate) return undefined;
    }
    if (code < 0x10000) units.push(code);
    else units.push(0xd7c0 + (code >> 10), 0xdc00 + (code & 0x3ff));
    if (units.length >= JOINED_MAX) {
      text += String.fromCharCode(...units);
      units = [];
    }
  }
  return text + String.fromCharCode(...units);
}

/** How many bytes follow this one, which is no ASCII, in a character; 0 where none begins with it. */
function trailBytes(first: number): number {
  if (first >= 0xf8 || first < 0xc0) return 0;
  return first >= 0xf0 ? 3 : first >= 0xe0 ? 2 : 1;
}
