import { SoundPace } from './sound-pace';

test('a hundred who come within a second are heard once, and who comes later again', () => {
  const pace = new SoundPace();
  const heard = Array.from({ length: 100 }, (_, i) => pace.take('came', 10 * i)).filter(Boolean);
  expect(heard).toHaveLength(1);
  expect(pace.take('came', 5000)).toBe(true);
});

test('one sound does not hold up another', () => {
  const pace = new SoundPace();
  expect(pace.take('came', 0)).toBe(true);
  expect(pace.take('said', 0)).toBe(true);
  expect(pace.take('said', 100)).toBe(false);
  expect(pace.take('said', 250)).toBe(true);
});
