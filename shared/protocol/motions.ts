/**
 * The codec of `/motions`, many players' motions in one message, which are nearly all of the traffic: a constant prefix
 * and fixed offsets. Its bytes are OSC like any other; the tests compare them with osc-js.
 *
 *   /motions  12 bytes  | ,b 4 | size 4 | records of 20 bytes: id 4, x 4, y 4, vx 2, vy 2, age 2, flags 2
 *
 * All numbers are big-endian: int32 ids, float32 coordinates in yard pixels, int16 velocities in eighths of a pixel a
 * second, uint16 ages in milliseconds before the bundle's time tag, and uint16 flags.
 */
import type { Motion } from '../movement';
import { REMOTE_PLAYERS_MAX, YARD_MAX_HEIGHT_PX, YARD_MAX_WIDTH_PX } from '../config';
import { writeSize } from './bundles';
import { assertInt32 } from './int32';

const PREFIX = ascii('/motions\0\0\0\0,b\0\0');
/** Before the records: the prefix and the blob's size. */
export const MOTIONS_HEADER_BYTES = PREFIX.length + 4;
/** One player in a `/motions`. */
export const RECORD_BYTES = 20;
/** What is older the server has walked on. */
export const AGE_MAX_MS = 0xffff;
/** A velocity is told in steps of an eighth of a pixel a second. */
const STEPS_PER_PX = 8;

/** What is special about a motion; bits. */
export const MOTION_FLAGS = {
  /** Known by positions alone: it has no velocity, and is drawn by interpolation. */
  byPositions: 1,
  /** The player did not walk there: it is drawn there at once. */
  teleported: 2,
  /** The server told it later than it could, for want of budget: its age says nothing of how late messages come. */
  heldBack: 4,
} as const;

/** The motion of one player. */
export interface MotionRecord extends Motion {
  id: number;
  flags: number;
}

/** Many players' motions; index i of each array belongs to one player. Typed arrays, since they cross to the page. */
export interface Motions {
  ids: Int32Array;
  xs: Float32Array;
  ys: Float32Array;
  /** Pixels a second. */
  vxs: Float32Array;
  vys: Float32Array;
  /** Milliseconds before the time tag. */
  ages: Uint16Array;
  flags: Uint16Array;
}

/** The size of a `/motions` with so many records. */
export function motionsBytes(records: number): number {
  return MOTIONS_HEADER_BYTES + records * RECORD_BYTES;
}

/** Writes the head of a `/motions` with so many records, and returns the offset at which they have to follow. */
export function writeMotionsHead(bytes: Uint8Array, offset: number, records: number): number {
  bytes.set(PREFIX, offset);
  return writeSize(records * RECORD_BYTES, bytes, offset + PREFIX.length);
}

/**
 * Writes one record: RECORD_BYTES at `offset`.
 * @param sentMs the bundle's time tag, no earlier than the motion and no more than AGE_MAX_MS later
 */
export function writeRecord(view: DataView, offset: number, record: MotionRecord, sentMs: number): void {
  assertInt32(record.id);
  view.setInt32(offset, record.id);
  view.setFloat32(offset + 4, record.x);
  view.setFloat32(offset + 8, record.y);
  view.setInt16(offset + 12, Math.round(record.vx * STEPS_PER_PX));
  view.setInt16(offset + 14, Math.round(record.vy * STEPS_PER_PX));
  view.setUint16(offset + 16, Math.max(0, Math.min(AGE_MAX_MS, Math.round(sentMs - record.atMs))));
  view.setUint16(offset + 18, record.flags);
}

/** A velocity as it is told: what differs by less is the same. */
export function toldSpeed(pxPerS: number): number {
  return Math.round(pxPerS * STEPS_PER_PX) / STEPS_PER_PX;
}

/** Reads a `/motions`; undefined when it is malformed, holds too many, an id that is none, or a place that is in no yard. */
export function decodeMotions(bytes: Uint8Array): Motions | undefined {
  const size = bytes.length - MOTIONS_HEADER_BYTES;
  if (size < 0 || size % RECORD_BYTES !== 0 || !startsWith(bytes, PREFIX)) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.getInt32(PREFIX.length) !== size) return undefined;
  return readRecords(view, MOTIONS_HEADER_BYTES);
}

/** Reads all records from `offset` on; undefined when they are too many, or one holds an id that is none or a place that is in no yard. */
export function readRecords(view: DataView, offset: number): Motions | undefined {
  const count = Math.floor((view.byteLength - offset) / RECORD_BYTES);
  if (count > REMOTE_PLAYERS_MAX) return undefined;
  const motions = emptyMotions(count);
  for (let i = 0, at = offset; i < motions.ids.length; i++, at += RECORD_BYTES) {
    const id = view.getInt32(at);
    const x = view.getFloat32(at + 4);
    const y = view.getFloat32(at + 8);
    // Not a number is not within these bounds either.
    if (!(id >= 1 && x >= 0 && x <= YARD_MAX_WIDTH_PX && y >= 0 && y <= YARD_MAX_HEIGHT_PX)) return undefined;
    motions.ids[i] = id;
    motions.xs[i] = x;
    motions.ys[i] = y;
    motions.vxs[i] = view.getInt16(at + 12) / STEPS_PER_PX;
    motions.vys[i] = view.getInt16(at + 14) / STEPS_PER_PX;
    motions.ages[i] = view.getUint16(at + 16);
    motions.flags[i] = view.getUint16(at + 18);
  }
  return motions;
}

/** The motion of index `i`. `sentMs` is the time tag that came with them. */
export function recordAt(
  { ids, xs, ys, vxs, vys, ages, flags }: Motions,
  i: number,
  sentMs: number,
): MotionRecord {
  return {
    id: ids[i] ?? 0,
    x: xs[i] ?? 0,
    y: ys[i] ?? 0,
    vx: vxs[i] ?? 0,
    vy: vys[i] ?? 0,
    atMs: sentMs - (ages[i] ?? 0),
    flags: flags[i] ?? 0,
  };
}

/** Room for so many. */
export function emptyMotions(records: number): Motions {
  return {
    ids: new Int32Array(records),
    xs: new Float32Array(records),
    ys: new Float32Array(records),
    vxs: new Float32Array(records),
    vys: new Float32Array(records),
    ages: new Uint16Array(records),
    flags: new Uint16Array(records),
  };
}

function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix[i]) return false;
  return true;
}
