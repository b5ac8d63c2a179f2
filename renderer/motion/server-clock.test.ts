import fc from 'fast-check';
import { seeded } from '../../shared/random';
import { ServerClock } from './server-clock';

/** Their clock and ours begin at different times. */
const APART_MS = 1_760_000_000_000;
const WAY_MS = 20;
const SEND_INTERVAL_MS = 33;

interface Way {
  fromMs?: number;
  forMs: number;
  /** From our time to theirs. */
  serverMs?: (nowMs: number) => number;
  /** How much later than the fastest a message is. */
  lateMs?: () => number;
}

/** Gives a clock the samples of messages; the last one arrived at the time that is returned. */
function addSamples(
  clock: ServerClock,
  { fromMs = 0, forMs, serverMs = (ms) => ms + APART_MS, lateMs = () => 0 }: Way,
): number {
  const messages = [];
  for (let nowMs = fromMs; nowMs < fromMs + forMs; nowMs += SEND_INTERVAL_MS)
    messages.push({ sentMs: serverMs(nowMs), receivedMs: nowMs + WAY_MS + lateMs() });
  messages.sort((a, b) => a.receivedMs - b.receivedMs);
  for (const { sentMs, receivedMs } of messages) clock.addSample(sentMs, receivedMs);
  return messages.at(-1)?.receivedMs ?? NaN;
}

test('on an even network it shows when a message was sent that arrives now', () => {
  const clock = new ServerClock();
  const nowMs = addSamples(clock, { forMs: 1000 });
  expect(clock.at(nowMs) - APART_MS).toBeCloseTo(nowMs - WAY_MS, 3);
  expect(clock.jitterMs).toBeCloseTo(0, 3);
});

test('it goes by the fastest messages, and knows how late the others are', () => {
  fc.assert(
    fc.property(fc.nat(), fc.integer({ min: 0, max: 100 }), (seed, latestMs) => {
      const random = seeded(seed);
      const clock = new ServerClock();
      const nowMs = addSamples(clock, { forMs: 20_000, lateMs: () => random() * latestMs });
      const wrongMs = clock.at(nowMs) - APART_MS - (nowMs - WAY_MS);
      expect(Math.abs(wrongMs)).toBeLessThan(0.05 * latestMs + 1);
      expect(Math.abs(clock.jitterMs - 0.95 * latestMs)).toBeLessThan(0.15 * latestMs + 4);
    }),
    { numRuns: 30 },
  );
});

test('it follows a clock that drifts, without a leap', () => {
  const clock = new ServerClock();
  const drifting = (ms: number) => APART_MS + ms * 1.0005;
  let last = NaN;
  for (let nowMs = 0; nowMs < 60_000; nowMs += SEND_INTERVAL_MS) {
    clock.addSample(drifting(nowMs), nowMs + WAY_MS);
    const wentMs = clock.at(nowMs + WAY_MS) - last;
    if (nowMs > 0) expect(Math.abs(wentMs - SEND_INTERVAL_MS)).toBeLessThan(0.06 * SEND_INTERVAL_MS);
    last = clock.at(nowMs + WAY_MS);
  }
  expect(Math.abs(last - drifting(60_000))).toBeLessThan(SEND_INTERVAL_MS + 10);
});

test.each([-3_600_000, 3_600_000])('a server’s clock that is set anew by %d ms is believed', (changeMs) => {
  const clock = new ServerClock();
  addSamples(clock, { forMs: 3000 });
  const serverMs = (ms: number) => ms + APART_MS + changeMs;
  const nowMs = addSamples(clock, { fromMs: 3000, forMs: 2000, serverMs });
  expect(clock.at(nowMs)).toBeCloseTo(serverMs(nowMs - WAY_MS), 3);
});

test('a stall of the network is no new clock', () => {
  const clock = new ServerClock();
  addSamples(clock, { forMs: 3000 });
  for (let sentMs = 3000; sentMs < 4500; sentMs += SEND_INTERVAL_MS) clock.addSample(sentMs + APART_MS, 4500);
  expect(clock.at(4500) - APART_MS).toBeCloseTo(4500 - WAY_MS, 3);
});

test.each([2, 0.5])('a clock that runs %d times as fast is followed at its speed', (rate) => {
  const clock = new ServerClock();
  const nowMs = addSamples(clock, { forMs: 10_000, serverMs: (ms) => APART_MS + rate * ms });
  expect(clock.rate).toBeCloseTo(rate, 2);
  expect(clock.at(nowMs + 100) - clock.at(nowMs)).toBeCloseTo(100 * rate, 1);
  expect(Math.abs(clock.at(nowMs) - APART_MS - rate * (nowMs - WAY_MS))).toBeLessThan(5);
});
