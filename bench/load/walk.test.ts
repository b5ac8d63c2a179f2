import {
  seeded,
  SPEED_BURST_PX,
  SPEED_TOLERANCE,
  WALKING_SPEED_PX_PER_S,
  YARD_HEIGHT_PX,
  YARD_WIDTH_PX,
} from '../product';
import { NUMBERS, Walkers } from './walk';

const RATE_HZ = 60;
const make = (): Walkers => new Walkers(5, RATE_HZ, seeded(7));

test('each position says which one it is, also as float32', () => {
  const walkers = make();
  const sent: { x: number; y: number; atMs: number }[] = [];
  for (let atMs = 0; atMs < NUMBERS; atMs++) {
    walkers.step(3, atMs);
    sent.push({ x: Math.fround(walkers.xs[3] ?? NaN), y: Math.fround(walkers.ys[3] ?? NaN), atMs });
  }
  for (const { x, y, atMs } of sent) expect(walkers.ageMs(3, x, y, 5000)).toBe(5000 - atMs);
});

test('a number that came round again means the newest', () => {
  const walkers = make();
  for (let atMs = 0; atMs <= NUMBERS; atMs++) walkers.step(0, atMs);
  expect(walkers.ageMs(0, walkers.xs[0] ?? NaN, walkers.ys[0] ?? NaN, NUMBERS)).toBe(0);
});

test('a position that nobody sent has no age', () => {
  const walkers = make();
  expect(walkers.ageMs(0, 10.5, 10, 100)).toBeNaN();
  expect(walkers.ageMs(-1, 10, 10, 100)).toBeNaN();
});

test('nobody leaves the yard, and nobody is faster than the yard allows', () => {
  const walkers = make();
  let [farthestPx, x, y] = [0, NaN, NaN];
  for (let second = 0; second < 60; second++) {
    let walkedPx = 0;
    for (let i = 0; i < RATE_HZ; i++) {
      walkers.step(1, 0);
      const [nextX = NaN, nextY = NaN] = [walkers.xs[1], walkers.ys[1]];
      if (!Number.isNaN(x)) walkedPx += Math.hypot(nextX - x, nextY - y);
      [x, y] = [nextX, nextY];
      expect(x >= 0 && x <= YARD_WIDTH_PX && y >= 0 && y <= YARD_HEIGHT_PX).toBe(true);
    }
    farthestPx = Math.max(farthestPx, walkedPx);
  }
  expect(farthestPx).toBeGreaterThan(100);
  expect(farthestPx).toBeLessThan(WALKING_SPEED_PX_PER_S * SPEED_TOLERANCE + SPEED_BURST_PX / 60);
});
