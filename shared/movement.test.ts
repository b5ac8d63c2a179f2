import { WALKING_SPEED_PX_PER_S, YARD_HEIGHT_PX, YARD_WIDTH_PX } from './config';
import { step } from './movement';

const middle = { x: 1200, y: 800 };

test('one second to the right is the walking speed in pixels', () => {
  expect(step(middle, { x: 1, y: 0 }, 1)).toEqual({ x: 1200 + WALKING_SPEED_PX_PER_S, y: 800 });
});

test('a diagonal is as long as a straight line', () => {
  const to = step(middle, { x: 1, y: -1 }, 0.5);
  expect(Math.hypot(to.x - middle.x, to.y - middle.y)).toBeCloseTo(WALKING_SPEED_PX_PER_S / 2);
});

test('a half-tilted stick walks at half speed', () => {
  expect(step(middle, { x: 0, y: 0.5 }, 1)).toEqual({ x: 1200, y: 800 + WALKING_SPEED_PX_PER_S / 2 });
});

test('no direction, no movement', () => {
  expect(step(middle, { x: 0, y: 0 }, 1)).toBe(middle);
});

test('many small steps go as far as one large one', () => {
  let position = middle;
  for (let i = 0; i < 60; i++) position = step(position, { x: 1, y: 1 }, 1 / 60);
  expect(position.x).toBeCloseTo(step(middle, { x: 1, y: 1 }, 1).x);
});

test.each([
  [
    { x: -1, y: -1 },
    { x: 0, y: 0 },
  ],
  [
    { x: 1, y: 1 },
    { x: YARD_WIDTH_PX, y: YARD_HEIGHT_PX },
  ],
])('the edge of the yard holds: %j', (direction, corner) => {
  expect(step(middle, direction, 60)).toEqual(corner);
});
