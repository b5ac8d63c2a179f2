/**
 * What is said on a secured connection: each frame, and each command, is a box in a frame of its own,
 *
 *     header (2 or 9), 7 "MESSAGE", nonce (8), authenticator (16), encrypted flags (1) and body
 *
 * whose outer flags say nothing: whether another frame follows (1), or it is a command (2), stands inside.
 */
import { COMMAND_MAX_BYTES, LONG_HEADER_BYTES, SEALED_OVERHEAD_BYTES } from '../limits';
import { MESSAGE_MAX_BYTES } from '../../../../shared/config';
import type { Decoder, Incoming, Kind } from '../frames/decoder';
import type { Framing } from '../frames/encoder';
import { ProtocolError } from '../protocol-error';
import { MAC_BYTES, SHORT_NONCE_BYTES } from './boxes';
import type { CurveChannel } from './curve-handshake';
import { loadSodium } from './sodium';

const NAME = Buffer.from('\x07MESSAGE', 'latin1');
const NONCE_AT = NAME.length;
const MAC_AT = NONCE_AT + SHORT_NONCE_BYTES;
const FLAGS_AT = MAC_AT + MAC_BYTES;
const BODY_AT = FLAGS_AT + 1;
const FLAG_MORE = 0x01;
const FLAG_COMMAND = 0x02;
const FLAG_LONG = 0x02;
const SHORT_HEADER_BYTES = 2;
const SHORT_MAX_BYTES = 255;
const NOTHING = Buffer.alloc(0);

/** Finds the messages and commands in what a peer sends. */
export class SealedDecoder implements Incoming {
  kind: Kind | undefined;
  body: Buffer = NOTHING;
  private readonly frames: Decoder;
  private readonly channel: CurveChannel;
  /** How long the first frame of a message was whose last has not come yet. */
  private firstBytes: number | undefined;

  /** @param frames reads the outer frames */
  constructor(frames: Decoder, channel: CurveChannel) {
    this.frames = frames;
    this.channel = channel;
  }

  /** As Decoder.read(). What it opens it opens in place: the chunk is changed. */
  read(chunk: Buffer, start: number): number {
    this.kind = undefined;
    let at = start;
    for (let isFound = false; at < chunk.length && !isFound;) {
      at = this.frames.read(chunk, at);
      if (this.frames.kind) isFound = this.take(this.frames.kind, this.frames.body);
    }
    return at;
  }

  /** Returns whether a message or a command is whole. */
  private take(outerKind: Kind, frame: Buffer): boolean {
    // Some libraries may send MESSAGE as a command, as the RFC has it; libzmq sends it as a message.
    if (outerKind !== 'frame' && outerKind !== 'command') throw new ProtocolError('a MESSAGE of two frames');
    const flags = this.open(frame);
    const body = frame.subarray(BODY_AT);
    if (flags > FLAG_COMMAND) throw new ProtocolError('broken flags');
    if (this.firstBytes === undefined) {
      if (flags !== FLAG_MORE) return this.found(flags === FLAG_COMMAND ? 'command' : 'frame', body);
      this.firstBytes = body.length;
      return false;
    }
    if (flags !== 0) throw new ProtocolError('a third frame, or a command between two');
    if (this.firstBytes + body.length > MESSAGE_MAX_BYTES) throw new ProtocolError('too long');
    const kind = this.firstBytes === 0 ? 'delimited' : 'malformed';
    this.firstBytes = undefined;
    return this.found(kind, body);
  }

  /** Opens a box where it stands, and returns the flags in it. */
  private open(frame: Buffer): number {
    const { key, incoming } = this.channel;
    if (frame.length < BODY_AT || !frame.subarray(0, NONCE_AT).equals(NAME))
      throw new ProtocolError('no MESSAGE of CURVE');
    if (!incoming.tryAdvance(frame, NONCE_AT))
      throw new ProtocolError('a nonce that is not higher than the last');
    const sealed = frame.subarray(FLAGS_AT);
    const mac = frame.subarray(MAC_AT, FLAGS_AT);
    if (!loadSodium().crypto_secretbox_open_detached(sealed, sealed, mac, incoming.bytes, key))
      throw new ProtocolError('a box that cannot be opened');
    return sealed[0] ?? 0;
  }

  private found(kind: Kind, body: Buffer): true {
    if (kind === 'command' && body.length > COMMAND_MAX_BYTES) throw new ProtocolError('too long');
    this.kind = kind;
    this.body = body;
    return true;
  }
}

/** How messages and commands leave: encrypted where they are put together. */
export class SealedFraming implements Framing {
  private readonly channel: CurveChannel;

  constructor(channel: CurveChannel) {
    this.channel = channel;
  }

  messageBytes(payloadBytes: number): number {
    return frameBytes(0) + frameBytes(payloadBytes);
  }

  putMessage(target: Buffer, start: number, payload: Uint8Array): void {
    const at = this.putFrame(target, start, FLAG_MORE, NOTHING);
    this.putFrame(target, at, 0, payload);
  }

  command(body: Uint8Array): Buffer {
    const frame = Buffer.allocUnsafe(frameBytes(body.length));
    this.putFrame(frame, 0, FLAG_COMMAND, body);
    return frame;
  }

  /** Returns where it ends. */
  private putFrame(target: Buffer, start: number, flags: number, body: Uint8Array): number {
    const { key, outgoing } = this.channel;
    const at = putHeader(target, start, SEALED_OVERHEAD_BYTES + body.length);
    const end = at + BODY_AT + body.length;
    outgoing.next();
    target.set(NAME, at);
    target.set(outgoing.bytes.subarray(-SHORT_NONCE_BYTES), at + NONCE_AT);
    target[at + FLAGS_AT] = flags;
    target.set(body, at + BODY_AT);
    const sealed = target.subarray(at + FLAGS_AT, end);
    const mac = target.subarray(at + MAC_AT, at + FLAGS_AT);
    loadSodium().crypto_secretbox_detached(sealed, mac, sealed, outgoing.bytes, key);
    return end;
  }
}

function frameBytes(bodyBytes: number): number {
  const bytes = SEALED_OVERHEAD_BYTES + bodyBytes;
  return (bytes > SHORT_MAX_BYTES ? LONG_HEADER_BYTES : SHORT_HEADER_BYTES) + bytes;
}

/** Returns where it ends. */
function putHeader(target: Buffer, at: number, bytes: number): number {
  if (bytes <= SHORT_MAX_BYTES) {
    target[at] = 0;
    target[at + 1] = bytes;
    return at + SHORT_HEADER_BYTES;
  }
  target[at] = FLAG_LONG;
  target.writeUInt32BE(0, at + 1);
  target.writeUInt32BE(bytes, at + 5);
  return at + LONG_HEADER_BYTES;
}
