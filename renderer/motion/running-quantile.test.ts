import { seeded } from '../../shared/random';
import { RunningQuantile } from './running-quantile';

test.each([0.5, 0.95])('it comes to rest where a share of %d of the values are below', (share) => {
  const random = seeded(1);
  const quantile = new RunningQuantile(share, 0.5, 0);
  let sum = 0;
  for (let i = 0; i < 4000; i++) {
    quantile.push(random() * 100);
    if (i >= 2000) sum += quantile.value;
  }
  expect(Math.abs(sum / 2000 - share * 100)).toBeLessThan(2);
});

test('values that are always the same are reached exactly', () => {
  const quantile = new RunningQuantile(0.5, 4, 0);
  for (let i = 0; i < 100; i++) quantile.push(33.25);
  expect(quantile.value).toBe(33.25);
});

test('it goes where the values go', () => {
  const quantile = new RunningQuantile(0.95, 4, 0);
  for (let i = 0; i < 30; i++) quantile.push(60);
  expect(quantile.value).toBe(60);
  for (let i = 0; i < 400; i++) quantile.push(5);
  expect(quantile.value).toBe(5);
});
