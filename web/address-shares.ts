import { isLoopback } from '../shared/address';
import { AddressCounts } from '../shared/address-counts';

/** No address may have more than this part of what there is: so it takes several to have all of it. */
const SHARE = 1 / 4;

/** A limited number of something, of which no address (of IPv6 no network, see limitedAs) has more than a share; the addresses of this computer may have all of it. */
export class AddressShares {
  private readonly maxPerAddress: number;
  private readonly counts = new AddressCounts();

  /** @param max how many there are for all addresses together, which the caller sees to */
  constructor(max: number) {
    this.maxPerAddress = Math.ceil(max * SHARE);
  }

  /** Counts one more for this address, and says whether it is within its share; only then it is counted. */
  tryEnter(address: string): boolean {
    if (this.counts.of(address) >= this.maxPerAddress && !isLoopback(address)) return false;
    this.counts.add(address);
    return true;
  }

  /** Counts one less of those that entered. */
  leave(address: string): void {
    this.counts.remove(address);
  }
}
