import { ACCESSES, REACHES } from '../../../shared/hosted-yard';
import { accessWords, closingWords, moreWords, removedWords, whoComesWords } from './host-words';

test('each choice of who may come in is one line, and no two are alike', () => {
  const lines = ACCESSES.map((access) => accessWords('network', access));
  for (const line of lines) expect(line.length).toBeLessThanOrEqual(80);
  expect(new Set(lines).size).toBe(ACCESSES.length);
});

test('a yard that is not encrypted says so on a network, and no other says it is not', () => {
  for (const reach of REACHES)
    for (const access of ACCESSES)
      expect(whoComesWords(reach, access).includes('nothing is encrypted')).toBe(
        reach === 'network' && access === 'open',
      );
});

test('how many others are in a yard that is to be closed is said, and whether the game ends', () => {
  expect(closingWords({ about: 'stop', others: 3, canHandOver: true })).toMatchObject({
    title: '3 people are in your yard',
    yes: 'Stop hosting',
  });
  expect(closingWords({ about: 'quit', others: 1, canHandOver: false })).toMatchObject({
    title: 'Somebody else is in your yard',
    yes: 'Quit',
  });
});

test('who was removed is said when they may come back, and a list what it leaves out', () => {
  expect(removedWords('Ada')).toBe('\u2068Ada\u2069 was removed, and may come back in 60 s.');
  expect(moreWords(12)).toBe('and 12 more');
});

test('an open yard for this computer is not said to be read from the network', () => {
  expect(accessWords('network', 'open')).toContain('network');
  expect(accessWords('computer', 'open')).not.toContain('network');
});
