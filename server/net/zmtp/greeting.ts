/**
 * How two ZMTP peers meet: each greets, neither knowing yet which version the other speaks. Ours is 3.1 (RFC 37). Both send
 * a signature of ten bytes and a major version; by the other's version each knows how to go on:
 *
 *     3.x  signature (10)  3  minor  mechanism (20)  as-server  filler (31)      64 bytes, then a READY command
 *     2.0  signature (10)  1  socket type                                        12 bytes, then a frame with the identity
 *
 * 2.0 (RFC 15) is what NetMQ before 4.0.1 and JeroMQ before 0.4 speak. 1.0, which has no signature, is refused. A Router has
 * one security mechanism, NULL or CURVE, and refuses who greets with another: nobody is talked into speaking in the clear.
 */
import { encodeError } from './commands';
import { ProtocolError } from './protocol-error';

const SIGNATURE_BYTES = 10;
const GREETING_BYTES = 64;
const GREETING_2_0_BYTES = 12;
const MAJOR_AT = 10;
const MINOR_AT = 11;
const SOCKET_TYPE_AT = 11;
const MECHANISM = { start: 12, end: 32 };

/** In ZMTP 2.0 socket types are numbers, as in zmq.h. */
const SOCKET_TYPES_2_0 = { REQ: 3, DEALER: 5, ROUTER: 6 };

/** The signature, which for peers of 1.0 reads as the header of an empty identity, and our major version. Sent at once. */
export const OPENING = Buffer.of(0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0x7f, 3);
/** What completes it for a peer of 3.0 or later: the minor version, the mechanism, whether as its server, and the filler. */
export const REST_3_1 = { NULL: restOf('NULL', 0), CURVE: restOf('CURVE', 1) };
/** And for one of 2.0: our socket type, and a frame with an identity of no bytes. */
export const REST_2_0 = Buffer.of(SOCKET_TYPES_2_0.ROUTER, 0, 0);

export type Version = '2.0' | '3.0' | '3.1';
export type Mechanism = keyof typeof REST_3_1;

function restOf(mechanism: string, asServer: number): Buffer {
  const bytes = Buffer.alloc(GREETING_BYTES);
  bytes[MINOR_AT] = 1;
  bytes.write(mechanism, MECHANISM.start, 'latin1');
  bytes[MECHANISM.end] = asServer;
  return bytes.subarray(OPENING.length);
}

/** Reads a peer's greeting, in whatever pieces it comes. */
export class GreetingReader {
  /** The version to speak with this peer; undefined until its greeting is whole. */
  version: Version | undefined;
  private readonly bytes = Buffer.alloc(GREETING_BYTES);
  private length = 0;
  private readonly mechanism: Mechanism;
  private readonly reply: (bytes: Uint8Array) => void;

  /** @param reply sends what completes our own greeting: as soon as the major version is known, so that none waits for the other */
  constructor(mechanism: Mechanism, reply: (bytes: Uint8Array) => void) {
    this.mechanism = mechanism;
    this.reply = reply;
  }

  /** Reads on in `chunk` from `start`. Returns where it stopped. Throws a ProtocolError when it is no greeting for us. */
  read(chunk: Buffer, start: number): number {
    let at = start;
    while (at < chunk.length && this.version === undefined) {
      this.bytes[this.length] = chunk[at++] ?? 0;
      this.length++;
      this.look();
    }
    return at;
  }

  /** Looks at what is known after each byte. */
  private look(): void {
    const { bytes, length } = this;
    const major = bytes[MAJOR_AT] ?? 0;
    if (length === 1 && bytes[0] !== OPENING[0]) throw new ProtocolError('no ZMTP, or ZMTP 1.0');
    if (length === SIGNATURE_BYTES && bytes[length - 1] !== 0x7f) throw new ProtocolError('ZMTP 1.0');
    if (length === MAJOR_AT + 1) {
      if (major === 0) throw new ProtocolError('ZMTP 1.0');
      if (major < 3 && this.mechanism !== 'NULL') throw new ProtocolError('a version that knows no security');
      this.reply(major < 3 ? REST_2_0 : REST_3_1[this.mechanism]);
    }
    if (major > 0 && major < 3 && length === GREETING_2_0_BYTES) {
      if (!Object.values(SOCKET_TYPES_2_0).includes(bytes[SOCKET_TYPE_AT] ?? 0))
        throw new ProtocolError('a socket type that no Router takes');
      this.version = '2.0';
    }
    if (length === GREETING_BYTES) {
      const name = this.mechanism.padEnd(MECHANISM.end - MECHANISM.start, '\0');
      if (bytes.toString('latin1', MECHANISM.start, MECHANISM.end) !== name)
        throw new ProtocolError(
          'another security mechanism',
          encodeError(`${this.mechanism} is needed here`),
        );
      // Whoever speaks a later version speaks ours with us.
      this.version = major === 3 && bytes[MINOR_AT] === 0 ? '3.0' : '3.1';
    }
  }
}
