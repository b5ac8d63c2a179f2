import { headingFor, keyChangeWords, movedWords, statusWords } from './words';

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

test('the status of a yard that one hosts has the address that friends can use', () => {
  const connection = { state: 'present', server: 'tcp://127.0.0.1:5557' } as const;
  const words = (hosting?: { addresses: string[] }) => statusWords(connection, 'Attic', 1, hosting);
  expect(words()).toBe('\u2068Attic\u2069 at tcp://127.0.0.1:5557 · only you here');
  expect(words({ addresses: ['tcp://192.168.1.20:5557', 'tcp://10.0.0.5:5557'] })).toBe(
    '\u2068Attic\u2069 at tcp://192.168.1.20:5557 · only you here',
  );
  expect(words({ addresses: [] })).toBe('\u2068Attic\u2069 in no network now · only you here');
});

test('what an uninvited person can do is said in our words, why one was removed in the host’s', () => {
  expect(headingFor({ code: 'invite', reason: 'Anything.' })).toBe('This yard lets in only who was invited');
  expect(headingFor({ code: 'waiting', reason: 'Anything.' })).toBe('You wait to be let in by the host');
  expect(headingFor({ code: 'kicked', reason: 'Too loud.' })).toBe('Too loud.');
});

test('that a key has changed is said with both that it may mean', () => {
  for (const isOpen of [true, false]) {
    const words = keyChangeWords({ name: 'Attic', address: 'tcp://192.168.1.20:5557', isOpen });
    expect(words).toContain('Its host may have');
    expect(words).toContain('somebody pretends to be this yard');
    expect(words.includes('now it is open')).toBe(isOpen);
  }
});

test('the status of a spectator counts the players alone', () => {
  const at = { state: 'present', server: 'tcp://127.0.0.1:5557' } as const;
  const words = (players: number) => statusWords(at, 'Yard', players, undefined, true).split(' · ')[1];
  expect([words(0), words(1)]).toEqual(['nobody here, you look on', '1 here, you look on']);
});
