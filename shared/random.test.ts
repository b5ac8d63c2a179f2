import { seeded, seedOf } from './random';

test('a text has the seed that FNV-1a gives it', () => {
  // From the authors' own list of test vectors.
  expect(seedOf('')).toBe(0x811c9dc5);
  expect(seedOf('a')).toBe(0xe40c292c);
  expect(seedOf('foobar')).toBe(0xbf9cf968);
});

test('the same seed gives the same numbers, another one others', () => {
  const numbers = (seed: number) => Array.from({ length: 5 }, seeded(seed));
  expect(numbers(1)).toEqual(numbers(1));
  expect(numbers(1)).not.toEqual(numbers(2));
});

test('its numbers lie evenly between 0 and 1', () => {
  const random = seeded(7);
  const tenths = new Array<number>(10).fill(0);
  for (let i = 0; i < 10_000; i++) {
    const tenth = Math.floor(random() * 10);
    tenths[tenth] = (tenths[tenth] ?? 0) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
