/** How many connections each address has. */
export class AddressCounts {
  private readonly counts = new Map<string, number>();

  of(address: string): number {
    return this.counts.get(address) ?? 0;
  }

  add(address: string): void {
    this.counts.set(address, this.of(address) + 1);
  }

  remove(address: string): void {
    const left = this.of(address) - 1;
    if (left > 0) this.counts.set(address, left);
    else this.counts.delete(address);
  }
}

/** A socket's remote address, of IPv4 in its dotted form also where it came through an IPv6 socket. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=[\d.]+$)/i, '');
}

/** Whether an address, as plainAddress() gives it, is this computer's own: limits by address would hold for all its programs. */
export function isLoopback(address: string): boolean {
  return address === '::1' || address.startsWith('127.');
}
