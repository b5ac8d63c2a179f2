/** What the clients of the plain relays send each other: 12 bytes, int32 id, float32 x and y. */
import type { UpdateSink } from '../load/update-sink';
import type { Client } from './dialect';

export const RECORD_BYTES = 12;

const record = Buffer.alloc(RECORD_BYTES);

/** The same buffer again and again: a client copies it when it sends it. */
export function encodeRecord({ index }: Client, x: number, y: number): Buffer {
  record.writeInt32BE(index, 0);
  record.writeFloatBE(x, 4);
  record.writeFloatBE(y, 8);
  return record;
}

export function readRecord(
  sink: UpdateSink,
  client: Client,
  bytes: Buffer,
  start: number,
  nowMs: number,
): void {
  const walker = bytes.readInt32BE(start);
  sink.addUpdate(client.index, walker, bytes.readFloatBE(start + 4), bytes.readFloatBE(start + 8), nowMs);
}
