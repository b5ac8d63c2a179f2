/**
 * The codec of `/positions`, many players' positions in one message, which are nearly all of the traffic: a constant
 * prefix and fixed offsets. Its bytes are OSC like any other; the tests compare them with osc-js.
 *
 *   /positions  12 bytes  | ,b 4 | size 4 | records: id 4, x 4, y 4 each
 *
 * All numbers are big-endian: int32 ids, float32 coordinates in yard pixels.
 */
import { writeSize } from './bundles';
import { REMOTE_PLAYERS_MAX, YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../config';
import { assertInt32 } from './int32';

const POSITIONS_PREFIX = ascii('/positions\0\0,b\0\0');
/** Before the records of a /positions: the prefix and the blob's size. */
export const POSITIONS_HEADER_BYTES = POSITIONS_PREFIX.length + 4;
/** One player in a /positions: id, x and y. */
export const RECORD_BYTES = 12;

/** Where one player is. */
export interface PositionRecord {
  id: number;
  x: number;
  y: number;
}

/** Many players' positions; index i of each array belongs to one player. Typed arrays, since they cross to the page. */
export interface Positions {
  ids: Int32Array;
  xs: Float32Array;
  ys: Float32Array;
}

/** The size of a `/positions` with so many records. */
export function positionsBytes(records: number): number {
  return POSITIONS_HEADER_BYTES + records * RECORD_BYTES;
}

/** Writes the head of a `/positions` with so many records, and returns the offset at which they have to follow. */
export function writePositionsHead(bytes: Uint8Array, offset: number, records: number): number {
  bytes.set(POSITIONS_PREFIX, offset);
  return writeSize(records * RECORD_BYTES, bytes, offset + POSITIONS_PREFIX.length);
}

/** Writes one record of a `/positions`: RECORD_BYTES at `offset`. */
export function writeRecord(view: DataView, offset: number, id: number, x: number, y: number): void {
  assertInt32(id);
  view.setInt32(offset, id);
  view.setFloat32(offset + 4, x);
  view.setFloat32(offset + 8, y);
}

/** Reads a `/positions`; undefined when it is malformed, holds too many, an id that is none, or a place that is not in the yard. */
export function decodePositions(bytes: Uint8Array): Positions | undefined {
  const size = bytes.length - POSITIONS_HEADER_BYTES;
  if (size < 0 || size % RECORD_BYTES !== 0 || !startsWith(bytes, POSITIONS_PREFIX)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (view.getInt32(POSITIONS_PREFIX.length) !== size) return undefined;
  const count = size / RECORD_BYTES;
  if (count > REMOTE_PLAYERS_MAX) return undefined;
  const positions = { ids: new Int32Array(count), xs: new Float32Array(count), ys: new Float32Array(count) };
  for (let i = 0, offset = POSITIONS_HEADER_BYTES; i < count; i++, offset += RECORD_BYTES) {
    const id = view.getInt32(offset);
    const x = view.getFloat32(offset + 4);
    const y = view.getFloat32(offset + 8);
    // Not a number is not within these bounds either.
    if (!(id >= 1 && x >= 0 && x <= YARD_WIDTH_PX && y >= 0 && y <= YARD_HEIGHT_PX)) return undefined;
    positions.ids[i] = id;
    positions.xs[i] = x;
    positions.ys[i] = y;
  }
  return positions;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix[i]) return false;
  return true;
}
