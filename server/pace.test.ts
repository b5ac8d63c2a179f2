import { FlushPace } from './pace';

/** The pace of a yard whose flushes cost so much. */
function settled(costMs: number): number {
  const pace = inNeed();
  for (let i = 0; i < 100; i++) pace.flushed(costMs);
  return pace.periodMs;
}

/** The pace of a server that takes all it can get. */
function inNeed(): FlushPace {
  const pace = new FlushPace();
  for (let i = 0; i < 10; i++) pace.used(1);
  return pace;
}

test('what has cost nothing yet is not waited for', () => {
  expect(inNeed().periodMs).toBe(0);
});

test('a server that takes little of the processor does not wait at all, whatever a flush costs', () => {
  const pace = inNeed();
  pace.flushed(10);
  for (let i = 0; i < 20; i++) pace.used(0.1);
  expect(pace.periodMs).toBe(0);
  expect(settled(10)).toBeGreaterThan(0);
});

test('in between it waits as long as it takes to need no more than its free share', () => {
  const pace = new FlushPace();
  // A yard that takes 0.8 of a core when it does not wait, and less the longer it waits.
  const useAt = (periodMs: number): number => 0.8 / (1 + periodMs / 10);
  for (let i = 0; i < 200; i++) {
    pace.flushed(10);
    pace.used(useAt(pace.periodMs));
  }
  expect(useAt(pace.periodMs)).toBeCloseTo(0.3, 2);
});

test('at its pace the age of news and the cost of flushes are least together', () => {
  for (const costMs of [0.05, 1, 20]) {
    const loss = (periodMs: number) => periodMs / 2 + (100 * costMs) / periodMs;
    const periodMs = settled(costMs);
    expect(loss(periodMs)).toBeLessThan(loss(0.9 * periodMs));
    expect(loss(periodMs)).toBeLessThan(loss(1.1 * periodMs));
  }
});

test('one costly flush among cheap ones slows it little, and not for long', () => {
  const pace = inNeed();
  for (let i = 0; i < 100; i++) pace.flushed(1);
  const usualMs = pace.periodMs;
  pace.flushed(10);
  expect(pace.periodMs).toBeLessThan(2 * usualMs);
  for (let i = 0; i < 20; i++) pace.flushed(1);
  expect(pace.periodMs).toBeLessThan(1.05 * usualMs);
});
