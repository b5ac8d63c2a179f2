import { isLoopback } from '../shared/address';
import { limitedAs } from '../shared/limited-as';
import { TokenBucket } from '../shared/token-bucket';

/** Of more addresses the one that was not seen longest is forgotten. */
const ADDRESSES_MAX = 1024;

/**
 * How often each address may do something, of IPv6 each network (see limitedAs). Deterministic: no I/O, no clock.
 */
export class AddressBuckets {
  private readonly perS: number;
  private readonly burst: number;
  private readonly isForLoopback: boolean;
  /** By address; who was not seen longest is the first. */
  private readonly buckets = new Map<string, TokenBucket>();

  /**
   * @param burst how often it may be done at once
   * @param isForLoopback whether it holds for this computer too, whose programs share its addresses
   */
  constructor(perS: number, burst: number, isForLoopback = false) {
    this.perS = perS;
    this.burst = burst;
    this.isForLoopback = isForLoopback;
  }

  /** Counts once more for this address, if it may, and says whether it may. */
  tryConsume(address: string, nowMs: number): boolean {
    if (!this.isForLoopback && isLoopback(address)) return true;
    const key = limitedAs(address);
    const bucket = this.buckets.get(key) ?? new TokenBucket(this.perS, this.burst, nowMs);
    this.buckets.delete(key);
    this.buckets.set(key, bucket);
    const [oldest = key] = this.buckets.keys();
    if (this.buckets.size > ADDRESSES_MAX) this.buckets.delete(oldest);
    return bucket.tryConsume(1, nowMs);
  }
}
