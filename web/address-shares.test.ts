import { AddressShares } from './address-shares';

/** How many of so many attempts of an address are counted. */
function entered(shares: AddressShares, address: string, attempts: number): number {
  return Array.from({ length: attempts }, () => shares.tryEnter(address)).filter(Boolean).length;
}

test('an address has a quarter at most, and what it leaves it may have again', () => {
  const shares = new AddressShares(32);
  expect(entered(shares, '192.168.1.20', 100)).toBe(8);
  expect(entered(shares, '192.168.1.21', 100)).toBe(8);
  shares.leave('192.168.1.20');
  expect(entered(shares, '192.168.1.20', 100)).toBe(1);
});

test('the addresses of this computer may have all', () => {
  const shares = new AddressShares(32);
  for (const address of ['127.0.0.1', '127.0.0.2', '::1']) expect(entered(shares, address, 32)).toBe(32);
});

test('of few there is one for everybody', () => {
  expect(entered(new AddressShares(1), '192.168.1.20', 3)).toBe(1);
});

test('an IPv6 network has the share of one address, whatever addresses of it come', () => {
  const shares = new AddressShares(32);
  const addresses = Array.from({ length: 100 }, (_, i) => `fd00:1:2:3::${(i + 1).toString(16)}`);
  expect(addresses.filter((address) => shares.tryEnter(address))).toHaveLength(8);
  expect(entered(shares, 'fd00:1:2:4::1', 100)).toBe(8);
  shares.leave('fd00:1:2:3::1');
  expect(entered(shares, 'fd00:1:2:3::ffff', 100)).toBe(1);
});
