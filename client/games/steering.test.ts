import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { velocityOf, walkOn, type Position } from '../../shared/movement';
import { distancePx, fleeFrom, goTo, nearest, REACTION_MS } from './steering';

test('the nearest of some places is found, and none where there is none', () => {
  const places = [30, 20, -25].map((x) => ({ x, y: 0 }));
  expect(nearest({ x: 0, y: 0 }, places)).toEqual({ x: 20, y: 0 });
  const none: Position[] = [];
  expect(nearest({ x: 0, y: 0 }, none)).toBeUndefined();
});

test('who goes somewhere goes straight there, stands there, and does not pass by', () => {
  const to = { x: 700, y: 500 };
  let own: Position = { x: 100, y: 100 };
  const leftPx: number[] = [];
  for (let i = 0; i < 40; i++) {
    leftPx.push(distancePx(own, to));
    own = walkOn({ ...own, ...velocityOf(goTo(own, to)) }, REACTION_MS / 1000, DEFAULT_YARD_SIZE);
  }
  expect(leftPx).toEqual(leftPx.toSorted((a, b) => b - a));
  expect(distancePx(own, to)).toBeLessThan(2);
  expect(goTo(to, to)).toEqual({ x: 0, y: 0 });
});

test('who flees gets away from who comes, and out of a corner', () => {
  const own = { x: 1200, y: 800 };
  const away = fleeFrom(own, { x: 1100, y: 800 }, DEFAULT_YARD_SIZE);
  expect(away.x).toBeCloseTo(0.85);
  expect(away.y).toBeCloseTo(0);
  const corner = { x: 0, y: 0 };
  const out = fleeFrom(corner, { x: 20, y: 40 }, DEFAULT_YARD_SIZE);
  expect(out.x).toBeGreaterThan(0.5);
});
