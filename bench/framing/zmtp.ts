/** ZMTP 3.0 with the NULL mechanism, as a Dealer speaks it (https://rfc.zeromq.org/spec/23/). */
import { frameOf, type Frame, type Framing } from './framing';

const GREETING_BYTES = 64;
const MORE = 1;
const LONG = 2;
const COMMAND = 4;
const DELIMITER = Buffer.from([MORE, 0]);
/** A delimiter, the flags and the size. */
const SHORT_HEAD_BYTES = 4;
const PING = Buffer.from('\x04PING');
const PING_TTL_BYTES = 2;

export const zmtp: Framing = {
  greeting() {
    const greeting = Buffer.alloc(GREETING_BYTES);
    greeting[0] = 0xff;
    greeting[9] = 0x7f;
    greeting[10] = 3;
    greeting.write('NULL', 12, 'ascii');
    return greeting;
  },

  greetingEnd: (bytes) => (bytes.length < GREETING_BYTES ? undefined : GREETING_BYTES),

  opening: command(Buffer.from('\x05READY\x0bSocket-Type\0\0\0\x06DEALER\x08Identity\0\0\0\0', 'latin1')),

  read(bytes, at, frame) {
    // A delimiter stands in front of each payload: it is passed over with it.
    let start = at;
    for (;;) {
      if (start + 2 > bytes.length) return false;
      const flags = bytes[start] ?? 0;
      const isLong = (flags & LONG) !== 0;
      if (isLong && start + 9 > bytes.length) return false;
      const size = isLong ? bytes.readUInt32BE(start + 5) : (bytes[start + 1] ?? 0);
      start += isLong ? 9 : 2;
      if (start + size > bytes.length) return false;
      if ((flags & MORE) !== 0) {
        start += size;
        continue;
      }
      frame.kind = (flags & COMMAND) !== 0 ? 'control' : 'message';
      frame.start = start;
      frame.end = frame.next = start + size;
      return true;
    }
  },

  answer(control) {
    if (!control.subarray(0, PING.length).equals(PING)) return undefined;
    const context = control.subarray(PING.length + PING_TTL_BYTES);
    return command(Buffer.concat([Buffer.from('\x04PONG'), context]));
  },

  wrap(payload, reusable) {
    if (payload.length < 256) {
      const frame = frameOf(SHORT_HEAD_BYTES + payload.length, reusable);
      frame.set(DELIMITER);
      frame[2] = 0;
      frame[3] = payload.length;
      frame.set(payload, SHORT_HEAD_BYTES);
      return frame;
    }
    const header = Buffer.alloc(9);
    header[0] = LONG;
    header.writeUInt32BE(payload.length, 5);
    return Buffer.concat([DELIMITER, header, payload]);
  },
} satisfies Framing & { read(bytes: Buffer, at: number, frame: Frame): boolean };

function command(body: Buffer): Buffer {
  return Buffer.concat([Buffer.from([COMMAND, body.length]), body]);
}
