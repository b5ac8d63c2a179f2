import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import { velocityOf, walkOn, type Direction, type Motion, type Position } from '../../shared/movement';
import { seeded } from '../../shared/random';
import { commonLateness, DeadReckoning, SILENCE_HOLDS_MS } from './dead-reckoning';
import { ServerClock } from './server-clock';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const FRAME_MS = 1000 / 60;
const FRAME_PX = WALKING_SPEED_PX_PER_S / 60;
const APART_MS = 5_000_000;
const KEYS: readonly Direction[] = [-1, 0, 1].flatMap((x) => [-1, 0, 1].map((y) => ({ x, y })));

interface Told extends Motion {
  receivedMs: number;
}

/** A walk by keys with a turn each 0.2 to 1.2 s, and its motions as they come over a network. Moments are of our clock. */
function keyboardWalk(seed: number, seconds: number, wayMs: (random: () => number) => number) {
  const random = seeded(seed);
  const motions: Motion[] = [];
  let place: Position = { x: 1200, y: 800 };
  let velocity = { vx: 0, vy: 0 };
  for (let atMs = 0; atMs < 1000 * seconds;) {
    motions.push({ ...place, ...velocity, atMs });
    const ms = 200 + 1000 * random();
    place = walkOn({ ...place, ...velocity }, ms / 1000, SIZE);
    velocity = velocityOf(KEYS[Math.floor(random() * KEYS.length)] ?? { x: 0, y: 0 });
    atMs += ms;
  }
  const told = motions.map((motion): Told => ({ ...motion, receivedMs: motion.atMs + wayMs(random) }));
  const truth = (ms: number): Position => {
    const motion = motions.findLast(({ atMs }) => atMs <= ms) ?? motions[0];
    return motion ? walkOn(motion, Math.max(0, ms - motion.atMs) / 1000, SIZE) : place;
  };
  return { told: told.sort((a, b) => a.receivedMs - b.receivedMs), truth };
}

/** Draws it frame by frame; a packet each 100 ms besides says that the network lives. */
function draw(told: readonly Told[], seconds: number, wayMs: number, silence: [number, number] = [0, 0]) {
  const clock = new ServerClock();
  const drawn = new DeadReckoning(clock, commonLateness(), SIZE);
  const places: (Position & { nowMs: number })[] = [];
  const place = { x: NaN, y: NaN };
  let [next, aliveMs] = [0, 0];
  for (let nowMs = 0; nowMs < 1000 * seconds; nowMs += FRAME_MS) {
    const isSilent = nowMs >= silence[0] && nowMs < silence[1];
    for (; !isSilent && aliveMs + wayMs <= nowMs; aliveMs += 100)
      clock.addSample(aliveMs + APART_MS, aliveMs + wayMs);
    for (let one = told[next]; !isSilent && one && one.receivedMs <= nowMs; one = told[++next]) {
      clock.addSample(one.atMs + APART_MS, one.receivedMs);
      drawn.push({ ...one, atMs: one.atMs + APART_MS }, next === 0, one.receivedMs);
    }
    const { x, y } = drawn.at(nowMs, place);
    places.push({ x, y, nowMs });
  }
  return { places, drawn };
}

const stepsOf = (places: readonly Position[]) =>
  places.slice(1).map(({ x, y }, i) => Math.hypot(x - (places[i]?.x ?? x), y - (places[i]?.y ?? y)));
const quantile = (values: readonly number[], share: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))] ?? NaN;

test('before the first motion it is nowhere, and then where that leads', () => {
  const clock = new ServerClock();
  const drawn = new DeadReckoning(clock, commonLateness(), SIZE);
  const out = { x: -1, y: -1 };
  expect(drawn.at(0, out)).toEqual({ x: -1, y: -1 });
  clock.addSample(APART_MS, 100);
  drawn.push({ x: 10, y: 20, vx: 100, vy: 0, atMs: APART_MS }, true, 100);
  drawn.at(101, out);
  expect(out).toEqual({ x: 10, y: 20 });
  drawn.at(100 + drawn.delayMs + 100, out);
  expect(out.x).toBeCloseTo(20);
});

test.each([1, 2, 3])(
  'on a good network (seed %d) a walk is drawn a frame ago, and no step is longer than a walk',
  (seed) => {
    const { told, truth } = keyboardWalk(seed, 60, (random) => 1 + random());
    const { places, drawn } = draw(told, 60, 1);
    expect(drawn.delayMs).toBeLessThan(17);
    const seen = places.filter(({ nowMs }) => nowMs > 3000);
    const errors = seen.map(({ x, y, nowMs }) => Math.hypot(x - truth(nowMs).x, y - truth(nowMs).y));
    expect(quantile(errors, 0.95)).toBeLessThan(7);
    expect(Math.max(...stepsOf(seen))).toBeLessThan(1.1 * FRAME_PX);
  },
);

test.each([1, 2, 3])(
  'on a bad one (seed %d) what comes late is caught up with, and what is drawn never runs',
  (seed) => {
    const { told, truth } = keyboardWalk(seed, 60, (random) => 80 + 30 * random());
    const { places, drawn } = draw(told, 60, 80);
    expect(drawn.delayMs).toBeLessThan(45);
    const seen = places.filter(({ nowMs }) => nowMs > 5000);
    const errors = seen.map(({ x, y, nowMs }) => Math.hypot(x - truth(nowMs).x, y - truth(nowMs).y));
    expect(quantile(errors, 0.95)).toBeLessThan(240 * 0.15);
    expect(quantile(stepsOf(seen), 0.99)).toBeLessThan(1.3 * FRAME_PX);
    expect(Math.max(...stepsOf(seen))).toBeLessThan(2.5 * FRAME_PX);
  },
);

test('a stop is a stop: who stands is drawn where it stands, and does not move on', () => {
  const told = [
    { x: 100, y: 100, vx: 0, vy: 0, atMs: 0, receivedMs: 5 },
    { x: 100, y: 100, vx: 240, vy: 0, atMs: 500, receivedMs: 505 },
    { x: 340, y: 100, vx: 0, vy: 0, atMs: 1500, receivedMs: 1560 },
  ];
  const { places } = draw(told, 4, 5);
  expect(places.at(-1)).toMatchObject({ x: 340, y: 100 });
  const xs = places.map(({ x }) => x).filter(Number.isFinite);
  expect(Math.max(...xs)).toBeLessThan(340 + 0.24 * 60);
});

test('nobody walks backwards while it walks on', () => {
  const told = [
    { x: 100, y: 100, vx: 240, vy: 0, atMs: 0, receivedMs: 5 },
    // It stood for 200 ms, of which nobody heard: it is drawn 48 px too far ahead.
    { x: 340, y: 100, vx: 240, vy: 0, atMs: 1200, receivedMs: 1205 },
  ];
  const { places } = draw(told, 4, 5);
  const xs = places.map(({ x }) => x).filter(Number.isFinite);
  for (const [i, x] of xs.entries()) expect(x).toBeGreaterThanOrEqual(xs[i - 1] ?? x);
  expect(xs.at(-1)).toBeCloseTo(340 + 0.24 * (4000 - FRAME_MS - 1205 - 16), -1);
});

test('a silent network holds everybody, and who walked on meanwhile is caught up with', () => {
  const told = [{ x: 100, y: 100, vx: 240, vy: 0, atMs: 0, receivedMs: 5 }];
  const { places } = draw(told, 12, 5, [1000, 2000]);
  const at = (ms: number) => places.findLast(({ nowMs }) => nowMs <= ms)?.x ?? NaN;
  expect(at(1950)).toBeCloseTo(at(1000 + SILENCE_HOLDS_MS + 40), 5);
  expect(at(1950)).toBeLessThan(100 + 0.24 * (1000 + SILENCE_HOLDS_MS));
  expect(at(11_900)).toBeCloseTo(Math.min(2400, 100 + 0.24 * (11_900 - 21)), -1);
  expect(Math.max(...stepsOf(places).filter(Number.isFinite))).toBeLessThan(2.6 * FRAME_PX);
});

test('who is a little behind catches up without being seen to hurry', () => {
  const told = [
    { x: 100, y: 100, vx: 0, vy: 0, atMs: 0, receivedMs: 5 },
    // It went on 200 ms ago: 48 px behind.
    { x: 100, y: 100, vx: 240, vy: 0, atMs: 1000, receivedMs: 1200 },
  ];
  const { places } = draw(told, 5, 5);
  expect(Math.max(...stepsOf(places).filter(Number.isFinite))).toBeLessThan(1.2 * FRAME_PX);
  const { nowMs = NaN, x = NaN } = places.at(-1) ?? {};
  expect(x).toBeGreaterThan(100 + 0.24 * (nowMs - 1000) - 12);
});

test('who did not walk there is drawn there at once', () => {
  const clock = new ServerClock();
  const drawn = new DeadReckoning(clock, commonLateness(), SIZE);
  const out = { x: 0, y: 0 };
  clock.addSample(APART_MS, 0);
  drawn.push({ x: 10, y: 20, vx: 0, vy: 0, atMs: APART_MS }, true, 0);
  drawn.at(50, out);
  drawn.push({ x: 2000, y: 20, vx: 0, vy: 0, atMs: APART_MS + 100 }, true, 100);
  expect(drawn.at(101, out)).toEqual({ x: 2000, y: 20 });
  // One that is older than what is known says nothing.
  drawn.push({ x: 5, y: 5, vx: 0, vy: 0, atMs: APART_MS + 60 }, true, 110);
  expect(drawn.at(120, out)).toEqual({ x: 2000, y: 20 });
});

test('who was out of sight is drawn where it is, and not on its way there', () => {
  const clock = new ServerClock();
  const drawn = new DeadReckoning(clock, commonLateness(), SIZE);
  const out = { x: 0, y: 0 };
  clock.addSample(APART_MS, 0);
  drawn.push({ x: 10, y: 20, vx: 240, vy: 0, atMs: APART_MS }, true, 0);
  drawn.at(50, out);
  // It turned twice meanwhile, and the first turn was told to others alone.
  clock.addSample(APART_MS + 3000, 3000);
  drawn.push({ x: 300, y: 300, vx: 0, vy: 0, atMs: APART_MS + 2900 }, false, 3000, true);
  expect(drawn.at(3020, out)).toEqual({ x: 300, y: 300 });
});

test('what the server held back says nothing of the network, and what it did not says all', () => {
  const delayAfter = (isHeldBack: boolean) => {
    const clock = new ServerClock();
    const drawn = new DeadReckoning(clock, commonLateness(), SIZE);
    const out = { x: 0, y: 0 };
    for (let nowMs = 0; nowMs < 20_000; nowMs += 200) {
      clock.addSample(APART_MS + nowMs, nowMs);
      drawn.push(
        { x: 10, y: 20, vx: 0, vy: 0, atMs: APART_MS + nowMs - 150 },
        nowMs === 0,
        nowMs,
        isHeldBack,
      );
      drawn.at(nowMs, out);
    }
    return drawn.delayMs;
  };
  expect(delayAfter(false)).toBeGreaterThan(100);
  expect(delayAfter(true)).toBeLessThan(20);
});

test('on a clock that runs twice as fast a walk is as fast as on any other', () => {
  const clock = new ServerClock();
  const drawn = new DeadReckoning(clock, commonLateness(), SIZE);
  const out = { x: 0, y: 0 };
  const place = (ms: number) => ({ x: 10 + 0.2 * ms, y: 20, vx: 200, vy: 0, atMs: APART_MS + 2 * ms });
  for (let nowMs = 0; nowMs < 11_500; nowMs += FRAME_MS) {
    clock.addSample(APART_MS + 2 * nowMs, nowMs);
    if (nowMs === 0 || nowMs % 1000 < FRAME_MS) drawn.push(place(nowMs), nowMs === 0, nowMs);
    drawn.at(nowMs, out);
    // The first seconds show that it is such a clock; who ran ahead in them has waited since.
    if (nowMs > 10_500) expect(Math.abs(out.x - place(nowMs - drawn.delayMs).x)).toBeLessThan(2);
  }
});
