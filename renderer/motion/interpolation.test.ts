import fc from 'fast-check';
import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { seeded } from '../../shared/random';
import { Interpolation } from './interpolation';
import { ServerClock } from './server-clock';

const INTERVAL_MS = 1000 / 30;
const PX_PER_MS = WALKING_SPEED_PX_PER_S / 1000;
const STEP_PX = WALKING_SPEED_PX_PER_S / 30;
const FRAME_MS = 1000 / 60;
const FRAME_PX = WALKING_SPEED_PX_PER_S / 60;
/** A quarter of a pixel is not seen. */
const UNSEEN_PX = 0.25;
const APART_MS = 5_000_000;

interface Sample extends Position {
  sentMs: number;
  receivedMs: number;
}

interface Network {
  seed?: number;
  delayMs?: number;
  jitterMs?: number;
  lossShare?: number;
}

/** A rest of half a second at x = 0, a straight walk, and a rest at its end that is sent as the protocol says. */
function straightWalk(steps: number, network: Network = {}): Sample[] {
  const { seed = 1, delayMs = 0, jitterMs = 0, lossShare = 0 } = network;
  const random = seeded(seed);
  const times = [0, 1, 2, ...Array.from({ length: steps + 2 }, (_, i) => 15 + i)];
  return times
    .map((time) => {
      const sentMs = time * INTERVAL_MS;
      const x = Math.min(steps, Math.max(0, time - 14)) * STEP_PX;
      return {
        x,
        y: 50,
        sentMs: sentMs + APART_MS,
        receivedMs: sentMs + delayMs + (2 * random() - 1) * jitterMs,
      };
    })
    .filter((_, i) => i < 3 || i > steps + 1 || random() >= lossShare)
    .sort((a, b) => a.receivedMs - b.receivedMs);
}

/** Where it is drawn, frame by frame, until a second after the last message. */
function draw(samples: readonly Sample[]): { xs: number[]; interpolation: Interpolation } {
  const clock = new ServerClock();
  const interpolation = new Interpolation(clock);
  const out = { x: NaN, y: NaN };
  const xs: number[] = [];
  let next = 0;
  const endMs = (samples.at(-1)?.receivedMs ?? 0) + 1000;
  for (let nowMs = samples[0]?.receivedMs ?? 0; nowMs < endMs; nowMs += FRAME_MS) {
    for (let one = samples[next]; one && one.receivedMs <= nowMs; one = samples[++next]) {
      clock.addSample(one.sentMs, one.receivedMs);
      interpolation.push(one, one.sentMs, one.receivedMs);
    }
    xs.push(interpolation.at(nowMs, out).x);
  }
  return { xs, interpolation };
}

const steps = (xs: readonly number[]) => xs.slice(1).map((x, i) => x - (xs[i] ?? x));

test('before the first place it is nowhere, and then it stands there', () => {
  const interpolation = new Interpolation(new ServerClock());
  const out = { x: -1, y: -1 };
  expect(interpolation.at(0, out)).toBe(out);
  expect(out).toEqual({ x: -1, y: -1 });
  interpolation.push({ x: 10, y: 20 }, 0, 100);
  expect(interpolation.at(110, out)).toEqual({ x: 10, y: 20 });
  expect(interpolation.at(90_000, out)).toEqual({ x: 10, y: 20 });
});

test('on a good network a walk is drawn at its speed, two intervals ago, and ends where it ended', () => {
  const { xs, interpolation } = draw(straightWalk(60));
  const walking = steps(xs).filter((step) => step > 0);
  for (const step of walking.slice(3, -3)) expect(step).toBeCloseTo(FRAME_PX, 1);
  expect(interpolation.delayMs).toBeCloseTo(2 * INTERVAL_MS, 0);
  expect(xs.at(-1)).toBe(60 * STEP_PX);
});

test('with 80 ± 30 ms and 5 % loss nobody steps back, leaps, or goes beyond the end of its walk', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const { xs } = draw(straightWalk(150, { seed, delayMs: 80, jitterMs: 30, lossShare: 0.05 }));
      // One walk of a thousand is taken back by a little more than a quarter of a pixel.
      expect(Math.min(...steps(xs))).toBeGreaterThan(-2 * UNSEEN_PX);
      expect(Math.max(...steps(xs))).toBeLessThan(2 * FRAME_PX);
      expect(Math.max(...xs)).toBeLessThan(150 * STEP_PX + UNSEEN_PX);
      expect(xs.at(-1)).toBeCloseTo(150 * STEP_PX, 1);
    }),
    { numRuns: 50 },
  );
});

test('the delay grows with the jitter, and stays within its bounds', () => {
  const delayMs = (jitterMs: number) =>
    draw(straightWalk(150, { delayMs: 1000, jitterMs })).interpolation.delayMs;
  expect(delayMs(30)).toBeGreaterThan(delayMs(0) + 30);
  expect(delayMs(900)).toBeLessThanOrEqual(250);
});

test('through a stall of the network it walks on a little, rests, and catches up without a leap', () => {
  const stall = { fromMs: 2000, toMs: 2400 };
  const samples = straightWalk(120).map((one) => {
    const isStalled = one.receivedMs > stall.fromMs && one.receivedMs < stall.toMs;
    return { ...one, receivedMs: isStalled ? stall.toMs : one.receivedMs };
  });
  const { xs } = draw(samples);
  expect(Math.min(...steps(xs))).toBeGreaterThan(-UNSEEN_PX);
  expect(Math.max(...steps(xs))).toBeLessThan(2.5 * FRAME_PX);
});

test('a far leap is not walked, and what was sent before it is of no interest any more', () => {
  const clock = new ServerClock();
  const interpolation = new Interpolation(clock);
  const out = { x: 0, y: 0 };
  interpolation.push({ x: 0, y: 0 }, 0, 0);
  interpolation.push({ x: 8, y: 0 }, 33, 33);
  interpolation.push({ x: 500, y: 300 }, 66, 66);
  expect(interpolation.at(67, out)).toEqual({ x: 500, y: 300 });
  interpolation.push({ x: 16, y: 0 }, 50, 70);
  expect(interpolation.at(80, out)).toEqual({ x: 500, y: 300 });
});

test('asked twice at the same moment it answers the same', () => {
  const samples = straightWalk(30, { delayMs: 80, jitterMs: 30 });
  const clock = new ServerClock();
  const interpolation = new Interpolation(clock);
  const out = { x: 0, y: 0 };
  for (const one of samples) {
    clock.addSample(one.sentMs, one.receivedMs);
    interpolation.push(one, one.sentMs, one.receivedMs);
    const { x } = interpolation.at(one.receivedMs, out);
    expect(interpolation.at(one.receivedMs, out).x).toBe(x);
  }
});

test('behind 80 ± 30 ms and 5 % loss nobody is seen to walk back or leap, though who walks and who watches stutter', () => {
  for (let seed = 1; seed <= 100; seed++) {
    const random = seeded(seed);
    const clock = new ServerClock();
    const interpolation = new Interpolation(clock);
    const samples = stutteringWalk(random);
    const place = { x: 0, y: 0 };
    let lastMs = 0;
    let lastX = 0;
    for (let nowMs = 0; nowMs < 6000; nowMs += random() < 0.1 ? 16 + 130 * random() : 8 + 16 * random()) {
      while ((samples[0]?.receivedMs ?? Infinity) <= nowMs) {
        const { x, y, sentMs, receivedMs } = samples.shift() ?? { x: 0, y: 0, sentMs: 0, receivedMs: 0 };
        clock.addSample(sentMs, receivedMs);
        interpolation.push({ x, y }, sentMs, receivedMs);
      }
      const { x } = interpolation.at(nowMs, place);
      expect(x - lastX).toBeGreaterThan(-UNSEEN_PX);
      expect(x - lastX).toBeLessThan(2.5 * PX_PER_MS * (nowMs - lastMs) + UNSEEN_PX);
      lastMs = nowMs;
      lastX = x;
    }
  }
});

/** Six seconds of a straight walk, from 0 on, as they arrive: sent by a program that stands still now and then. */
function stutteringWalk(random: () => number): Sample[] {
  const samples = [{ x: 0, y: 0, sentMs: -1000, receivedMs: -900 }];
  for (
    let walkedMs = 0;
    walkedMs < 6000;
    walkedMs += 33 + 8 * random() + (random() < 0.02 ? 60 + 240 * random() : 0)
  ) {
    if (random() < 0.05) continue;
    const sentMs = walkedMs + 3 * random();
    samples.push({ x: PX_PER_MS * walkedMs, y: 0, sentMs, receivedMs: sentMs + 50 + 60 * random() });
  }
  return samples.toSorted((a, b) => a.receivedMs - b.receivedMs);
}
