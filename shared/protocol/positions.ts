/**
 * The codec of positions, which are nearly all of the traffic: constant prefixes and fixed offsets, some hundred times
 * faster than a general OSC codec. Its bytes are OSC like any other; the tests compare them with osc-js.
 *
 *   /position         12 bytes  | ,ff  4 | x 4 | y 4
 *   /player/position  20 bytes  | ,iff 8 | id 4 | x 4 | y 4
 *   /positions        12 bytes  | ,b   4 | size 4 | records: id 4, x 4, y 4 each
 *
 * All numbers are big-endian: int32 ids, float32 coordinates in yard pixels.
 */
import { assertInt32 } from './int32';
import type { Position } from '../movement';

const POSITION_PREFIX = ascii('/position\0\0\0,ff\0');
const PLAYER_POSITION_PREFIX = ascii('/player/position\0\0\0\0,iff\0\0\0\0');
const POSITIONS_PREFIX = ascii('/positions\0\0,b\0\0');
/** A view of its own for each packet would cost more than to copy eight bytes. */
const scratch = new DataView(new ArrayBuffer(8));
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

export function encodePosition(x: number, y: number): Uint8Array {
  const bytes = withPrefix(POSITION_PREFIX, 8);
  const view = new DataView(bytes.buffer);
  view.setFloat32(16, x);
  view.setFloat32(20, y);
  return bytes;
}

/**
 * Reads a `/position ,ff` into an object that is there, and says whether it was one; anything else, among it the other
 * number types that are accepted too, leaves the object as it was.
 */
export function readPosition(bytes: Uint8Array, position: Position): boolean {
  if (bytes.length !== 24 || !startsWith(bytes, POSITION_PREFIX)) return false;
  for (let i = 0; i < 8; i++) scratch.setUint8(i, bytes[16 + i] ?? 0);
  position.x = scratch.getFloat32(0);
  position.y = scratch.getFloat32(4);
  return true;
}

export function encodePlayerPosition({ id, x, y }: PositionRecord): Uint8Array {
  const bytes = withPrefix(PLAYER_POSITION_PREFIX, RECORD_BYTES);
  writeRecord(new DataView(bytes.buffer), PLAYER_POSITION_PREFIX.length, id, x, y);
  return bytes;
}

/** The size of a `/positions` with so many records. */
export function positionsBytes(records: number): number {
  return POSITIONS_HEADER_BYTES + records * RECORD_BYTES;
}

/** Writes the head of a `/positions` with so many records, and returns the offset at which they have to follow. */
export function writePositionsHead(bytes: Uint8Array, offset: number, records: number): number {
  bytes.set(POSITIONS_PREFIX, offset);
  scratch.setInt32(0, records * RECORD_BYTES);
  const sizeAt = offset + POSITIONS_PREFIX.length;
  for (let i = 0; i < 4; i++) bytes[sizeAt + i] = scratch.getUint8(i);
  return offset + POSITIONS_HEADER_BYTES;
}

/** Writes one record of a `/positions`: RECORD_BYTES at `offset`. */
export function writeRecord(view: DataView, offset: number, id: number, x: number, y: number): void {
  assertInt32(id);
  view.setInt32(offset, id);
  view.setFloat32(offset + 4, x);
  view.setFloat32(offset + 8, y);
}

/** Reads a `/positions`; undefined when it is malformed or holds a number that is not finite. */
export function decodePositions(bytes: Uint8Array): Positions | undefined {
  const size = bytes.length - POSITIONS_HEADER_BYTES;
  if (size < 0 || size % RECORD_BYTES !== 0 || !startsWith(bytes, POSITIONS_PREFIX)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  if (view.getInt32(POSITIONS_PREFIX.length) !== size) return undefined;
  const count = size / RECORD_BYTES;
  const positions = { ids: new Int32Array(count), xs: new Float32Array(count), ys: new Float32Array(count) };
  for (let i = 0, offset = POSITIONS_HEADER_BYTES; i < count; i++, offset += RECORD_BYTES) {
    const x = view.getFloat32(offset + 4);
    const y = view.getFloat32(offset + 8);
    if (!Number.isFinite(x) || !Number.isFinite(y)) return undefined;
    positions.ids[i] = view.getInt32(offset);
    positions.xs[i] = x;
    positions.ys[i] = y;
  }
  return positions;
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function withPrefix(prefix: Uint8Array, moreBytes: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(prefix.length + moreBytes);
  bytes.set(prefix);
  return bytes;
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix[i]) return false;
  return true;
}
