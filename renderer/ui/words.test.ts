import { movedWords, statusWords } from './words';

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

test('the status of a yard that one hosts has the address that friends can use', () => {
  const connection = { state: 'present', server: 'tcp://127.0.0.1:5557' } as const;
  const words = (hosting?: { addresses: string[] }) => statusWords(connection, 'Attic', 1, hosting);
  expect(words()).toBe('Attic at tcp://127.0.0.1:5557 · only you here');
  expect(words({ addresses: ['tcp://192.168.1.20:5557', 'tcp://10.0.0.5:5557'] })).toBe(
    'Attic at tcp://192.168.1.20:5557 · only you here',
  );
  expect(words({ addresses: [] })).toBe('Attic in no network now · only you here');
});
