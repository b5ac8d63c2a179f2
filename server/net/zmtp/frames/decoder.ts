/**
 * ZMTP's framing, the same from 2.0 on: one byte of flags, the size in one byte or in eight, and so many bytes. A message is
 * one frame, or several of which all but the last have the flag MORE; a command is one frame.
 *
 * The decoder takes a stream in whatever pieces TCP brings it and finds the messages and commands in it. It holds bytes only
 * of a message that is not whole yet, PARTIAL_MAX_BYTES at most, and refuses what is too long by its header, before its
 * bytes. A message has at most two frames here, an empty delimiter and a payload.
 */
import { MESSAGE_MAX_BYTES } from '../../../../shared/config';
import {
  COMMAND_MAX_BYTES,
  LONG_HEADER_BYTES,
  PARTIAL_MAX_BYTES,
  SEALED_OVERHEAD_BYTES,
  VIEW_MAX_BYTES,
} from '../limits';
import { ProtocolError } from '../protocol-error';

const FLAG_MORE = 0x01;
const FLAG_LONG = 0x02;
const FLAG_COMMAND = 0x04;
const FLAGS_RESERVED = 0xf8;
const SHORT_HEADER_BYTES = 2;

/** What was found: one frame, an empty frame and another, any other two frames, or a command. */
export type Kind = 'frame' | 'delimited' | 'malformed' | 'command';

/** What finds messages and commands: this decoder, or one that opens what it found. */
export interface Incoming {
  readonly kind: Kind | undefined;
  readonly body: Buffer;
  read(chunk: Buffer, start: number): number;
}

/** How long a message and a command may be, in bytes. */
export interface DecoderLimits {
  message: number;
  command: number;
}

const PLAIN_LIMITS: DecoderLimits = { message: MESSAGE_MAX_BYTES, command: COMMAND_MAX_BYTES };
/** Of a secured connection, on which a MESSAGE may be either. */
export const SEALED_LIMITS: DecoderLimits = {
  message: MESSAGE_MAX_BYTES + SEALED_OVERHEAD_BYTES,
  command: MESSAGE_MAX_BYTES + SEALED_OVERHEAD_BYTES,
};

export class Decoder implements Incoming {
  /** What the last read() found; undefined when it came to the end of its bytes. */
  kind: Kind | undefined;
  /** The last frame's body, or the command's. */
  body: Buffer = Buffer.alloc(0);
  private readonly takesCommands: boolean;
  private readonly limits: DecoderLimits;
  private bodyStart = 0;
  private bodyEnd = 0;
  /** A message that is not whole yet, with the number of its bytes and how many are needed to read on. */
  private partial: Buffer | undefined;
  private partialBytes = 0;
  private neededBytes = 0;

  /** @param takesCommands whether the version has commands: 2.0 has none */
  constructor(takesCommands: boolean, limits = PLAIN_LIMITS) {
    this.takesCommands = takesCommands;
    this.limits = limits;
  }

  /**
   * Reads `chunk` from `start` to the end of one message or command, or of the chunk. Returns where it stopped. Throws a
   * ProtocolError when the framing is broken, or more is announced than a peer may send.
   */
  read(chunk: Buffer, start: number): number {
    this.kind = undefined;
    if (this.partial) return this.complete(this.partial, chunk, start);
    const available = chunk.length - start;
    const needed = this.scan(chunk, start, chunk.length);
    if (needed <= available) {
      const body = chunk.subarray(this.bodyStart, this.bodyEnd);
      this.body = chunk.length > VIEW_MAX_BYTES ? Buffer.from(body) : body;
      return start + needed;
    }
    this.partial = Buffer.allocUnsafe(PARTIAL_MAX_BYTES);
    chunk.copy(this.partial, 0, start);
    this.partialBytes = available;
    this.neededBytes = needed;
    return chunk.length;
  }

  /** Reads on in a message whose beginning came in an earlier chunk. */
  private complete(partial: Buffer, chunk: Buffer, start: number): number {
    let at = start;
    while (this.partialBytes < this.neededBytes) {
      const end = Math.min(chunk.length, at + this.neededBytes - this.partialBytes);
      chunk.copy(partial, this.partialBytes, at, end);
      this.partialBytes += end - at;
      at = end;
      if (this.partialBytes < this.neededBytes) return at;
      this.neededBytes = this.scan(partial, 0, this.partialBytes);
    }
    const body = partial.subarray(this.bodyStart, this.bodyEnd);
    // Many short ones that come in pieces would each keep the room for the longest.
    this.body = body.length > PARTIAL_MAX_BYTES / 2 ? body : Buffer.from(body);
    this.partial = undefined;
    return at;
  }

  /**
   * Looks at the message that begins at `start`. Returns how many bytes from there are needed to read on; as soon as so many
   * are there the message is whole, and `kind`, `bodyStart` and `bodyEnd` say what it is.
   */
  private scan(bytes: Buffer, start: number, end: number): number {
    const flags = bytes[start] ?? 0;
    const isCommand = (flags & FLAG_COMMAND) !== 0;
    if ((flags & FLAGS_RESERVED) !== 0 || (isCommand && (!this.takesCommands || (flags & FLAG_MORE) !== 0)))
      throw new ProtocolError('broken flags');
    const firstStart = start + headerBytes(flags);
    if (firstStart > end) return firstStart - start;
    const firstBytes = sizeAt(bytes, start, flags);
    if (firstBytes > (isCommand ? this.limits.command : this.limits.message))
      throw new ProtocolError('too long');
    const firstEnd = firstStart + firstBytes;
    if ((flags & FLAG_MORE) === 0) {
      if (firstEnd <= end) this.found(isCommand ? 'command' : 'frame', firstStart, firstEnd);
      return firstEnd - start;
    }
    if (firstEnd >= end) return firstEnd + 1 - start;
    const lastFlags = bytes[firstEnd] ?? 0;
    if ((lastFlags & ~FLAG_LONG) !== 0) throw new ProtocolError('broken flags, or a third frame');
    const lastStart = firstEnd + headerBytes(lastFlags);
    if (lastStart > end) return lastStart - start;
    const lastBytes = sizeAt(bytes, firstEnd, lastFlags);
    if (firstBytes + lastBytes > this.limits.message) throw new ProtocolError('too long');
    const lastEnd = lastStart + lastBytes;
    if (lastEnd <= end) this.found(firstBytes === 0 ? 'delimited' : 'malformed', lastStart, lastEnd);
    return lastEnd - start;
  }

  private found(kind: Kind, bodyStart: number, bodyEnd: number): void {
    this.kind = kind;
    this.bodyStart = bodyStart;
    this.bodyEnd = bodyEnd;
  }
}

function headerBytes(flags: number): number {
  return (flags & FLAG_LONG) === 0 ? SHORT_HEADER_BYTES : LONG_HEADER_BYTES;
}

/** The size of the frame whose flags are at `at`, in bytes. */
function sizeAt(bytes: Buffer, at: number, flags: number): number {
  if ((flags & FLAG_LONG) === 0) return bytes[at + 1] ?? 0;
  return bytes.readUInt32BE(at + 1) * 2 ** 32 + bytes.readUInt32BE(at + 5);
}
