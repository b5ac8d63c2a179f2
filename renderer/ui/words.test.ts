import { movedWords } from './words';

test.each([
  [['Grace'], 'Grace came in.'],
  [['Grace', 'Ada'], 'Grace and Ada came in.'],
  [['Grace', 'Ada', 'Alan'], 'Grace and 2 others came in.'],
])('%j', (names, words) => {
  expect(movedWords('came', names)).toBe(words);
});

test('who leaves is said in the same way', () => {
  expect(movedWords('left', ['Grace', 'Ada'])).toBe('Grace and Ada left.');
});
