import { Recall } from './recall';

test('ArrowUp recalls own lines, the newest first, and ArrowDown leads back to the draft', () => {
  const recall = new Recall();
  for (const line of ['one', 'two', 'two', 'three']) recall.add(line);
  expect(recall.step(-1, 'dra')).toBe('three');
  expect(recall.step(-1, 'three')).toBe('two');
  expect(recall.step(-1, 'two')).toBe('one');
  expect(recall.step(-1, 'one')).toBeUndefined();
  expect([1, 1, 1].map(() => recall.step(1, ''))).toEqual(['two', 'three', 'dra']);
  expect(recall.step(1, 'dra')).toBeUndefined();
});

test('what is typed over a recalled line is a draft of its own', () => {
  const recall = new Recall();
  recall.add('one');
  recall.add('two');
  recall.step(-1, '');
  recall.step(-1, 'two');
  recall.rest();
  expect(recall.step(-1, 'one more')).toBe('two');
  expect(recall.step(1, 'two')).toBe('one more');
});

test('fifty are kept, of this yard', () => {
  const recall = new Recall();
  for (let i = 1; i <= 60; i++) recall.add(String(i));
  let last: string | undefined;
  for (let shown: string | undefined = ''; shown !== undefined; shown = recall.step(-1, shown)) last = shown;
  expect(last).toBe('11');
  recall.clear();
  expect(recall.step(-1, '')).toBeUndefined();
});
