import { motionsBytes, RECORD_BYTES, writeMotionsHead, writeRecord, type MotionRecord } from './motions';

/** A whole `/motions` with the records in the order given. The server puts its own together from parts. */
export function encodeMotions(records: readonly MotionRecord[], sentMs: number): Uint8Array {
  const bytes = new Uint8Array(motionsBytes(records.length));
  const view = new DataView(bytes.buffer);
  let offset = writeMotionsHead(bytes, 0, records.length);
  for (const record of records) {
    writeRecord(view, offset, record, sentMs);
    offset += RECORD_BYTES;
  }
  return bytes;
}
