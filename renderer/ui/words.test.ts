import { movedWords, statusWords } from './words';

test.each([
  [['Grace'], '\u2068Grace\u2069 came in.'],
  [['Grace', 'Ada'], '\u2068Grace\u2069 and \u2068Ada\u2069 came in.'],
  [['Grace', 'Ada', 'Alan'], '\u2068Grace\u2069 and 2 others came in.'],
])('%j', (names, words) => {
  expect(movedWords('came', names)).toBe(words);
});

test('who leaves is said in the same way', () => {
  expect(movedWords('left', ['Grace', 'Ada'])).toBe('\u2068Grace\u2069 and \u2068Ada\u2069 left.');
});

test('the yard’s name is isolated in the status', () => {
  const at = { state: 'present', server: 'tcp://127.0.0.1:5557' } as const;
  expect(statusWords(at, 'Yard', 2)).toBe('\u2068Yard\u2069 at tcp://127.0.0.1:5557 · 2 here');
});
