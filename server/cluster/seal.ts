/** What the servers of a secured yard keep in NATS is sealed, and what they publish tagged: with keys that follow from their key pair. */
import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { createPacketTags, NO_TAGS, type PacketTags } from './packet-tags';

const INFO = 'zeroyard cluster 1';
const CIPHER = 'aes-256-gcm';
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const TAGS_MAX = 20_000;

export interface Seal {
  /** @param name under which it is kept: it cannot be put under another */
  readonly seal: (name: string, text: string) => Uint8Array;
  /** Undefined for what nobody with this key pair has sealed under that name. */
  readonly open: (name: string, sealed: Uint8Array) => string | undefined;
  /** 32 bytes in base64url that stand for a text, and tell who lacks the key pair nothing of it. */
  readonly tag: (text: string) => string;
  /** By which packets of this yard's servers are known. */
  readonly packets: PacketTags;
}

/** @param secretKey of the yard's key pair */
export function createSeal(secretKey: Uint8Array): Seal {
  const keys = Buffer.from(hkdfSync('sha256', secretKey, new Uint8Array(), INFO, 2 * KEY_BYTES));
  const [sealing, tagging] = [keys.subarray(0, KEY_BYTES), keys.subarray(KEY_BYTES)];
  return {
    seal: (name, text) => {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv(CIPHER, sealing, nonce).setAAD(Buffer.from(name));
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
    },
    open: (name, sealed) => {
      if (sealed.length < NONCE_BYTES + TAG_BYTES) return undefined;
      const nonce = sealed.subarray(0, NONCE_BYTES);
      const decipher = createDecipheriv(CIPHER, sealing, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(name))
        .setAuthTag(sealed.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
      try {
        const text = decipher.update(sealed.subarray(NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([text, decipher.final()]).toString();
      } catch {
        return undefined;
      }
    },
    tag: remembered((text) => createHmac('sha256', tagging).update(text).digest('base64url')),
    packets: createPacketTags(secretKey),
  };
}

/** The same of the same text is asked for again and again. */
function remembered(compute: (text: string) => string): (text: string) => string {
  const results = new Map<string, string>();
  return (text) => {
    let result = results.get(text);
    if (result !== undefined) return result;
    if (results.size >= TAGS_MAX) results.clear();
    results.set(text, (result = compute(text)));
    return result;
  };
}

/** Of an open yard, which has neither keys nor identities nor tickets: nothing in it is a secret. */
export const OPEN_SEAL: Seal = {
  seal: (_, text) => Buffer.from(text),
  open: (_, text) => Buffer.from(text).toString(),
  tag: (text) => createHash('sha256').update(text).digest('base64url'),
  packets: NO_TAGS,
};
