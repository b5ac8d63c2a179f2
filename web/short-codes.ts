import { randomInt } from 'node:crypto';
import { plainText } from '../shared/text';
import { TokenBucket } from '../shared/token-bucket';

/** No vowels, so that no code is a word, and no letter that is mistaken for another one. */
const LETTERS = 'BCDFGHJKMNPRSTVWXZ';
/** 34 million codes, of which as many are tried as the limits below let through: one in 50,000 in the time of a code. */
const LENGTH = 6;
/** A code is shown for so long, and is valid a little longer for whoever is typing it. */
export const CODE_SHOWN_MS = 10 * 60_000;
const CODE_GRACE_MS = 60_000;
/** Tries a minute of one address, and of all together. */
const TRIES_PER_MINUTE = 6;
const ALL_TRIES_PER_MINUTE = 60;
/** Of more addresses the one that was not seen longest is forgotten; the limit for all together holds for it too. */
const ADDRESSES_MAX = 1024;

export type CodeResult = 'right' | 'wrong' | 'limited';

/** The short code that a person types in place of the token. Deterministic but for its letters: no I/O, no clock. */
export class ShortCodes {
  private shown: { code: string; endMs: number };
  private last: { code: string; endMs: number } | undefined;
  private readonly allTries: TokenBucket;
  /** By address; who was not seen longest is the first. */
  private readonly tries = new Map<string, TokenBucket>();

  constructor(nowMs: number) {
    this.shown = createCode(nowMs);
    this.allTries = bucketOf(ALL_TRIES_PER_MINUTE, nowMs);
  }

  /** The one to be shown. */
  get code(): string {
    return this.shown.code;
  }

  /** Replaces the code. */
  renew(nowMs: number): void {
    this.last = { code: this.shown.code, endMs: nowMs + CODE_GRACE_MS };
    this.shown = createCode(nowMs);
  }

  /** Whether a text is a valid code, whatever its case, and what stands between its letters. Each call is a try of this address. */
  check(text: string, address: string, nowMs: number): CodeResult {
    if (!this.triesOf(address, nowMs).tryConsume(1, nowMs)) return 'limited';
    if (!this.allTries.tryConsume(1, nowMs)) return 'limited';
    const given = plainText(text)
      .replace(/[^a-z]/gi, '')
      .toUpperCase();
    const isRight = [this.shown, this.last].some((one) => one && nowMs < one.endMs && one.code === given);
    return isRight ? 'right' : 'wrong';
  }

  private triesOf(address: string, nowMs: number): TokenBucket {
    const tries = this.tries.get(address) ?? bucketOf(TRIES_PER_MINUTE, nowMs);
    this.tries.delete(address);
    this.tries.set(address, tries);
    const [oldest = address] = this.tries.keys();
    if (this.tries.size > ADDRESSES_MAX) this.tries.delete(oldest);
    return tries;
  }
}

function createCode(nowMs: number): { code: string; endMs: number } {
  const code = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return { code, endMs: nowMs + CODE_SHOWN_MS + CODE_GRACE_MS };
}

function bucketOf(perMinute: number, nowMs: number): TokenBucket {
  return new TokenBucket(perMinute / 60, perMinute, nowMs);
}
