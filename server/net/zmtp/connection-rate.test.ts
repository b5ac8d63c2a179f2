import { ConnectionRate } from './connection-rate';

/** How many of so many attempts get in. */
function entered(rate: ConnectionRate, address: string, attempts: number, nowMs: number): number {
  return Array.from({ length: attempts }, () => rate.tryConnect(address, nowMs)).filter(Boolean).length;
}

test('an address opens 20 connections in 10 s, whenever they begin, and no other waits for it', () => {
  const rate = new ConnectionRate();
  expect(entered(rate, '10.0.0.1', 15, 0)).toBe(15);
  expect(entered(rate, '10.0.0.1', 15, 9000)).toBe(5);
  expect(entered(rate, '10.0.0.2', 30, 9000)).toBe(20);
  expect(entered(rate, '10.0.0.1', 1, 9999)).toBe(0);
  expect(entered(rate, '10.0.0.1', 30, 10_000)).toBe(15);
  expect(entered(rate, '10.0.0.1', 30, 18_999)).toBe(0);
  expect(entered(rate, '10.0.0.1', 30, 19_000)).toBe(5);
});

test('an address that flooded waits 5 s, and no other', () => {
  const rate = new ConnectionRate();
  rate.noteFlood('10.0.0.1', 1000);
  expect(entered(rate, '10.0.0.1', 1, 5999)).toBe(0);
  expect(entered(rate, '10.0.0.2', 1, 1000)).toBe(1);
  expect(entered(rate, '10.0.0.1', 1, 6000)).toBe(1);
});

test('all addresses of an IPv6 network open 20 connections together, and wait together', () => {
  const rate = new ConnectionRate();
  const all = Array.from({ length: 30 }, (_, i) => rate.tryConnect(`fd00:1:2:3::${i.toString(16)}`, 0));
  expect(all.filter(Boolean)).toHaveLength(20);
  expect(entered(rate, 'fd00:1:2:4::1', 30, 0)).toBe(20);
  rate.noteFlood('fd00:1:2:5::1', 0);
  expect(entered(rate, 'fd00:1:2:5::2', 1, 0)).toBe(0);
});

test('addresses are forgotten when they are not seen any more, and the oldest when there are too many', () => {
  const rate = new ConnectionRate();
  rate.noteFlood('10.0.0.1', 0);
  rate.tryConnect('10.0.0.2', 5000);
  expect(rate.size).toBe(2);
  rate.tryConnect('10.0.0.3', 10_000);
  expect(rate.size).toBe(2);
  rate.tryConnect('10.0.0.3', 20_000);
  expect(rate.size).toBe(1);
  entered(rate, '10.0.0.4', 20, 20_000);
  for (let i = 0; i < 100_000; i++) rate.tryConnect(`many ${i}`, 20_001);
  expect(rate.size).toBe(4096);
  expect(entered(rate, '10.0.0.4', 1, 20_002)).toBe(1);
});
