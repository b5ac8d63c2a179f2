import { isLoopback } from '../shared/address';
import { limitedAs } from '../shared/limited-as';

/** No address may have more than this part of what there is: so it takes several to have all of it. */
const SHARE = 1 / 4;

/** A limited number of something, of which no address (of IPv6 no network, see limitedAs) has more than a share; the addresses of this computer may have all of it. */
export class AddressShares {
  private readonly maxPerAddress: number;
  private readonly counts = new Map<string, number>();

  /** @param max how many there are for all addresses together, which the caller sees to */
  constructor(max: number) {
    this.maxPerAddress = Math.ceil(max * SHARE);
  }

  /** Counts one more for this address, and says whether it is within its share; only then it is counted. */
  tryEnter(address: string): boolean {
    const key = limitedAs(address);
    const count = this.counts.get(key) ?? 0;
    if (count >= this.maxPerAddress && !isLoopback(address)) return false;
    this.counts.set(key, count + 1);
    return true;
  }

  /** Counts one less of those that entered. */
  leave(address: string): void {
    const key = limitedAs(address);
    const count = this.counts.get(key) ?? 0;
    if (count > 1) this.counts.set(key, count - 1);
    else this.counts.delete(key);
  }
}
