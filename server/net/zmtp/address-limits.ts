/**
 * How many connections each address may have. Addresses of this computer are not limited: all its programs share them, such
 * as the web shell with all its pages.
 */
export class AddressLimits {
  private readonly max: number;
  private readonly mayConnect: (address: string) => boolean;
  private readonly counts = new Map<string, number>();

  /** @param mayConnect asked of an address with fewer connections than `max` whether it may open one more now */
  constructor(max: number, mayConnect: (address: string) => boolean) {
    this.max = max;
    this.mayConnect = mayConnect;
  }

  /** Counts one connection more, if it is within the limits; says whether it is. */
  enter(address: string): boolean {
    if (isLoopback(address)) return true;
    const count = this.counts.get(address) ?? 0;
    if (count >= this.max || !this.mayConnect(address)) return false;
    this.counts.set(address, count + 1);
    return true;
  }

  /** Counts one less of those that entered. */
  leave(address: string): void {
    const count = this.counts.get(address) ?? 0;
    if (count > 1) this.counts.set(address, count - 1);
    else this.counts.delete(address);
  }
}

/** A socket's remote address, of IPv4 in its dotted form also where it came through an IPv6 socket. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/** @param address as plainAddress() gives it */
function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
