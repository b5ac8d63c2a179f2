import { limitedAs } from './limited-as';

/** How many of something each address has, of IPv6 each network (see limitedAs). Deterministic: no I/O, no clock. */
export class AddressCounts {
  private readonly counts = new Map<string, number>();

  of(address: string): number {
    return this.counts.get(limitedAs(address)) ?? 0;
  }

  add(address: string): void {
    this.counts.set(limitedAs(address), this.of(address) + 1);
  }

  /** Counts one less. False when there was none. */
  remove(address: string): boolean {
    const count = this.of(address);
    if (count > 1) this.counts.set(limitedAs(address), count - 1);
    else this.counts.delete(limitedAs(address));
    return count > 0;
  }
}
