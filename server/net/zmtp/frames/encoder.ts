import { LONG_HEADER_BYTES } from '../limits';

/** How messages and commands leave: as they are, or sealed. */
export interface Framing {
  /** How many bytes a message with such a payload takes. */
  messageBytes(payloadBytes: number): number;
  /** Writes the message of an empty delimiter and this payload, which is copied, into `target` at `start`. */
  putMessage(target: Buffer, start: number, payload: Uint8Array): void;
  /** The frame of a command. It has to leave before anything that is framed later. @param body of up to 200 bytes */
  command(body: Uint8Array): Buffer;
}

const DELIMITER = [0x01, 0];
const FLAG_LONG = 0x02;
const SHORT_MAX_BYTES = 255;

/** The heads of all short messages, so that none is made twice. */
const SHORT_HEADS = Array.from({ length: SHORT_MAX_BYTES + 1 }, (_, bytes) =>
  Buffer.of(...DELIMITER, 0, bytes),
);

const FLAG_COMMAND = 0x04;

export const PLAIN_FRAMING: Framing = {
  messageBytes: (payloadBytes) => messageHead(payloadBytes).length + payloadBytes,
  putMessage(target, start, payload) {
    const head = messageHead(payload.length);
    target.set(head, start);
    target.set(payload, start + head.length);
  },
  command: (body) => Buffer.concat([Buffer.of(FLAG_COMMAND, body.length), body]),
};

/** What stands before a payload of so many bytes: the frame of the empty delimiter, and the payload's header. */
function messageHead(payloadBytes: number): Uint8Array {
  const short = SHORT_HEADS[payloadBytes];
  if (short) return short;
  const head = Buffer.allocUnsafe(DELIMITER.length + LONG_HEADER_BYTES);
  head.set(DELIMITER);
  head.writeUInt8(FLAG_LONG, 2);
  head.writeUInt32BE(0, 3);
  head.writeUInt32BE(payloadBytes, 7);
  return head;
}
