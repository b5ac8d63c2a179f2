import { motionsBytes, writeMotionsHead, writeRecord, RECORD_BYTES } from '../../shared/protocol/motions';
import type { YardPlayer } from '../yard/yard-player';

/** So many are in one message: 20 kB, of which many fit into what NATS takes at once. */
export const BATCH_MAX_RECORDS = 1000;

/**
 * The `/motions` of players, in batches; who has no place is left out. Deterministic.
 * @param sentMs the time tag of the bundle around them
 */
export function encodeMotions(players: readonly YardPlayer[], sentMs: number): Uint8Array[] {
  const placed = players.filter(({ motion }) => motion.current !== undefined);
  const messages: Uint8Array[] = [];
  for (let first = 0; first < placed.length; first += BATCH_MAX_RECORDS)
    messages.push(encodeBatch(placed.slice(first, first + BATCH_MAX_RECORDS), sentMs));
  return messages;
}

function encodeBatch(players: readonly YardPlayer[], sentMs: number): Uint8Array {
  const bytes = new Uint8Array(motionsBytes(players.length));
  const view = new DataView(bytes.buffer);
  let offset = writeMotionsHead(bytes, 0, players.length);
  for (const { id, motion } of players) {
    if (motion.current) writeRecord(view, offset, { id, ...motion.current, flags: motion.flags }, sentMs);
    offset += RECORD_BYTES;
  }
  return bytes;
}
