/**
 * The server's side of CURVE's handshake (RFC 26), with its long-term key pair (S, s):
 *
 *     client  HELLO     version (2), padding (72), C', nonce (8), box of 64 zeros (C'->S)                     200 bytes
 *     server  WELCOME   nonce (16), box of S' and the cookie (S->C')                                          168
 *     client  INITIATE  cookie (96), nonce (8), box of C, a vouch and the metadata (C'->S')                   257 and more
 *     server  READY     nonce (8), box of the metadata (S'->C')
 *
 * C' and S' are key pairs for this connection alone: who gets hold of the long-term keys later reads nothing of it. The vouch
 * is a box of C' and S from the client's long-term key (C->S'), so that nobody takes another's C. Each length is checked
 * before anything is computed, and a connection has each step once: what its handshake costs at most is part of what its
 * address is charged for opening it.
 */
import { checkSocketType, decodeMetadata, OWN_METADATA } from '../commands';
import { COMMAND_MAX_BYTES } from '../limits';
import { ProtocolError } from '../protocol-error';
import {
  KEY_BYTES,
  LONG_NONCE_BYTES,
  MAC_BYTES,
  newKeyPair,
  nonceOf,
  randomBytes,
  seal,
  sharedKey,
  SHORT_NONCE_BYTES,
  unseal,
  type KeyPair as CurveKeys,
} from './boxes';
import { Cookies, COOKIE_BYTES } from './cookies';
import { CountingNonce } from './counting-nonce';

const VERSION = [1, 0];
const PADDING_BYTES = 72;
const SIGNATURE_BYTES = 64;
const HELLO = nameOf('HELLO');
const WELCOME = nameOf('WELCOME');
const INITIATE = nameOf('INITIATE');
const READY = nameOf('READY');
const HELLO_KEY_AT = HELLO.length + VERSION.length + PADDING_BYTES;
const HELLO_NONCE_AT = HELLO_KEY_AT + KEY_BYTES;
const HELLO_BOX_AT = HELLO_NONCE_AT + SHORT_NONCE_BYTES;
const HELLO_BYTES = HELLO_BOX_AT + MAC_BYTES + SIGNATURE_BYTES;
const INITIATE_NONCE_AT = INITIATE.length + COOKIE_BYTES;
const INITIATE_BOX_AT = INITIATE_NONCE_AT + SHORT_NONCE_BYTES;
const VOUCH_BOX_AT = KEY_BYTES + LONG_NONCE_BYTES;
const METADATA_AT = VOUCH_BOX_AT + MAC_BYTES + 2 * KEY_BYTES;
const INITIATE_MIN_BYTES = INITIATE_BOX_AT + MAC_BYTES + METADATA_AT;

export type { CurveKeys };

/** A secured Router's keys, which all its handshakes use. */
export class CurveServer {
  readonly keys: CurveKeys;
  readonly cookies: Cookies;
  readonly nowMs: () => number;

  /** Throws a NoCurveError where this machine has no libsodium. @param nowMs a clock that never jumps */
  constructor(keys: CurveKeys, nowMs: () => number = () => performance.now()) {
    this.keys = keys;
    this.nowMs = nowMs;
    this.cookies = new Cookies(nowMs());
  }
}

/** The keys and nonces of a connection whose handshake is done. */
export interface CurveChannel {
  key: Buffer;
  incoming: CountingNonce;
  outgoing: CountingNonce;
}

export class CurveHandshake {
  /** Set when it is done. */
  channel: CurveChannel | undefined;
  private readonly server: CurveServer;
  private readonly incoming = new CountingNonce('CurveZMQHELLO---');
  /**
   * By which the cookie of this connection is known; undefined before WELCOME. It is all that is kept until then, and it
   * keeps an INITIATE that was recorded from opening a second connection.
   */
  private cookieNonce: Buffer | undefined;

  constructor(server: CurveServer) {
    this.server = server;
  }

  /** Takes the peer's next command. Returns the body of the one to answer with. Throws a ProtocolError when it is not as it should be. */
  handle(body: Buffer): Buffer {
    return this.cookieNonce ? this.handleInitiate(body, this.cookieNonce) : this.handleHello(body);
  }

  private handleHello(body: Buffer): Buffer {
    if (body.length !== HELLO_BYTES || !begins(body, HELLO)) throw new ProtocolError('no HELLO of CURVE');
    if (!VERSION.every((byte, i) => body[HELLO.length + i] === byte))
      throw new ProtocolError('another version of CURVE');
    this.advance(this.incoming, body, HELLO_NONCE_AT);
    const { keys, cookies, nowMs } = this.server;
    const peerKey = body.subarray(HELLO_KEY_AT, HELLO_NONCE_AT);
    const key = sharedKey(keys.secretKey, peerKey);
    const signature = unseal(key, this.incoming.bytes, body.subarray(HELLO_BOX_AT));
    if (!signature?.every((byte) => byte === 0)) throw new ProtocolError('a HELLO to another key');
    const own = newKeyPair();
    const cookie = cookies.create({ peerKey, secretKey: own.secretKey }, nowMs());
    this.cookieNonce = Buffer.from(cookie.subarray(0, LONG_NONCE_BYTES));
    const nonce = randomBytes(LONG_NONCE_BYTES);
    const box = seal(key, nonceOf('WELCOME-', nonce), Buffer.concat([own.publicKey, cookie]));
    return Buffer.concat([WELCOME, nonce, box]);
  }

  private handleInitiate(body: Buffer, cookieNonce: Buffer): Buffer {
    if (body.length < INITIATE_MIN_BYTES || body.length > COMMAND_MAX_BYTES || !begins(body, INITIATE))
      throw new ProtocolError('no INITIATE of CURVE');
    const cookie = body.subarray(INITIATE.length, INITIATE_NONCE_AT);
    if (!begins(cookie, cookieNonce)) throw new ProtocolError('a cookie of another connection');
    const incoming = new CountingNonce('CurveZMQINITIATE').follow(this.incoming);
    this.advance(incoming, body, INITIATE_NONCE_AT);
    const { keys, cookies, nowMs } = this.server;
    const kept = cookies.open(cookie, nowMs());
    if (!kept) throw new ProtocolError('a cookie that is not ours');
    const key = sharedKey(kept.secretKey, kept.peerKey);
    const contents = unseal(key, incoming.bytes, body.subarray(INITIATE_BOX_AT));
    if (!contents) throw new ProtocolError('an INITIATE that cannot be opened');
    const vouchNonce = nonceOf('VOUCH---', contents.subarray(KEY_BYTES, VOUCH_BOX_AT));
    const vouchKey = sharedKey(kept.secretKey, contents.subarray(0, KEY_BYTES));
    const vouch = unseal(vouchKey, vouchNonce, contents.subarray(VOUCH_BOX_AT, METADATA_AT));
    if (!vouch?.equals(Buffer.concat([kept.peerKey, keys.publicKey])))
      throw new ProtocolError('a vouch for another key');
    checkSocketType(decodeMetadata(contents.subarray(METADATA_AT)).socketType);
    const outgoing = new CountingNonce('CurveZMQREADY---');
    outgoing.next();
    const ready = seal(key, outgoing.bytes, OWN_METADATA);
    this.channel = {
      key,
      incoming: new CountingNonce('CurveZMQMESSAGEC').follow(incoming),
      outgoing: new CountingNonce('CurveZMQMESSAGES').follow(outgoing),
    };
    return Buffer.concat([READY, outgoing.bytes.subarray(-SHORT_NONCE_BYTES), ready]);
  }

  private advance(nonce: CountingNonce, body: Buffer, at: number): void {
    if (!nonce.tryAdvance(body, at)) throw new ProtocolError('a nonce that is not higher than the last');
  }
}

function nameOf(name: string): Buffer {
  return Buffer.concat([Buffer.of(name.length), Buffer.from(name)]);
}

function begins(bytes: Buffer, beginning: Buffer): boolean {
  return bytes.subarray(0, beginning.length).equals(beginning);
}
