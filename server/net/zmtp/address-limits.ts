import { isLoopback } from '../../../shared/address';
import { limitedAs } from '../../../shared/limited-as';

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
  private readonly counts = new Map<string, number>();
  private total = 0;

  constructor(options: AddressLimitsOptions) {
    this.options = options;
  }

  /** Counts one connection more, if it is within the limits; says which it is over. */
  enter(address: string): 'entered' | 'full' | 'limited' {
    if (isLoopback(address)) return 'entered';
    const { max, maxPerAddress, mayConnect } = this.options;
    if (this.total >= max) return 'full';
    const key = limitedAs(address);
    const count = this.counts.get(key) ?? 0;
    if (count >= maxPerAddress || !mayConnect(address)) return 'limited';
    this.counts.set(key, count + 1);
    this.total++;
    return 'entered';
  }

  /** Counts one less of those that entered. */
  leave(address: string): void {
    const key = limitedAs(address);
    const count = this.counts.get(key);
    if (count === undefined) return;
    this.total--;
    if (count > 1) this.counts.set(key, count - 1);
    else this.counts.delete(key);
  }
}
