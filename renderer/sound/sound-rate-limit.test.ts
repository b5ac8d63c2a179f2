import { SoundRateLimit } from './sound-rate-limit';

test('a hundred who come within a second sound once, and who comes later again', () => {
  const pace = new SoundRateLimit();
  const played = Array.from({ length: 100 }, (_, i) => pace.tryConsume('came', 10 * i)).filter(Boolean);
  expect(played).toHaveLength(1);
  expect(pace.tryConsume('came', 5000)).toBe(true);
});

test('one sound does not hold up another', () => {
  const pace = new SoundRateLimit();
  expect(pace.tryConsume('came', 0)).toBe(true);
  expect(pace.tryConsume('said', 0)).toBe(true);
  expect(pace.tryConsume('said', 100)).toBe(false);
  expect(pace.tryConsume('said', 250)).toBe(true);
});
