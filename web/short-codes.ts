import { randomInt } from 'node:crypto';
import { plainText } from '../shared/text';
import { TokenBucket } from '../shared/token-bucket';
import { AddressBuckets } from './address-buckets';

/** No vowels, so that no code is a word, and no letter that is mistaken for another one. */
const LETTERS = 'BCDFGHJKMNPRSTVWXZ';
/** 34 million codes, of which as many are tried as the limits below let through: one in 50,000 in the time of a code. */
const LENGTH = 6;
/** A code is shown for so long, and is valid a little longer for whoever is typing it. */
export const CODE_SHOWN_MS = 10 * 60_000;
const CODE_GRACE_MS = 60_000;
/** Tries a minute of one address, and of all together; the latter holds also for an address that was forgotten meanwhile. */
const TRIES_PER_MINUTE = 6;
const ALL_TRIES_PER_MINUTE = 60;

export type CodeResult = 'right' | 'wrong' | 'limited';

/** The short code that a person types in place of the token. Deterministic but for its letters: no I/O, no clock. */
export class ShortCodes {
  private shown: { code: string; endMs: number };
  private last: { code: string; endMs: number } | undefined;
  private readonly allTries: TokenBucket;
  private readonly tries = new AddressBuckets(TRIES_PER_MINUTE / 60, TRIES_PER_MINUTE, true);

  constructor(nowMs: number) {
    this.shown = createCode(nowMs);
    this.allTries = new TokenBucket(ALL_TRIES_PER_MINUTE / 60, ALL_TRIES_PER_MINUTE, nowMs);
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
    if (!this.tries.tryConsume(address, nowMs)) return 'limited';
    if (!this.allTries.tryConsume(1, nowMs)) return 'limited';
    const given = plainText(text)
      .replace(/[^a-z]/gi, '')
      .toUpperCase();
    const isRight = [this.shown, this.last].some((one) => one && nowMs < one.endMs && one.code === given);
    return isRight ? 'right' : 'wrong';
  }
}

function createCode(nowMs: number): { code: string; endMs: number } {
  const code = Array.from({ length: LENGTH }, () => LETTERS.charAt(randomInt(LETTERS.length))).join('');
  return { code, endMs: nowMs + CODE_SHOWN_MS + CODE_GRACE_MS };
}
