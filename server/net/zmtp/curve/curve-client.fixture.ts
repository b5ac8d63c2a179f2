/**
 * The client's side of CURVE, for tests: byte for byte as RFC 26 has it, and written without the code under test. Its boxes
 * are libsodium's crypto_box, which computes the shared key anew each time.
 */
import { createRequire } from 'node:module';
import { greeting, property } from '../zmtp.fixture';

interface Boxes {
  crypto_box_keypair(publicKey: Buffer, secretKey: Buffer): void;
  crypto_box_easy(box: Buffer, plain: Buffer, nonce: Buffer, publicKey: Buffer, secretKey: Buffer): void;
  crypto_box_open_easy(
    plain: Buffer,
    box: Buffer,
    nonce: Buffer,
    publicKey: Buffer,
    secretKey: Buffer,
  ): boolean;
}
const sodium = createRequire(__filename)('sodium-native') as Boxes;

/** What a Dealer says of itself. @param identity as text of one character a byte */
export const dealerMetadata = (identity = ''): Buffer =>
  Buffer.concat([property('Socket-Type', 'DEALER'), property('Identity', identity)]);

export interface Pair {
  publicKey: Buffer;
  secretKey: Buffer;
}

export function makePair(): Pair {
  const pair = { publicKey: Buffer.alloc(32), secretKey: Buffer.alloc(32) };
  sodium.crypto_box_keypair(pair.publicKey, pair.secretKey);
  return pair;
}

/** A frame with these flags, of which LONG is added where it is needed. */
export function frame(flags: number, body: Buffer): Buffer {
  if (body.length <= 255) return Buffer.concat([Buffer.of(flags, body.length), body]);
  const header = Buffer.alloc(9);
  header.writeUInt8(flags | 2);
  header.writeBigUInt64BE(BigInt(body.length), 1);
  return Buffer.concat([header, body]);
}

/** The bodies of the frames that some bytes begin with; what is not whole is left out. */
export function framesIn(bytes: Buffer): Buffer[] {
  const bodies: Buffer[] = [];
  for (let at = 0; at + 2 <= bytes.length;) {
    const isLong = ((bytes[at] ?? 0) & 2) !== 0;
    if (isLong && at + 9 > bytes.length) break;
    const start = at + (isLong ? 9 : 2);
    const end = start + (isLong ? Number(bytes.readBigUInt64BE(at + 1)) : (bytes[at + 1] ?? 0));
    if (end > bytes.length) break;
    bodies.push(bytes.subarray(start, end));
    at = end;
  }
  return bodies;
}

export class CurveClient {
  static readonly GREETING = greeting(3, 1, 'CURVE');
  readonly shortTerm = makePair();
  readonly longTerm: Pair;
  /** Public so that tests can step back. */
  nonce = 0n;
  /** Public for who seals by the thousand, under a key that is computed once. */
  serverShortTerm: Buffer = Buffer.alloc(32);
  private readonly serverKey: Buffer;

  constructor(serverKey: Buffer, longTerm = makePair()) {
    this.serverKey = serverKey;
    this.longTerm = longTerm;
  }

  hello(): Buffer {
    const nonce = this.next();
    const box = this.box(Buffer.alloc(64), 'CurveZMQHELLO---', nonce, this.serverKey);
    return frame(
      4,
      Buffer.concat([
        Buffer.from('\x05HELLO\x01\x00', 'latin1'),
        Buffer.alloc(72),
        this.shortTerm.publicKey,
        nonce,
        box,
      ]),
    );
  }

  /** @param welcome the body of the server's command */
  initiate(
    welcome: Buffer,
    {
      metadata = dealerMetadata(),
      vouched = this.shortTerm.publicKey,
      vouchedTo = this.serverKey,
      cookie = undefined as Buffer | undefined,
    } = {},
  ): Buffer {
    if (welcome.length !== 168 || welcome.toString('latin1', 0, 8) !== '\x07WELCOME')
      throw new Error(`It is no WELCOME: ${welcome.toString('hex')}`);
    const contents = this.open(welcome.subarray(24), 'WELCOME-', welcome.subarray(8, 24), this.serverKey);
    this.serverShortTerm = contents.subarray(0, 32);
    const vouchNonce = Buffer.alloc(16, 7);
    const vouch = Buffer.alloc(80);
    sodium.crypto_box_easy(
      vouch,
      Buffer.concat([vouched, vouchedTo]),
      Buffer.concat([Buffer.from('VOUCH---'), vouchNonce]),
      this.serverShortTerm,
      this.longTerm.secretKey,
    );
    const nonce = this.next();
    const box = this.box(
      Buffer.concat([this.longTerm.publicKey, vouchNonce, vouch, metadata]),
      'CurveZMQINITIATE',
      nonce,
      this.serverShortTerm,
    );
    return frame(
      4,
      Buffer.concat([Buffer.from('\x08INITIATE', 'latin1'), cookie ?? contents.subarray(32), nonce, box]),
    );
  }

  /** The metadata in the server's READY. */
  ready(body: Buffer): Buffer {
    if (body.toString('latin1', 0, 6) !== '\x05READY')
      throw new Error(`It is no READY: ${body.toString('hex')}`);
    return this.open(body.subarray(14), 'CurveZMQREADY---', body.subarray(6, 14), this.serverShortTerm);
  }

  /** A message of one frame, or more. */
  message(...frames: (string | Uint8Array)[]): Buffer {
    return Buffer.concat(
      frames.map((body, i) => this.sealed(i + 1 < frames.length ? 1 : 0, Buffer.from(body))),
    );
  }

  command(name: string, ...data: Buffer[]): Buffer {
    return this.sealed(2, Buffer.concat([Buffer.of(name.length), Buffer.from(name), ...data]));
  }

  /** @param flags inside the box */
  sealed(flags: number, body: Buffer, outerFlags = 0): Buffer {
    const nonce = this.next();
    const box = this.box(
      Buffer.concat([Buffer.of(flags), body]),
      'CurveZMQMESSAGEC',
      nonce,
      this.serverShortTerm,
    );
    return frame(outerFlags, Buffer.concat([Buffer.from('\x07MESSAGE', 'latin1'), nonce, box]));
  }

  /** What is in a MESSAGE of the server: the flags, and behind them the body. */
  unsealed(body: Buffer): Buffer {
    if (body.toString('latin1', 0, 8) !== '\x07MESSAGE')
      throw new Error(`It is no MESSAGE: ${body.toString('hex')}`);
    return this.open(body.subarray(16), 'CurveZMQMESSAGES', body.subarray(8, 16), this.serverShortTerm);
  }

  private next(): Buffer {
    this.nonce++;
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(this.nonce);
    return bytes;
  }

  private box(plain: Buffer, prefix: string, nonce: Buffer, to: Buffer): Buffer {
    const box = Buffer.alloc(16 + plain.length);
    const { secretKey } = this.shortTerm;
    sodium.crypto_box_easy(box, plain, Buffer.concat([Buffer.from(prefix), nonce]), to, secretKey);
    return box;
  }

  private open(box: Buffer, prefix: string, nonce: Buffer, from: Buffer): Buffer {
    const plain = Buffer.alloc(box.length - 16);
    const whole = Buffer.concat([Buffer.from(prefix), nonce]);
    if (!sodium.crypto_box_open_easy(plain, box, whole, from, this.shortTerm.secretKey))
      throw new Error(`A box of the server cannot be opened (${prefix}).`);
    return plain;
  }
}
