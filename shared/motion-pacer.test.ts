import { MOTION_RATE_HZ } from './config';
import { MotionPacer } from './motion-pacer';
import { velocityOf, walkOn, type Direction } from './movement';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const AT_REST = { x: 0, y: 0 };
const RIGHT = { x: 1, y: 0 };

/** Frames of somebody whose direction is a function of time; returns when its motion was told. */
function walk(directionAt: (ms: number) => Direction, framesPerS: number, seconds: number): number[] {
  const pacer = new MotionPacer();
  const told: number[] = [];
  let place = { x: 1200, y: 800 };
  let direction = AT_REST;
  for (let frame = 0; frame < framesPerS * seconds; frame++) {
    const nowMs = (frame * 1000) / framesPerS;
    place = walkOn({ ...place, ...velocityOf(direction) }, 1 / framesPerS, SIZE);
    direction = directionAt(nowMs);
    if (pacer.offer({ ...place, ...velocityOf(direction) }, nowMs, SIZE)) told.push(Math.round(nowMs));
  }
  return told;
}

test.each([20, 60, 144])(
  'at %d frames a second a straight walk is told at its start and once a second',
  (fps) => {
    const told = walk((ms) => (ms < 100 ? AT_REST : RIGHT), fps, 4);
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(told.length).toBeLessThanOrEqual(5);
    expect(told[1]).toBeLessThan(100 + 1000 / fps + 1);
  },
);

test('who stands tells so once a second', () => {
  expect(walk(() => AT_REST, 60, 5)).toHaveLength(5);
});

test('a motion that changes with each frame is told at the rate, and its last one too', () => {
  const turning = (ms: number) => (ms < 1000 ? { x: Math.cos(ms), y: Math.sin(ms) } : AT_REST);
  const told = walk(turning, 120, 1.2);
  expect(Math.abs(told.length - MOTION_RATE_HZ)).toBeLessThanOrEqual(2);
  expect(told.at(-1)).toBeGreaterThanOrEqual(1000);
  expect(told.at(-1)).toBeLessThan(1000 + 2000 / MOTION_RATE_HZ);
});

test('who is set to another place tells so', () => {
  const pacer = new MotionPacer();
  const still = { vx: 0, vy: 0 };
  expect(pacer.offer({ x: 1, y: 1, ...still }, 0, SIZE)).toBe(true);
  expect(pacer.offer({ x: 1.5, y: 1, ...still }, 100, SIZE)).toBe(false);
  expect(pacer.offer({ x: 9, y: 1, ...still }, 110, SIZE)).toBe(true);
});

test('a fence that is walked along tells nothing new', () => {
  const pacer = new MotionPacer();
  const along = { vx: 0, vy: 100 };
  expect(pacer.offer({ x: 2400, y: 100, ...along }, 0, SIZE)).toBe(true);
  expect(pacer.offer({ x: 2400, y: 150, ...along }, 500, SIZE)).toBe(false);
});
