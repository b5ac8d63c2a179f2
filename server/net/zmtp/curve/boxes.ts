/**
 * The boxes of NaCl that CURVE is made of: Curve25519, XSalsa20 and Poly1305. A box between two key pairs is a secret box
 * under a key that both ends compute once, which is libsodium's crypto_box_beforenm (the binding has its parts, and
 * HSalsa20 is noble's); so the costly multiplication is not done again for each message.
 */
import { hsalsa } from '@noble/ciphers/salsa';
import { ProtocolError } from '../protocol-error';
import { loadSodium } from './sodium';

export const KEY_BYTES = 32;
export const MAC_BYTES = 16;
export const NONCE_BYTES = 24;
/** Of a nonce that counts up, and of one that is drawn. */
export const SHORT_NONCE_BYTES = 8;
export const LONG_NONCE_BYTES = 16;

export interface KeyPair {
  publicKey: Buffer;
  secretKey: Buffer;
}

const SIGMA = toWords(Buffer.from('expand 32-byte k'));
const ZEROS = new Uint32Array(4);

export function newKeyPair(): KeyPair {
  const [publicKey, secretKey] = [Buffer.alloc(KEY_BYTES), Buffer.alloc(KEY_BYTES)];
  loadSodium().crypto_box_keypair(publicKey, secretKey);
  return { publicKey, secretKey };
}

export function randomBytes(count: number): Buffer {
  const bytes = Buffer.alloc(count);
  loadSodium().randombytes_buf(bytes);
  return bytes;
}

/** The key of all boxes between two key pairs. Throws a ProtocolError when the other's public key makes no secret. */
export function sharedKey(secretKey: Uint8Array, publicKey: Uint8Array): Buffer {
  const product = Buffer.alloc(KEY_BYTES);
  try {
    loadSodium().crypto_scalarmult(product, secretKey, publicKey);
  } catch {
    throw new ProtocolError('a public key that makes no secret');
  }
  const key = new Uint32Array(KEY_BYTES / 4);
  hsalsa(SIGMA, toWords(product), ZEROS, key);
  return Buffer.from(key.buffer);
}

/** A nonce: its prefix, which says what is in the box, and the bytes that no other box under this key has. */
export function nonceOf(prefix: string, bytes: Uint8Array): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.write(prefix, 'latin1');
  nonce.set(bytes, prefix.length);
  return nonce;
}

/** A box: the authenticator and the encrypted bytes. */
export function seal(key: Uint8Array, nonce: Uint8Array, plain: Uint8Array): Buffer {
  const box = Buffer.alloc(MAC_BYTES + plain.length);
  loadSodium().crypto_secretbox_detached(
    box.subarray(MAC_BYTES),
    box.subarray(0, MAC_BYTES),
    plain,
    nonce,
    key,
  );
  return box;
}

/** What is in a box of at least MAC_BYTES; undefined when somebody else made it, or something else is in it. */
export function unseal(key: Uint8Array, nonce: Uint8Array, box: Buffer): Buffer | undefined {
  const plain = Buffer.alloc(box.length - MAC_BYTES);
  const mac = box.subarray(0, MAC_BYTES);
  const isRight = loadSodium().crypto_secretbox_open_detached(
    plain,
    box.subarray(MAC_BYTES),
    mac,
    nonce,
    key,
  );
  return isRight ? plain : undefined;
}

/** Little-endian words, as every machine that runs Node has them. */
function toWords(bytes: Buffer): Uint32Array {
  return new Uint32Array(new Uint8Array(bytes).buffer);
}
