import { PositionsDrawing, tracksOf, type Drawing } from './drawings';
import { Judge } from './judge';
import { KeyWalkers } from './key-walkers';
import type { ReceivedPosition } from './recordings';
import { Schedule } from './schedule';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const END_MS = 8000;

function walkers(count: number): KeyWalkers {
  const all = new KeyWalkers(count, 1, SIZE, 0);
  const schedule = new Schedule(0);
  for (let i = 0; i < count; i++) schedule.add(i, 1 + 50 * i);
  for (let nowMs = 1; nowMs < END_MS; nowMs++)
    schedule.run(nowMs, (i) => schedule.add(i, nowMs + all.turn(i, nowMs)));
  return all;
}

function judged(drawing: (all: KeyWalkers) => Drawing) {
  const all = walkers(20);
  const judge = new Judge(all, 3000, END_MS);
  judge.watch(0, drawing(all));
  return judge.verdict();
}

/** Draws each where it was so long ago. */
const late =
  (agoMs: number) =>
  (all: KeyWalkers): Drawing => ({
    at: (walker, nowMs, out) => all.placeAt(walker, nowMs - agoMs, out) === out,
  });

test('who is drawn where it is has no error, and walks as it does', () => {
  const { meanPx, p99Px, worstStepPx, agoMs } = judged(late(0));
  expect([meanPx, p99Px, agoMs]).toEqual([0, 0, 0]);
  expect(worstStepPx).toBeCloseTo(4, 5);
});

test('who is drawn 100 ms ago is said to be, and is a tenth of its speed behind', () => {
  const { p95Px, agoMs } = judged(late(100));
  expect(agoMs).toBe(100);
  expect(p95Px).toBeCloseTo(24, 1);
});

test('who is drawn nowhere has an error that nobody can miss', () => {
  expect(judged(() => ({ at: () => false })).p95Px).toBe(1000);
});

test('positions are drawn on the line between those that came, a delay ago, and not before the next has come', () => {
  const all = walkers(20);
  const received: ReceivedPosition[] = [];
  for (let walker = 0; walker < all.count; walker++)
    for (let nowMs = 1; nowMs < END_MS; nowMs += 50)
      received.push({ walker, receivedMs: nowMs + 20, ...all.placeAt(walker, nowMs, { x: 0, y: 0 }) });
  const judgedWith = (delayMs: number) => {
    const judge = new Judge(all, 3000, END_MS);
    judge.watch(0, new PositionsDrawing(tracksOf(received), delayMs));
    return judge.verdict();
  };
  const [newest, smooth] = [judgedWith(0), judgedWith(60)];
  expect(newest.worstStepPx).toBeCloseTo(12, 5);
  expect(smooth.worstStepPx).toBeLessThan(4.01);
  expect(smooth.agoMs).toBe(80);
});
