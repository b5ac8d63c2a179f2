import { seeded } from '../product';
import { dueUpdatesPerS, InterestCheck, type InterestRule } from './interest';
import { Walkers } from './walk';

const RULE: InterestRule = { near: 64, farPerS: 135 * 2 };
const PLAYERS = 200;
const SECONDS = 3;
const RATE_HZ = 20;

test('without interest everything is due to everybody', () => {
  expect(dueUpdatesPerS(100, 20, undefined)).toBe(198_000);
});

test('with interest the near ones at full rate, the others within the budget', () => {
  expect(dueUpdatesPerS(1000, 20, RULE)).toBe(1000 * (64 * 20 + 135 * 2));
  expect(dueUpdatesPerS(70, 20, RULE)).toBe(70 * (64 * 20 + 5 * 20));
  expect(dueUpdatesPerS(10, 20, RULE)).toBe(10 * 9 * 20);
});

/** Three seconds in which everybody sends, and one receiver gets what `passes` lets through. */
function run(passes: (walker: number, isNear: boolean, step: number) => boolean): {
  near: number;
  far: number;
} {
  const walkers = new Walkers(PLAYERS, RATE_HZ, seeded(3));
  const check = new InterestCheck(walkers, [0], RULE);
  const distancePx = (i: number): number =>
    Math.hypot((walkers.xs[i] ?? 0) - (walkers.xs[0] ?? 0), (walkers.ys[i] ?? 0) - (walkers.ys[0] ?? 0));
  const ranked = Array.from({ length: PLAYERS }, (_, i) => i).sort((a, b) => distancePx(a) - distancePx(b));
  const near = new Set(ranked.slice(1, RULE.near + 1));
  for (let step = 0; step < SECONDS * RATE_HZ; step++) {
    for (let walker = 0; walker < PLAYERS; walker++) {
      check.positionSent(walker);
      if (walker !== 0 && passes(walker, near.has(walker), step)) check.updateReceived(0, walker);
    }
  }
  return check.shares(SECONDS, RATE_HZ);
}

const everyTenth = (step: number): boolean => step % 10 === 0;

test('a server that keeps the rule delivers all that is due', () => {
  expect(run((_, isNear, step) => isNear || everyTenth(step))).toEqual({ near: 1, far: 1 });
});

test('a lost update of somebody near is missed', () => {
  const { near, far } = run((walker, isNear, step) =>
    isNear ? walker % 2 === 0 || everyTenth(step) : everyTenth(step),
  );
  expect(near).toBeLessThan(0.8);
  // The 16 at the border count as far.
  expect(far).toBeGreaterThan(0.8);
});

test('somebody far away of whom nothing comes is missed', () => {
  const { near, far } = run((walker, isNear, step) => isNear || (walker % 4 !== 0 && everyTenth(step)));
  expect(near).toBe(1);
  expect(far).toBeLessThan(0.95);
});
