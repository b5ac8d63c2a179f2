import { createRequire } from 'node:module';
import { NoCurveError } from '../../no-curve-error';

/** What is used of libsodium, by the package sodium-native: each throws, or says false, where the primitive fails. */
export interface Sodium {
  /** Fills both with a new key pair. */
  crypto_box_keypair(publicKey: Uint8Array, secretKey: Uint8Array): void;
  /** Throws where the public key is none that makes a secret, such as zeros. */
  crypto_scalarmult(shared: Uint8Array, secretKey: Uint8Array, publicKey: Uint8Array): void;
  /** `cipher` may be `plain` itself. */
  crypto_secretbox_detached(
    cipher: Uint8Array,
    mac: Uint8Array,
    plain: Uint8Array,
    nonce: Uint8Array,
    key: Uint8Array,
  ): void;
  /** Whether the box is right; only then `plain` is written, which may be `cipher` itself. */
  crypto_secretbox_open_detached(
    plain: Uint8Array,
    cipher: Uint8Array,
    mac: Uint8Array,
    nonce: Uint8Array,
    key: Uint8Array,
  ): boolean;
  randombytes_buf(bytes: Uint8Array): void;
}

let loaded: Sodium | undefined;

/** libsodium, loaded when it is first needed: an open yard needs none of it. Throws a NoCurveError where the package has no addon for this machine. */
export function loadSodium(): Sodium {
  try {
    return (loaded ??= createRequire(__filename)('sodium-native') as Sodium);
  } catch (error) {
    throw new NoCurveError(
      `This machine has no libsodium for a secured yard (${process.platform} ${process.arch}).`,
      '--transport zeromq',
      error,
    );
  }
}
