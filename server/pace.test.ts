import { FlushPace } from './pace';

/** The pace of a yard whose flushes cost so much. */
function settled(costMs: number): number {
  const pace = new FlushPace();
  for (let i = 0; i < 100; i++) pace.flushed(costMs);
  return pace.periodMs;
}

test('what has cost nothing yet is not waited for', () => {
  expect(new FlushPace().periodMs).toBe(0);
});

test('at its pace the age of news and the cost of flushes are least together', () => {
  for (const costMs of [0.05, 1, 20]) {
    const loss = (periodMs: number) => periodMs / 2 + (50 * costMs) / periodMs;
    const periodMs = settled(costMs);
    expect(loss(periodMs)).toBeLessThan(loss(0.9 * periodMs));
    expect(loss(periodMs)).toBeLessThan(loss(1.1 * periodMs));
  }
});

test('one costly flush among cheap ones slows it little, and not for long', () => {
  const pace = new FlushPace();
  for (let i = 0; i < 100; i++) pace.flushed(1);
  const usualMs = pace.periodMs;
  pace.flushed(10);
  expect(pace.periodMs).toBeLessThan(2 * usualMs);
  for (let i = 0; i < 20; i++) pace.flushed(1);
  expect(pace.periodMs).toBeLessThan(1.05 * usualMs);
});
