import { validateName } from '../shared/profile';
import { absentWords, arrivalWords, numberedName } from './headless';

test('a numbered name that is too long is cut, between whole characters', () => {
  expect(numberedName('Walker', 12)).toBe('Walker 12');
  expect(numberedName('x'.repeat(24), 7)).toBe(`${'x'.repeat(22)} 7`);
  expect(numberedName('🦊'.repeat(24), 1000)).toBe(`${'🦊'.repeat(19)} 1000`);
  expect(numberedName('Twenty characters and some', 1000)).toBe('Twenty characters a 1000');
  expect(numberedName('A name of eighteen x', 1000)).toBe('A name of eighteen 1000');
  for (const n of [1, 10, 100, 1000]) expect(validateName(numberedName('🦊'.repeat(24), n))).toBeUndefined();
});

test('who was refused and who got no answer is told apart', () => {
  expect(absentWords([], 3, 'tcp://a:1')).toEqual([]);
  expect(absentWords(['The yard is full.', undefined, 'The yard is full.'], 5, 'tcp://a:1')).toEqual([
    '2 of 5 were refused by tcp://a:1: The yard is full.',
    '1 of 5 never got an answer from tcp://a:1: is a yard open there?',
  ]);
});

test('each of a few is said to have come, as whom, and a crowd when all of it is there', () => {
  const few = { come: 1, count: 2 };
  expect(arrivalWords('Ada 2', 'The yard', few)).toBe('In the yard "The yard" as "Ada 2".');
  expect(arrivalWords('A\u001b[2J', 'Y\u202e', few)).toBe(String.raw`In the yard "Y\u202e" as "A\u001b[2J".`);
  expect(arrivalWords('Walker 1', 'The yard', { come: 199, count: 200 })).toBeUndefined();
  expect(arrivalWords('Walker 1', 'The yard', { come: 200, count: 200 })).toBe(
    'All 200 are in the yard "The yard".',
  );
});
