import type { ClosingQuestion } from '../shared/hosted-yard';
import { Closing } from './closing';

let asked: (ClosingQuestion | undefined)[];
let closing: Closing;
beforeEach(() => {
  asked = [];
  closing = new Closing((question) => asked.push(question));
});

test('a yard with nobody else in it is closed unasked', () => {
  expect(closing.request('stop', 0, 0)).toBe(true);
  expect(closing.request('quit', 0, 0)).toBe(true);
  expect(asked).toEqual([]);
});

test('with others in it the person is asked, and an answer decides', () => {
  expect(closing.request('stop', 3, 0)).toBe(false);
  expect(asked).toEqual([{ about: 'stop', others: 3 }]);
  expect(closing.answer(false)).toBeUndefined();
  expect(closing.request('quit', 3, 5000)).toBe(false);
  expect(closing.answer(true)).toBe('quit');
  expect(asked.slice(1)).toEqual([undefined, { about: 'quit', others: 3 }, undefined]);
});

test('a second press confirms, a held key and a double click do not', () => {
  expect(closing.request('quit', 1, 0)).toBe(false);
  for (const nowMs of [40, 300, 700, 1100]) expect(closing.request('quit', 1, nowMs)).toBe(false);
  expect(closing.request('quit', 1, 1700)).toBe(true);
});

test('who answered that they stay is asked again at the next press', () => {
  closing.request('quit', 1, 0);
  closing.answer(false);
  expect(closing.request('quit', 1, 2000)).toBe(false);
  expect(asked.at(-1)).toEqual({ about: 'quit', others: 1 });
});

test('to stop hosting is not to quit: each is asked for itself', () => {
  closing.request('stop', 2, 0);
  expect(closing.request('quit', 2, 2000)).toBe(false);
  expect(asked.at(-1)).toEqual({ about: 'quit', others: 2 });
});

test('when the others have left meanwhile the second press closes at once', () => {
  closing.request('stop', 2, 0);
  expect(closing.request('stop', 0, 100)).toBe(true);
  expect(asked.at(-1)).toBeUndefined();
});

test('an answer to a question that was withdrawn closes nothing', () => {
  closing.request('stop', 2, 0);
  closing.withdraw();
  expect(closing.answer(true)).toBeUndefined();
});
