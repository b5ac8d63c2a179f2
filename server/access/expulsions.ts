import type { Refusal } from '../../shared/protocol/messages';
import { hashKey } from './key-hash';

/** How long somebody who was removed does not come back. */
export const EXPULSION_MS = 60_000;
/** So many are remembered at once; the oldest go first. */
const EXPULSIONS_MAX = 1024;

/** By what somebody is known again who comes back: its resume key, its identity. */
export interface Credentials {
  key?: string | undefined;
  identity?: string | undefined;
}

/** That somebody had to go, and does not come back for a while; its connection holds it too. */
export interface Expulsion {
  /** The SHA-256 of its resume key (key-hash.ts). */
  readonly keyHash?: string | undefined;
  readonly identity?: string | undefined;
  readonly refusal: Refusal;
  readonly untilMs: number;
  /** It was taken back. */
  isLifted: boolean;
}

/** Whether somebody is whom an expulsion is about: another server may have removed it. */
export function isAbout(
  expulsion: Pick<Expulsion, 'keyHash' | 'identity'>,
  { keyHash, identity }: Pick<Expulsion, 'keyHash' | 'identity'>,
): boolean {
  return (
    (keyHash !== undefined && expulsion.keyHash === keyHash) ||
    (identity !== undefined && expulsion.identity === identity)
  );
}

export function isInForce({ untilMs, isLifted }: Expulsion, nowMs: number): boolean {
  return !isLifted && nowMs < untilMs;
}

/** Who had to go a moment ago. Deterministic: no I/O, no clock. */
export class Expulsions {
  /** The oldest first: all last equally long. */
  private expulsions: Expulsion[] = [];

  add({ key, identity }: Credentials, refusal: Refusal, nowMs: number): Expulsion {
    return this.addOf({ keyHash: key === undefined ? undefined : hashKey(key), identity }, refusal, nowMs);
  }

  /** The same of somebody of whose key only the hash is known. @param nowMs when it had to go */
  addOf(who: Pick<Expulsion, 'keyHash' | 'identity'>, refusal: Refusal, nowMs: number): Expulsion {
    this.expire(nowMs);
    if (this.expulsions.length >= EXPULSIONS_MAX) this.expulsions.shift();
    const expulsion = { ...who, refusal, untilMs: nowMs + EXPULSION_MS, isLifted: false };
    this.expulsions.push(expulsion);
    return expulsion;
  }

  /** What keeps somebody outside; undefined for nothing. */
  find({ key, identity }: Credentials, nowMs: number): Expulsion | undefined {
    const who = { keyHash: key === undefined ? undefined : hashKey(key), identity };
    return this.expulsions.find((expulsion) => isInForce(expulsion, nowMs) && isAbout(expulsion, who));
  }

  /** Takes back what keeps an identity outside, and the keys and connections that it had. */
  lift(identity: string): void {
    for (const expulsion of this.expulsions) if (expulsion.identity === identity) expulsion.isLifted = true;
  }

  private expire(nowMs: number): void {
    this.expulsions = this.expulsions.filter((expulsion) => isInForce(expulsion, nowMs));
  }
}
