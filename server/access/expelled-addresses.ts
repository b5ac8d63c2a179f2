import { isLoopback } from '../../shared/address';
import type { Refusal } from '../../shared/protocol/messages';
import { isInForce, type Expulsion } from './expulsions';

/** So many addresses are remembered at once; the oldest go first. */
const ADDRESSES_MAX = 1024;

/**
 * From which addresses somebody had to go: who only looks on has neither key nor identity, and would see all of a yard that it
 * was removed from a moment ago. Not loopback, nor where the address is not known. Deterministic: no I/O, no clock.
 */
export class ExpelledAddresses {
  /** The oldest first. */
  private readonly expulsions = new Map<string, Expulsion>();

  /** @param address as addresses are limited (shared/limited-as.ts) */
  add(address: string, expulsion: Expulsion): void {
    if (!isOfOthers(address)) return;
    this.expulsions.delete(address);
    this.expulsions.set(address, expulsion);
    for (const oldest of this.expulsions.keys()) {
      if (this.expulsions.size <= ADDRESSES_MAX) break;
      this.expulsions.delete(oldest);
    }
  }

  /**
   * Why nobody looks on from an address; undefined for nothing.
   * @param isBanned whether an identity is banned now: then its address is shut out for longer than for a kick
   */
  find(address: string, isBanned: (identity: string) => boolean, nowMs: number): Refusal | undefined {
    const expulsion = this.expulsions.get(address);
    if (!expulsion) return undefined;
    const { identity, refusal } = expulsion;
    const isForGood = refusal.code === 'banned' && identity !== undefined && isBanned(identity);
    return isForGood || isInForce(expulsion, nowMs) ? refusal : undefined;
  }

  /** Whether an address was that of who had to go. */
  isOf(address: string, expulsion: Expulsion): boolean {
    return isOfOthers(address) && this.expulsions.get(address) === expulsion;
  }
}

function isOfOthers(address: string): boolean {
  return address !== '' && !isLoopback(address) && !address.startsWith('0:0:0:0::/64');
}
