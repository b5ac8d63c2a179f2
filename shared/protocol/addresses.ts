/** What the first bytes of a packet are addressed to, looked at before any other of its bytes. */
import { addressOf } from './osc';

const SLASH = 47;
/**
 * The characters of an OSC 1.0 address pattern, and the `//` of OSC 1.1. Receivers differ in what a pattern matches, and
 * some let `*` match slashes; but all agree on the text around it.
 */
const PATTERN = /[?*[\]{}]|\/(?=\/)/;

/** The addresses of a table of messages. They tell cases apart, as OSC does. */
export class Addresses {
  private readonly addresses: ReadonlySet<string>;
  private readonly longest: number;

  constructor(addresses: Iterable<string>) {
    this.addresses = new Set(addresses);
    this.longest = Math.max(...Array.from(this.addresses, ({ length }) => length));
  }

  /** Which of the addresses a packet bears exactly; undefined when none. */
  find(bytes: Uint8Array): string | undefined {
    const address = addressOf(bytes, this.longest + 1);
    return this.addresses.has(address) ? address : undefined;
  }

  /**
   * Whether a receiver could take a packet for one of the addresses: it bears one, or one with slashes behind it, or a
   * pattern whose text before its first and behind its last special character begins and ends one of them.
   */
  couldMatch(bytes: Uint8Array): boolean {
    if (bytes[0] !== SLASH) return false;
    const zero = bytes.indexOf(0);
    let end = zero < 0 ? bytes.length : zero;
    while (bytes[end - 1] === SLASH) end--;
    const address = bytes.subarray(0, end);
    const [head = '', ...more] = addressOf(address, this.longest + 1).split(PATTERN);
    if (more.length === 0) return this.addresses.has(head);
    const tail = addressOf(address.subarray(-this.longest)).split(PATTERN).at(-1) ?? '';
    for (const each of this.addresses) if (each.startsWith(head) && each.endsWith(tail)) return true;
    return false;
  }
}
