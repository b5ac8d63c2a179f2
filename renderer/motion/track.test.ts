import fc from 'fast-check';
import { seeded } from '../../shared/random';
import { Track } from './track';

const INTERVAL_MS = 1000 / 30;
const STEP_PX = 8;

/** Somebody who stands at x = 0 from 0 to 1000 ms, tells it, and walks so many steps from then on. */
function walked(steps: number): Track {
  const track = new Track();
  for (const sentMs of [0, INTERVAL_MS, 2 * INTERVAL_MS]) track.push({ x: 0, y: 7 }, sentMs);
  for (let i = 1; i <= steps; i++) track.push({ x: i * STEP_PX, y: 7 }, 1000 + i * INTERVAL_MS);
  return track;
}

function at(track: Track, timeMs: number): { x: number; y: number } {
  const out = { x: NaN, y: NaN };
  track.at(timeMs, out);
  return out;
}

test('before the first place it is at the first, and on the way between two places', () => {
  const track = walked(10);
  expect(at(track, -1000)).toEqual({ x: 0, y: 7 });
  const { x, y } = at(track, 1000 + 4.25 * INTERVAL_MS);
  expect(x).toBeCloseTo(4.25 * STEP_PX);
  expect(y).toBe(7);
});

test('who rested before it walked did not slide', () => {
  const track = walked(3);
  expect(at(track, 990).x).toBeCloseTo(0);
  expect(at(track, 1000 + INTERVAL_MS / 2).x).toBeCloseTo(STEP_PX / 2);
});

test('a few lost messages in the midst of a walk are no rest', () => {
  const track = walked(10);
  track.push({ x: 14 * STEP_PX, y: 7 }, 1000 + 14 * INTERVAL_MS);
  for (const steps of [10.5, 12, 13.9]) {
    expect(at(track, 1000 + steps * INTERVAL_MS).x).toBeCloseTo(steps * STEP_PX);
  }
});

test('beyond the newest place it walks on for a while, and then it rests', () => {
  const track = walked(10);
  const endMs = 1000 + 10 * INTERVAL_MS;
  expect(at(track, endMs + 100).x).toBeCloseTo(80 + 24);
  expect(at(track, endMs + 200).x).toBeCloseTo(80 + 48);
  expect(at(track, endMs + 5000).x).toBeCloseTo(80 + 48);
});

test('who tells that it rests is not walked on', () => {
  const track = walked(10);
  track.push({ x: 80, y: 7 }, 1000 + 11 * INTERVAL_MS);
  expect(at(track, 1000 + 14 * INTERVAL_MS)).toEqual({ x: 80, y: 7 });
});

test('who never sent a rest may rest now: it stays where it was last', () => {
  const track = new Track();
  for (let i = 0; i < 10; i++) track.push({ x: i * STEP_PX, y: 0 }, i * INTERVAL_MS);
  expect(at(track, 1000)).toEqual({ x: 72, y: 0 });
});

test('a place that is told again, with its age rounded another way, is no rest and no step', () => {
  const [once, again] = [new Track(), new Track()];
  for (let i = 0; i < 12; i++) {
    const [x, sentMs] = [i * 24, i * 100];
    once.push({ x, y: 0 }, sentMs);
    for (const offMs of i % 2 === 0 ? [0, 0.6, -0.4] : [0, -0.7, 0.3])
      again.push({ x, y: 0 }, sentMs + offMs);
  }
  expect(again.intervalMs).toBe(once.intervalMs);
  expect(again.strayMs).toBe(once.strayMs);
  for (let timeMs = 0; timeMs < 1600; timeMs += 7) expect(at(again, timeMs)).toEqual(at(once, timeMs));
});

test('the order in which places come makes no difference, nor do copies', () => {
  const places = fc.array(fc.record({ x: fc.integer(), y: fc.integer(), sentMs: fc.nat(2000) }), {
    minLength: 1,
    maxLength: 30,
  });
  fc.assert(
    fc.property(places, fc.nat(), fc.nat(2000), (samples, seed, timeMs) => {
      const random = seeded(seed);
      // Of places with the same time only one can be right; and before the first there was none.
      const sorted = [...new Map(samples.map((one) => [one.sentMs, one])).values()].sort(
        (a, b) => a.sentMs - b.sentMs,
      );
      const [first, ...rest] = sorted;
      if (!first) return;
      const mixed = [...rest, ...rest]
        .map((one) => ({ one, key: random() }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const [straight, crooked] = [new Track(), new Track()];
      for (const one of sorted) straight.push(one, one.sentMs);
      for (const one of [first, ...mixed]) crooked.push(one, one.sentMs);
      expect(crooked.newest).toEqual(straight.newest);
      // On the way the pace counts, which is learnt as places come; at the places it does not.
      const last = sorted.findLast(({ sentMs }) => sentMs <= timeMs);
      if (last && last.sentMs !== sorted.at(-1)?.sentMs)
        expect(at(crooked, last.sentMs)).toEqual(at(straight, last.sentMs));
    }),
  );
});

test('the interval and the evenness of a walk are learnt', () => {
  const even = new Track();
  const uneven = new Track();
  for (let i = 0; i < 100; i++) {
    even.push({ x: i * 5, y: 0 }, i * 50);
    uneven.push({ x: i * 5, y: 0 }, i * 50 + (i % 2 === 0 ? 0 : 10));
  }
  expect(even.intervalMs).toBeCloseTo(50);
  expect(even.strayMs).toBeLessThan(1);
  expect(uneven.strayMs).toBeGreaterThan(7);
  expect(uneven.strayMs).toBeLessThan(13);
});
