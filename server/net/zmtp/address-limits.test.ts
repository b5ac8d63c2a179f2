import { limitedAs } from '../../../shared/limited-as';
import { AddressLimits, type AddressLimitsOptions } from './address-limits';

function open(options: Partial<AddressLimitsOptions> = {}) {
  const limits = new AddressLimits({ max: 100, maxPerAddress: 2, mayConnect: () => true, ...options });
  const enter = (address: string, times: number): string[] =>
    Array.from({ length: times }, () => limits.enter(address));
  return { limits, enter };
}

test('an address has no more connections than it may, and loopback as many as it likes', () => {
  const { limits, enter } = open();
  expect(enter('10.0.0.1', 3)).toEqual(['entered', 'entered', 'limited']);
  expect(enter('fe80::1', 3)).toEqual(['entered', 'entered', 'limited']);
  limits.leave('10.0.0.1');
  expect(enter('10.0.0.1', 2)).toEqual(['entered', 'limited']);
  for (const own of ['127.0.0.1', '127.9.9.9', '::1'])
    expect(new Set(enter(own, 50))).toEqual(new Set(['entered']));
});

test('all addresses together have no more than they may, and loopback has its own', () => {
  const { limits, enter } = open({ max: 3 });
  for (const address of ['10.0.0.1', '10.0.0.2', '10.0.0.3']) enter(address, 1);
  expect([enter('10.0.0.4', 1), enter('127.0.0.1', 1)]).toEqual([['full'], ['entered']]);
  limits.leave('127.0.0.1');
  expect(enter('10.0.0.4', 1)).toEqual(['full']);
  limits.leave('10.0.0.2');
  expect(enter('10.0.0.4', 2)).toEqual(['entered', 'full']);
});

test('the server may let an address wait, but not loopback', () => {
  const { enter } = open({ mayConnect: () => false });
  expect([enter('10.0.0.1', 1), enter('127.0.0.1', 1)]).toEqual([['limited'], ['entered']]);
});

test('of IPv6 a network of 64 bits counts as one address, however its addresses are written', () => {
  const { limits, enter } = open();
  expect(enter('2001:db8:1:2:3:4:5:6', 1)).toEqual(['entered']);
  expect(enter('2001:db8:1:2::7', 2)).toEqual(['entered', 'limited']);
  expect(enter('2001:db8:1:3::7', 1)).toEqual(['entered']);
  limits.leave('2001:db8:1:2:ffff::');
  expect(enter('2001:db8:1:2::8', 2)).toEqual(['entered', 'limited']);
});

test.each([
  ['10.0.0.1', '10.0.0.1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64'],
  ['2001:DB8:01:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001::1:2:3:4:5:6', '2001:0:1:2::/64'],
  ['::2:3:4:5:6:7:8', '0:2:3:4::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64%eth0'],
  ['::ffff:0:1', '0:0:0:0::/64'],
])('%s counts as %s', (address, key) => {
  expect(limitedAs(address)).toBe(key);
});
