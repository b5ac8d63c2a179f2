import type { ClosingQuestion } from '../shared/hosted-yard';
import { Closing } from './closing';

/** What happens, with so many others in the yard at first. */
function open(others: number) {
  const asked: (ClosingQuestion | undefined)[] = [];
  const done: string[] = [];
  const yard = { others };
  const closing = new Closing({
    others: () => yard.others,
    onQuestion: (question) => asked.push(question),
    onStop: () => done.push('stop'),
  });
  closing.onQuit = () => done.push('quit');
  return { closing, asked, done, yard };
}

test('a yard with nobody else in it is closed unasked', () => {
  const { closing, asked, done } = open(0);
  closing.requestStop(0);
  expect(done).toEqual(['stop']);
  expect(closing.mayQuit(0)).toBe(true);
  expect(asked).toEqual([]);
});

test('with others in it the person is asked, and an answer decides', () => {
  const { closing, asked, done } = open(3);
  closing.requestStop(0);
  expect(asked).toEqual([{ about: 'stop', others: 3 }]);
  closing.answer(false);
  expect(done).toEqual([]);
  expect(closing.mayQuit(5000)).toBe(false);
  closing.answer(true);
  expect(done).toEqual(['quit']);
  closing.requestStop(10_000);
  closing.answer(true);
  expect(done).toEqual(['quit', 'stop']);
  expect(asked.slice(1, 4)).toEqual([undefined, { about: 'quit', others: 3 }, undefined]);
});

test('a second press confirms, a held key and a double click do not', () => {
  const { closing } = open(1);
  for (const nowMs of [0, 40, 300, 700, 1100]) expect(closing.mayQuit(nowMs)).toBe(false);
  expect(closing.mayQuit(1700)).toBe(true);
});

test('who answered that they stay is asked again at the next press', () => {
  const { closing, asked } = open(1);
  closing.mayQuit(0);
  closing.answer(false);
  expect(closing.mayQuit(2000)).toBe(false);
  expect(asked.at(-1)).toEqual({ about: 'quit', others: 1 });
});

test('to stop hosting is not to quit: each is asked for itself', () => {
  const { closing, asked, done } = open(2);
  closing.requestStop(0);
  expect(closing.mayQuit(2000)).toBe(false);
  expect(asked.at(-1)).toEqual({ about: 'quit', others: 2 });
  expect(done).toEqual([]);
});

test('when the others have left meanwhile the second press closes at once', () => {
  const { closing, asked, done, yard } = open(2);
  closing.requestStop(0);
  yard.others = 0;
  closing.requestStop(100);
  expect(done).toEqual(['stop']);
  expect(asked.at(-1)).toBeUndefined();
});

test('an answer to a question that was withdrawn closes nothing', () => {
  const { closing, done } = open(2);
  closing.requestStop(0);
  closing.withdraw();
  closing.answer(true);
  expect(done).toEqual([]);
});

test('a page that was loaded anew is asked again', () => {
  const { closing, asked } = open(2);
  closing.requestStop(0);
  closing.postState();
  expect(asked.at(-1)).toEqual({ about: 'stop', others: 2 });
});
