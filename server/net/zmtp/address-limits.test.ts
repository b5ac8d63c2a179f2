import { AddressLimits, plainAddress } from './address-limits';

test('an address has no more connections than it may, and loopback as many as it likes', () => {
  const limits = new AddressLimits(2, () => true);
  const enter = (address: string, times: number): boolean[] =>
    Array.from({ length: times }, () => limits.enter(address));
  expect(enter('10.0.0.1', 3)).toEqual([true, true, false]);
  expect(enter('fe80::1', 3)).toEqual([true, true, false]);
  limits.leave('10.0.0.1');
  expect(enter('10.0.0.1', 2)).toEqual([true, false]);
  for (const own of ['127.0.0.1', '127.9.9.9', '::1']) expect(enter(own, 50)).not.toContain(false);
});

test('the server may let an address wait, but not loopback', () => {
  const limits = new AddressLimits(2, () => false);
  expect(limits.enter('10.0.0.1')).toBe(false);
  expect(limits.enter('127.0.0.1')).toBe(true);
});

test('IPv4 looks the same through an IPv6 socket', () => {
  expect(plainAddress('::ffff:10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('10.0.0.1')).toBe('10.0.0.1');
  expect(plainAddress('::1')).toBe('::1');
  expect(plainAddress('::ffff:0:1')).toBe('::ffff:0:1');
});
