import fc from 'fast-check';
import { NetworkMeter } from './network-meter';

test('before anything happened there are no figures', () => {
  const nothing = { updatesPerS: 0, bytesPerS: 0 };
  expect(new NetworkMeter().figures(0)).toEqual({
    roundTripMs: undefined,
    jitterMs: 0,
    lossPercent: 0,
    sent: nothing,
    received: nothing,
  });
});

test('traffic is counted by the second, since it was last asked for', () => {
  const meter = new NetworkMeter();
  meter.figures(0);
  for (let i = 0; i < 60; i++) meter.countSent(24, 1);
  meter.countReceived(1000, 40);
  const { sent, received } = meter.figures(2000);
  expect(sent).toEqual({ updatesPerS: 30, bytesPerS: 720 });
  expect(received).toEqual({ updatesPerS: 20, bytesPerS: 500 });
  expect(meter.figures(3000).sent).toEqual({ updatesPerS: 0, bytesPerS: 0 });
});

test('the newest answer is the round trip, and one that came twice is none', () => {
  const meter = new NetworkMeter();
  meter.addPing(1, 0);
  meter.addPong(1, 40);
  expect(meter.figures(50).roundTripMs).toBe(40);
  meter.addPing(2, 1000);
  meter.addPong(2, 1060);
  meter.addPong(2, 1500);
  meter.addPong(7, 1500);
  expect(meter.figures(1500).roundTripMs).toBe(60);
});

test('a ping is lost when it was not answered in time; the last twenty are counted', () => {
  const meter = new NetworkMeter();
  for (let n = 0; n < 100; n++) {
    meter.addPing(n, n * 1000);
    if (n % 4 !== 0) meter.addPong(n, n * 1000 + 50);
  }
  expect(meter.figures(99_100).lossPercent).toBeCloseTo(25);
  for (let n = 100; n < 120; n++) {
    meter.addPing(n, n * 1000);
    expect(meter.figures(n * 1000 + 500).lossPercent).toBeLessThanOrEqual(25);
    meter.addPong(n, n * 1000 + 600);
  }
  expect(meter.figures(119_700).lossPercent).toBe(0);
});

test('a network loses packets where a ping was overtaken by a later one’s answer, and not where all are late', () => {
  const meter = new NetworkMeter();
  for (let n = 0; n < 10; n++) meter.addPing(n, n * 1000);
  for (let n = 0; n < 10; n++) meter.addPong(n, 10_000);
  expect(meter.isLossy(10_000)).toBe(false);
  for (let n = 10; n < 12; n++) meter.addPing(n, n * 1000);
  meter.addPong(11, 11_050);
  expect(meter.isLossy(11_050)).toBe(true);
  expect(meter.isLossy(100_000)).toBe(false);
});

test('packets that come as evenly as they were sent have no jitter, whatever the clocks and the distance', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(1000)), fc.integer(), (gapsMs, apartMs) => {
      const meter = new NetworkMeter();
      let sentMs = 0;
      for (const gapMs of gapsMs) {
        sentMs += gapMs;
        meter.addArrival(sentMs, sentMs + apartMs);
      }
      expect(meter.figures(0).jitterMs).toBe(0);
    }),
  );
});

test('a way that takes 10 ms more every second time has a jitter of 10 ms', () => {
  const meter = new NetworkMeter();
  for (let i = 0; i < 200; i++) meter.addArrival(33 * i, 33 * i + 10 * (i % 2));
  expect(meter.figures(0).jitterMs).toBeCloseTo(10, 3);
});
