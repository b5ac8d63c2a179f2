import { isLoopback } from '../../../shared/address';

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

/**
 * What an address counts as where addresses are limited. Of IPv6 it is the first 64 bits, `fd00:1:2:3::/64`: whoever has one
 * address of such a network has all of them (RFC 4291, 2.5.1), so that each address counted for itself would limit nobody.
 * @param address a plain one, as plainAddress() returns it
 */
export function limitedAs(address: string): string {
  if (!address.includes(':')) return address;
  const [plain = '', zone] = address.split('%');
  // The prefix stands in front of the gap, if there is one: fewer groups than four are followed by zeros.
  const [head = '', tail] = plain.split('::');
  const groups = head.split(':').filter((group) => group !== '');
  const missing =
    tail === undefined ? 0 : 8 - groups.length - tail.split(':').filter((group) => group !== '').length;
  const all = [...groups, ...Array<string>(Math.max(0, missing)).fill('0'), ...(tail ?? '').split(':')];
  const prefix = all.slice(0, 4).map((group) => parseInt(group, 16).toString(16));
  // A network of which each link has its own is told apart by the link.
  return `${prefix.join(':')}::/64${zone === undefined ? '' : `%${zone}`}`;
}
