import { bucketOf } from './nats-kv';
import { Subjects } from './subjects';

test('a name that is typed as other characters, and looks the same, is that of the same yard', () => {
  const [composed, decomposed] = ['Caf\u00e9', 'Cafe\u0301'] as const;
  expect(composed).not.toBe(decomposed);
  expect(new Subjects(decomposed).events).toBe(new Subjects(composed).events);
  expect(bucketOf(decomposed, undefined)).toBe(bucketOf(composed, undefined));
  expect(new Subjects('Cafe').events).not.toBe(new Subjects(composed).events);
});
