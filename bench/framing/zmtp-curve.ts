/**
 * ZMTP 3.1 with CURVE (RFC 26), as a Dealer speaks it with a server whose key it knows: each connection has keys and nonces
 * of its own. What a client costs is not measured, so it does not open the boxes of empty delimiters; it sends them.
 */
import {
  loadSodium,
  newKeyPair,
  nonceOf,
  randomBytes,
  seal,
  sharedKey,
  unseal,
  type KeyPair,
} from '../product';
import { frameOf, type Frame, type Framing } from './framing';

const GREETING_BYTES = 64;
const WELCOME_BYTES = 168;
const HEADER_BYTES = 2;
const LONG_HEADER_BYTES = 9;
const LONG = 2;
const COMMAND = 4;
const MORE = 1;
/** A box in a frame: "MESSAGE" after its length, a nonce, an authenticator, and inside the flags, besides the body. */
const NAME = Buffer.from('\x07MESSAGE');
const MAC_AT = 16;
const FLAGS_AT = 32;
const BODY_AT = 33;
const METADATA = Buffer.from('\x0bSocket-Type\0\0\0\x06DEALER\x08Identity\0\0\0\0', 'latin1');

export class ZmtpCurve implements Framing {
  opening: Buffer = Buffer.alloc(0);
  private readonly serverKey: Buffer;
  private readonly shortTerm: KeyPair = newKeyPair();
  private readonly longTerm: KeyPair = newKeyPair();
  /** Of all boxes once the server has said its short-term key. */
  private key: Buffer = Buffer.alloc(0);
  private readonly sent = nonceOf('CurveZMQMESSAGEC', Buffer.alloc(8));
  private readonly received = nonceOf('CurveZMQMESSAGES', Buffer.alloc(8));
  private count = 0;

  constructor(serverKey: Buffer) {
    this.serverKey = serverKey;
  }

  /** With the HELLO, which need not wait for the server's greeting. */
  greeting(): Buffer {
    const greeting = Buffer.alloc(GREETING_BYTES);
    greeting.set([0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 1]);
    greeting.write('CURVE', 12, 'ascii');
    const nonce = this.nextNonce();
    const key = sharedKey(this.shortTerm.secretKey, this.serverKey);
    const box = seal(key, nonceOf('CurveZMQHELLO---', nonce), Buffer.alloc(64));
    const hello = [Buffer.from('\x05HELLO\x01\0'), Buffer.alloc(72), this.shortTerm.publicKey, nonce, box];
    return Buffer.concat([greeting, command(Buffer.concat(hello))]);
  }

  /** Behind the WELCOME; the READY after it says nothing that a client would have to wait for. */
  greetingEnd(bytes: Buffer): number | undefined {
    const end = GREETING_BYTES + HEADER_BYTES + WELCOME_BYTES;
    if (bytes.length < end) return undefined;
    const welcome = bytes.subarray(end - WELCOME_BYTES, end);
    const nonce = nonceOf('WELCOME-', welcome.subarray(8, 24));
    const contents = unseal(sharedKey(this.shortTerm.secretKey, this.serverKey), nonce, welcome.subarray(24));
    if (!contents) throw new Error('The server says no WELCOME that can be opened.');
    const serverShortTerm = contents.subarray(0, 32);
    this.key = sharedKey(this.shortTerm.secretKey, serverShortTerm);
    this.opening = this.initiate(serverShortTerm, contents.subarray(32));
    return end;
  }

  /** Opens what it finds where it lies. The delimiter before it is known by its size and passed over. */
  read(bytes: Buffer, at: number, frame: Frame): boolean {
    let start = at;
    for (;;) {
      if (start + HEADER_BYTES > bytes.length) return false;
      const flags = bytes[start] ?? 0;
      const isLong = (flags & LONG) !== 0;
      if (isLong && start + LONG_HEADER_BYTES > bytes.length) return false;
      const size = isLong ? bytes.readUInt32BE(start + 5) : (bytes[start + 1] ?? 0);
      start += isLong ? LONG_HEADER_BYTES : HEADER_BYTES;
      if (start + size > bytes.length) return false;
      frame.next = start + size;
      if (size === BODY_AT) {
        start = frame.next;
        continue;
      }
      // The READY.
      if ((flags & COMMAND) !== 0) frame.kind = 'control';
      else frame.kind = this.open(bytes, start, frame.next) === 0 ? 'message' : 'control';
      frame.start = start + BODY_AT;
      frame.end = frame.next;
      return true;
    }
  }

  answer(control: Buffer): Buffer | undefined {
    if (control.toString('latin1', 0, 5) !== '\x04PING') return undefined;
    return this.sealed(COMMAND / 2, Buffer.concat([Buffer.from('\x04PONG'), control.subarray(7)]));
  }

  wrap(payload: Buffer, reusable?: Buffer): Buffer {
    const bytes = frameBytes(0) + frameBytes(payload.length);
    const frame = frameOf(bytes, reusable);
    this.put(frame, this.put(frame, 0, MORE, undefined), 0, payload);
    return frame;
  }

  private initiate(serverShortTerm: Buffer, cookie: Buffer): Buffer {
    const vouchNonce = randomBytes(16);
    const vouch = seal(
      sharedKey(this.longTerm.secretKey, serverShortTerm),
      nonceOf('VOUCH---', vouchNonce),
      Buffer.concat([this.shortTerm.publicKey, this.serverKey]),
    );
    const nonce = this.nextNonce();
    const contents = Buffer.concat([this.longTerm.publicKey, vouchNonce, vouch, METADATA]);
    const box = seal(this.key, nonceOf('CurveZMQINITIATE', nonce), contents);
    return command(Buffer.concat([Buffer.from('\x08INITIATE'), cookie, nonce, box]));
  }

  private sealed(flags: number, body: Buffer): Buffer {
    const frame = Buffer.allocUnsafe(frameBytes(body.length));
    this.put(frame, 0, flags, body);
    return frame;
  }

  /** Writes a box in its frame; returns where it ends. */
  private put(target: Buffer, start: number, flags: number, body: Buffer | undefined): number {
    const size = BODY_AT + (body?.length ?? 0);
    const isLong = size > 255;
    target[start] = isLong ? LONG : 0;
    if (isLong) target.writeBigUInt64BE(BigInt(size), start + 1);
    else target[start + 1] = size;
    const at = start + (isLong ? LONG_HEADER_BYTES : HEADER_BYTES);
    this.sent.writeUInt32BE(++this.count, 20);
    target.set(NAME, at);
    target.set(this.sent.subarray(16), at + NAME.length);
    target[at + FLAGS_AT] = flags;
    if (body) target.set(body, at + BODY_AT);
    const plain = target.subarray(at + FLAGS_AT, at + size);
    const mac = target.subarray(at + MAC_AT, at + FLAGS_AT);
    loadSodium().crypto_secretbox_detached(plain, mac, plain, this.sent, this.key);
    return at + size;
  }

  /** Opens a box in place, and returns the flags in it. */
  private open(bytes: Buffer, start: number, end: number): number {
    bytes.copy(this.received, 16, start + NAME.length, start + MAC_AT);
    const sealed = bytes.subarray(start + FLAGS_AT, end);
    const mac = bytes.subarray(start + MAC_AT, start + FLAGS_AT);
    if (!loadSodium().crypto_secretbox_open_detached(sealed, sealed, mac, this.received, this.key))
      throw new Error('A box of the server cannot be opened.');
    return sealed[0] ?? 0;
  }

  private nextNonce(): Buffer {
    const bytes = Buffer.alloc(8);
    bytes.writeUInt32BE(++this.count, 4);
    return bytes;
  }
}

function frameBytes(bodyBytes: number): number {
  const size = BODY_AT + bodyBytes;
  return (size > 255 ? LONG_HEADER_BYTES : HEADER_BYTES) + size;
}

function command(body: Buffer): Buffer {
  const header = Buffer.alloc(body.length > 255 ? LONG_HEADER_BYTES : HEADER_BYTES);
  header[0] = body.length > 255 ? COMMAND | LONG : COMMAND;
  if (body.length > 255) header.writeBigUInt64BE(BigInt(body.length), 1);
  else header[1] = body.length;
  return Buffer.concat([header, body]);
}
