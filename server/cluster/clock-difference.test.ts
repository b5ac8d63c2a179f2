import { seeded } from '../../shared/random';
import { ClockDifference } from './clock-difference';

test('before the first round trip the fastest packet counts as if it had taken no time', () => {
  const clock = new ClockDifference();
  for (const tookMs of [30, 5, 80]) clock.addArrival(1_000_000 + 500, 1_000_000 + tookMs);
  expect(clock.toOwn(1_000_500)).toBeCloseTo(1_000_005, 6);
  expect(clock.roundTripMs).toBeUndefined();
});

test('of uneven ways the shortest round trip tells the difference, within half of it', () => {
  const random = seeded(4);
  const clock = new ClockDifference();
  const aheadMs = -77_777;
  let nowMs = 5_000_000;
  for (let i = 0; i < 60; i++) {
    const [thereMs, heldMs, backMs] = [1 + 300 * random() ** 4, 500 * random(), 1 + 300 * random() ** 4];
    const sentMs = nowMs;
    nowMs += thereMs + heldMs + backMs;
    clock.addRoundTrip(sentMs, heldMs, nowMs - backMs + aheadMs, nowMs);
    const offMs = Math.abs(clock.toOwn(nowMs + aheadMs) - nowMs);
    expect(offMs).toBeLessThanOrEqual((clock.roundTripMs ?? 0) / 2 + 1e-6);
    nowMs += 500;
  }
  expect(clock.roundTripMs).toBeLessThan(30);
});

test('where every round trip is slow in one direction, a fast packet among many still tells the difference', () => {
  const random = seeded(5);
  const clock = new ClockDifference();
  const aheadMs = 1234;
  for (let n = 1; n <= 16; n++) {
    // Other packets on their way here, of which some are fast; no echo is.
    for (let i = 0; i < 50; i++) {
      const tookMs = 1 + 200 * random();
      clock.addArrival(n * 500 + aheadMs, n * 500 + tookMs);
    }
    clock.addRoundTrip(n * 500, 0, n * 500 + 4 + aheadMs, n * 500 + 4 + 200);
  }
  expect(clock.roundTripMs).toBeCloseTo(204, 6);
  expect(Math.abs(clock.toOwn(aheadMs))).toBeLessThan(5);
});

test('a clock that is set is followed within 8 s, and what no clock can say is passed over', () => {
  const clock = new ClockDifference();
  const round = (n: number, aheadMs: number) =>
    clock.addRoundTrip(n * 500, 0, n * 500 + 5 + aheadMs, n * 500 + 10);
  for (let n = 0; n < 20; n++) round(n, 0);
  for (let n = 20; n < 37; n++) round(n, 60_000);
  expect(clock.toOwn(100_000)).toBeCloseTo(40_000, 6);
  for (const sentMs of [NaN, Infinity, 1e9]) clock.addRoundTrip(sentMs, 0, 0, 20_000);
  clock.addRoundTrip(0, 0, 0, 50_000);
  expect(clock.toOwn(100_000)).toBeCloseTo(40_000, 6);
});
