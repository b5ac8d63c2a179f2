/**
 * The codec of pings and their answers: after positions they are what the server reads and writes most. Like those they
 * have a constant prefix and a fixed offset; the tests compare their bytes with osc-js.
 *
 *   /ping  8 bytes  | ,i 4 | n 4
 *   /pong  8 bytes  | ,i 4 | n 4
 */
import { assertInt32 } from './int32';

const PREFIXES = { '/ping': ascii('/ping\0\0\0,i\0\0'), '/pong': ascii('/pong\0\0\0,i\0\0') };
const PREFIX_BYTES = 12;

/** @throws when `n` is no int32 */
export function encodePing(address: '/ping' | '/pong', n: number): Uint8Array {
  assertInt32(n);
  const bytes = new Uint8Array(PREFIX_BYTES + 4);
  bytes.set(PREFIXES[address]);
  new DataView(bytes.buffer).setInt32(PREFIX_BYTES, n);
  return bytes;
}

/** The number in a `/ping ,i` or a `/pong ,i`; undefined for anything else. */
export function decodePing(address: '/ping' | '/pong', bytes: Uint8Array): number | undefined {
  if (bytes.length !== PREFIX_BYTES + 4) return undefined;
  if (!PREFIXES[address].every((byte, i) => byte === bytes[i])) return undefined;
  return new DataView(bytes.buffer, bytes.byteOffset).getInt32(PREFIX_BYTES);
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
