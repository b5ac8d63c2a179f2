import { KEY_BYTES, LONG_NONCE_BYTES, MAC_BYTES, nonceOf, randomBytes, seal, unseal } from './boxes';

/** How long a key is used for new cookies. A handshake has a few seconds, so one key before it is enough. */
const KEY_LIFE_MS = 60_000;
const PREFIX = 'COOKIE--';

export const COOKIE_BYTES = LONG_NONCE_BYTES + MAC_BYTES + 2 * KEY_BYTES;

/** What a cookie keeps for us at the peer. */
export interface CookieContents {
  /** The peer's short-term key. */
  peerKey: Buffer;
  /** Our own short-term key for this peer. */
  secretKey: Buffer;
}

/**
 * What the server would have to remember between WELCOME and INITIATE, sealed and given to the peer to bring back. The key is
 * known to nobody else and replaced each minute, so that who gets hold of it later opens nothing old.
 */
export class Cookies {
  private key = randomBytes(KEY_BYTES);
  private previousKey = this.key;
  private replacedMs: number;

  constructor(nowMs: number) {
    this.replacedMs = nowMs;
  }

  create({ peerKey, secretKey }: CookieContents, nowMs: number): Buffer {
    this.replaceKeys(nowMs);
    const nonce = randomBytes(LONG_NONCE_BYTES);
    const box = seal(this.key, nonceOf(PREFIX, nonce), Buffer.concat([peerKey, secretKey]));
    return Buffer.concat([nonce, box]);
  }

  /** Opens one of ours; undefined for every other, and for one that is too old. */
  open(cookie: Buffer, nowMs: number): CookieContents | undefined {
    this.replaceKeys(nowMs);
    const nonce = nonceOf(PREFIX, cookie.subarray(0, LONG_NONCE_BYTES));
    const box = cookie.subarray(LONG_NONCE_BYTES);
    const contents = unseal(this.key, nonce, box) ?? unseal(this.previousKey, nonce, box);
    return contents && { peerKey: contents.subarray(0, KEY_BYTES), secretKey: contents.subarray(KEY_BYTES) };
  }

  private replaceKeys(nowMs: number): void {
    const passedMs = nowMs - this.replacedMs;
    if (passedMs < KEY_LIFE_MS) return;
    const fresh = randomBytes(KEY_BYTES);
    // After a long pause the key that was used last is too old as well.
    this.previousKey = passedMs < 2 * KEY_LIFE_MS ? this.key : fresh;
    this.key = fresh;
    this.replacedMs = nowMs;
  }
}
