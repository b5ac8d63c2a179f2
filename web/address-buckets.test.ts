import { AddressBuckets } from './address-buckets';

/** How many of so many attempts at one time are let through. */
function passed(buckets: AddressBuckets, addresses: readonly string[], nowMs = 0): number {
  return addresses.filter((address) => buckets.tryConsume(address, nowMs)).length;
}
const times = (count: number, addressOf: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => addressOf(i));

test('each address has its own burst, and its own share of time', () => {
  const buckets = new AddressBuckets(2, 5);
  expect(
    passed(
      buckets,
      times(20, () => '192.168.1.20'),
    ),
  ).toBe(5);
  expect(
    passed(
      buckets,
      times(20, () => '192.168.1.21'),
    ),
  ).toBe(5);
  expect(
    passed(
      buckets,
      times(20, () => '192.168.1.20'),
      1000,
    ),
  ).toBe(2);
});

test('an IPv6 network counts as one address', () => {
  const buckets = new AddressBuckets(2, 5);
  expect(
    passed(
      buckets,
      times(100, (i) => `fd00:1:2:3::${i.toString(16)}`),
    ),
  ).toBe(5);
  expect(
    passed(
      buckets,
      times(100, (i) => `fd00:1:2:4::${i.toString(16)}`),
    ),
  ).toBe(5);
});

test('this computer is limited only where that is asked for', () => {
  expect(
    passed(
      new AddressBuckets(2, 5),
      times(20, () => '127.0.0.1'),
    ),
  ).toBe(20);
  expect(
    passed(
      new AddressBuckets(2, 5, true),
      times(20, () => '127.0.0.1'),
    ),
  ).toBe(5);
});
