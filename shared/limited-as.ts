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
