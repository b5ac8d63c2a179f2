import { WALKING_SPEED_PX_PER_S } from './config';
import { clampToYard, heldByFence, placeAt, velocityOf, walkOn } from './movement';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const middle = { x: 1200, y: 800 };
const go = (x: number, y: number, seconds: number, from = middle) =>
  walkOn({ ...from, ...velocityOf({ x, y }) }, seconds, SIZE);

test('one second to the right is the walking speed in pixels', () => {
  expect(go(1, 0, 1)).toEqual({ x: 1200 + WALKING_SPEED_PX_PER_S, y: 800 });
});

test('a diagonal is as long as a straight line', () => {
  const to = go(1, -1, 0.5);
  expect(Math.hypot(to.x - middle.x, to.y - middle.y)).toBeCloseTo(WALKING_SPEED_PX_PER_S / 2);
});

test('a half-tilted stick walks at half speed', () => {
  expect(go(0, 0.5, 1)).toEqual({ x: 1200, y: 800 + WALKING_SPEED_PX_PER_S / 2 });
});

test('no direction, no movement', () => {
  expect(go(0, 0, 1)).toEqual(middle);
});

test('many small steps go as far as one large one', () => {
  let position = middle;
  for (let i = 0; i < 60; i++) position = go(1, 1, 1 / 60, position);
  expect(position.x).toBeCloseTo(go(1, 1, 1).x);
});

test.each([
  [-1, -1, { x: 0, y: 0 }],
  [1, 1, { x: 2400, y: 1600 }],
  [1, 0, { x: 2400, y: 800 }],
])('the edge of the yard holds: %d, %d', (x, y, corner) => {
  expect(go(x, y, 60)).toEqual(corner);
});

test('a fence holds one axis, and one walks along it on the other', () => {
  const along = go(1, 1, 1, { x: 2400, y: 100 });
  expect(along.x).toBe(2400);
  expect(along.y).toBeGreaterThan(100);
  expect(heldByFence({ x: 2400, y: 100 }, { vx: 5, vy: 5 }, SIZE)).toEqual({ vx: 0, vy: 5 });
  expect(heldByFence({ x: 0, y: 0 }, { vx: -5, vy: 5 }, SIZE)).toEqual({ vx: 0, vy: 5 });
  expect(heldByFence(middle, { vx: -5, vy: 5 }, SIZE)).toEqual({ vx: -5, vy: 5 });
});

test('a motion leads on from its moment, and is at its own place before it', () => {
  const motion = { ...middle, vx: 100, vy: 0, atMs: 5000 };
  expect(placeAt(motion, 5500, SIZE)).toEqual({ x: 1250, y: 800 });
  expect(placeAt(motion, 4000, SIZE)).toEqual(middle);
});

test('the nearest place inside', () => {
  expect(clampToYard({ x: -5, y: 1700 }, SIZE)).toEqual({ x: 0, y: 1600 });
});
