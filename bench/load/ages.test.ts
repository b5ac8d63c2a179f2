import { Ages, median } from './ages';

function ages(...values: number[]): Ages {
  const histogram = new Ages();
  for (const value of values) histogram.add(value);
  return histogram;
}

test('a quantile is the age that this share does not exceed', () => {
  const hundred = ages(...Array.from({ length: 100 }, (_, i) => i + 1));
  expect(hundred.quantile(0.5)).toBeCloseTo(50, 0);
  expect(hundred.quantile(0.99)).toBeCloseTo(99, 0);
  expect(hundred.quantile(1)).toBeCloseTo(100, 0);
});

test('it is exact to a hundredth of a millisecond', () => {
  expect(Math.abs((ages(3.21).quantile(0.5) ?? NaN) - 3.21)).toBeLessThanOrEqual(0.01);
});

test('ages beyond the last bin count as that, and clocks that differ by a hair as nothing', () => {
  expect(ages(1e6).quantile(0.5)).toBeGreaterThan(19_000);
  expect(ages(-0.001).quantile(0.5)).toBeLessThan(0.1);
});

test('none has no quantile', () => {
  expect(ages().quantile(0.5)).toBeUndefined();
});

test.each([
  [[3, 1, 2], 2],
  [[4, 1, 3, 2], 2.5],
  [[7], 7],
])('the median of %j is %d', (values, middle) => {
  expect(median(values)).toBe(middle);
});

test('none has no median', () => {
  expect(median([])).toBeUndefined();
});
