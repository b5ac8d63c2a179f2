import { ServerTime } from './server-time';

test('is not known before a bundle and a ping', () => {
  const time = new ServerTime();
  expect(time.at(0)).toBeUndefined();
  time.addArrival(1_000_000, 0);
  expect(time.at(0)).toBeUndefined();
  time.addRoundTrip(10);
  expect(time.at(0)).toBe(1_000_005);
});

test('late bundles and slow pings change nothing', () => {
  const time = new ServerTime();
  time.addArrival(1_000_000 - 5, 0);
  time.addRoundTrip(10);
  for (let nowMs = 100; nowMs < 20_000; nowMs += 100) {
    time.addArrival(1_000_000 + nowMs - 5 - (nowMs % 77), nowMs);
    time.addRoundTrip(10 + (nowMs % 77));
  }
  expect(time.at(20_000)).toBe(1_020_000);
});

test('a clock that is set anew is followed after half a minute', () => {
  const time = new ServerTime();
  time.addRoundTrip(0);
  for (let nowMs = 0; nowMs < 10_000; nowMs += 500) time.addArrival(nowMs + 5000, nowMs);
  for (let nowMs = 10_000; nowMs < 45_000; nowMs += 500) time.addArrival(nowMs, nowMs);
  expect(time.at(45_000)).toBe(45_000);
});
