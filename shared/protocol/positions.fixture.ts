import {
  positionsBytes,
  RECORD_BYTES,
  writePositionsHead,
  writeRecord,
  type PositionRecord,
} from './positions';

/** A whole `/positions` with the records in the order given. The server puts its own together from parts. */
export function encodePositions(records: readonly PositionRecord[]): Uint8Array {
  const bytes = new Uint8Array(positionsBytes(records.length));
  const view = new DataView(bytes.buffer);
  let offset = writePositionsHead(bytes, 0, records.length);
  for (const { id, x, y } of records) {
    writeRecord(view, offset, id, x, y);
    offset += RECORD_BYTES;
  }
  return bytes;
}
