import { HORIZON_MS, Schedule } from './schedule';
import { KeyWalkers } from './key-walkers';
import { WALKING_SPEED_PX_PER_S } from '../product';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const SECONDS = 60;

/** Five walkers, by a schedule, for a minute. */
function walk(seed: number) {
  const walkers = new KeyWalkers(5, seed, SIZE, 0);
  const schedule = new Schedule(0);
  const heldMs: number[] = [];
  for (let i = 0; i < walkers.count; i++) schedule.add(i, 1);
  for (let nowMs = 1; nowMs <= 1000 * SECONDS; nowMs++)
    schedule.run(nowMs, (i) => {
      const ms = walkers.turn(i, nowMs);
      heldMs.push(ms);
      schedule.add(i, nowMs + ms);
    });
  return { walkers, heldMs };
}

test('keys are held for 0.2 to 1.2 s, in eight directions and rests, at walking speed', () => {
  const { walkers, heldMs } = walk(3);
  expect(Math.min(...heldMs)).toBeGreaterThanOrEqual(200);
  expect(Math.max(...heldMs)).toBeLessThanOrEqual(1200);
  expect(heldMs.length / walkers.count / SECONDS).toBeCloseTo(1 / 0.7, 0);
  const headings = new Set<string>();
  for (let ms = 0; ms < 1000 * SECONDS; ms += 100) {
    const [before, after] = [0, 1].map((later) => walkers.placeAt(2, ms + later, { x: 0, y: 0 }));
    if (!before || !after) continue;
    const [dx, dy] = [after.x - before.x, after.y - before.y];
    expect(Math.hypot(dx, dy)).toBeLessThan((1.001 * WALKING_SPEED_PX_PER_S) / 1000);
    headings.add(`${Math.sign(Math.round(1000 * dx))} ${Math.sign(Math.round(1000 * dy))}`);
    expect(after.x >= 0 && after.x <= SIZE.widthPx && after.y >= 0 && after.y <= SIZE.heightPx).toBe(true);
  }
  expect(headings.size).toBe(9);
});

test('the same seed makes the same walk, another one another', () => {
  const place = (seed: number) => walk(seed).walkers.placeAt(1, 30_000, { x: 0, y: 0 });
  expect(place(3)).toEqual(place(3));
  expect(place(4)).not.toEqual(place(3));
});

test('a schedule calls in time and once, also after a long silence', () => {
  const schedule = new Schedule(0);
  schedule.add(1, 10.5);
  schedule.add(2, HORIZON_MS + 500);
  const called: number[] = [];
  schedule.run(9, (i) => called.push(i));
  expect(called).toEqual([]);
  schedule.run(10, (i) => called.push(i));
  expect(called).toEqual([1]);
  schedule.run(3 * HORIZON_MS, (i) => called.push(i));
  expect(called).toEqual([1, 2]);
});
