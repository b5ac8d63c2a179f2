import { LONG_HEADER_BYTES } from '../limits';

const DELIMITER = [0x01, 0];
const FLAG_LONG = 0x02;
const SHORT_MAX_BYTES = 255;

/** The heads of all short messages, so that none is made twice. */
const SHORT_HEADS = Array.from({ length: SHORT_MAX_BYTES + 1 }, (_, bytes) =>
  Buffer.of(...DELIMITER, 0, bytes),
);

/** What stands before a payload of so many bytes: the frame of the empty delimiter, and the payload's header. */
export function messageHead(payloadBytes: number): Uint8Array {
  const short = SHORT_HEADS[payloadBytes];
  if (short) return short;
  const head = Buffer.allocUnsafe(DELIMITER.length + LONG_HEADER_BYTES);
  head.set(DELIMITER);
  head.writeUInt8(FLAG_LONG, 2);
  head.writeUInt32BE(0, 3);
  head.writeUInt32BE(payloadBytes, 7);
  return head;
}
