import { isLoopback } from '../../../shared/address';
import { AddressCounts } from '../../../shared/address-counts';

export interface AddressLimitsOptions {
  /** How many connections there may be from all addresses together. */
  max: number;
  maxPerAddress: number;
  /** Asked of an address that is within the other limits whether it may open one more now. */
  mayConnect: (address: string) => boolean;
}

/**
 * How many connections each address may have, of IPv6 each network (see limitedAs). Addresses of this computer are not
 * limited: all its programs share them, such as the web shell with all its pages.
 */
export class AddressLimits {
  private readonly options: AddressLimitsOptions;
  private readonly counts = new AddressCounts();
  private total = 0;

  constructor(options: AddressLimitsOptions) {
    this.options = options;
  }

  /** Counts one connection more, if it is within the limits; says which it is over. */
  enter(address: string): 'entered' | 'full' | 'limited' {
    if (isLoopback(address)) return 'entered';
    const { max, maxPerAddress, mayConnect } = this.options;
    if (this.total >= max) return 'full';
    if (this.counts.of(address) >= maxPerAddress || !mayConnect(address)) return 'limited';
    this.counts.add(address);
    this.total++;
    return 'entered';
  }

  /** Counts one less of those that entered. */
  leave(address: string): void {
    if (this.counts.remove(address)) this.total--;
  }
}
