import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey } from 'node:crypto';
import { isKey } from '../../shared/keys';
import type { PrivateFile } from '../../cli/private-file';

/** A Curve25519 key pair, as CURVE has it: 32 bytes each. */
export interface KeyPair {
  publicKey: Buffer;
  secretKey: Buffer;
}

/**
 * The key pair of the yards of this computer: read, or made and kept where there is none yet.
 * @throws an Error with a sentence for a person when the file cannot be read or written, or is damaged; it is left as it is then
 */
export function loadKeyPair(file: PrivateFile): KeyPair {
  const text = file.read();
  if (text !== undefined) return decode(text) ?? refuse(file.path);
  const { privateKey } = generateKeyPairSync('x25519');
  const made = privateKey.export({ format: 'jwk' });
  const pair = { publicKey: made.x ?? '', secretKey: made.d ?? '' };
  if (file.create(`${JSON.stringify(pair, null, 2)}\n`))
    return decode(JSON.stringify(pair)) ?? refuse(file.path);
  // Another server made one at the same moment: all of this computer have the one.
  return decode(file.read() ?? '') ?? refuse(file.path);
}

function refuse(path: string): never {
  // What stands in it is in no sentence.
  throw new Error(
    `${path} is damaged: it holds no key pair of a yard. Put a copy of it back, or move it away, and new keys are made; who was here before is asked then whether that is right.`,
  );
}

/** Undefined unless it is a key pair, whole. */
function decode(text: string): KeyPair | undefined {
  try {
    const { publicKey, secretKey } = JSON.parse(text) as Record<string, unknown>;
    if (typeof publicKey !== 'string' || typeof secretKey !== 'string') return undefined;
    if (!isKey(publicKey) || !isKey(secretKey)) return undefined;
    const jwk: JsonWebKey = { kty: 'OKP', crv: 'X25519', x: publicKey, d: secretKey };
    const own = createPublicKey(createPrivateKey({ key: jwk, format: 'jwk' })).export({ format: 'jwk' });
    if (own.x !== publicKey) return undefined;
    return {
      publicKey: Buffer.from(publicKey, 'base64url'),
      secretKey: Buffer.from(secretKey, 'base64url'),
    };
  } catch {
    return undefined;
  }
}
