import type { Session } from '../client/session';
import type { ToRenderer } from '../shared/bridge';
import type { Hosting } from './hosting';
import { Successor } from './successor';

jest.mock('electron', () => ({}));
jest.mock('./free-port', () => ({}));
beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

const HOSTING = { yard: undefined } as unknown as Hosting;

/** Somebody who is in a yard and hosts none. */
function asked() {
  const posts: ToRenderer[] = [];
  const answers: number[] = [];
  const session = { succeed: (n: number) => answers.push(n) } as unknown as Session;
  const successor = new Successor(session, HOSTING, (message) => posts.push(message));
  successor.handle({ address: '/offer', n: 5, id: 2, state: '' });
  const shown = () => posts.flatMap((post) => (post.address === 'offer' ? [post.id] : [])).at(-1);
  return { successor, answers, shown };
}

test('the question is shown, answered once, and taken back by the host alone who asked', () => {
  const { successor, answers, shown } = asked();
  expect(shown()).toBe(2);
  successor.handle({ address: '/offer', n: 4, id: 0, state: '' });
  expect(shown()).toBe(2);
  successor.answer(true);
  successor.answer(true);
  expect([answers, shown()]).toEqual([[5], undefined]);
});

test('who has left that yard is asked no more, and what they accept is said to no other', () => {
  const { successor, answers, shown } = asked();
  successor.withdraw();
  expect(shown()).toBeUndefined();
  successor.answer(true);
  // Another yard offers itself by the same number, and brings its state at once.
  successor.handle({ address: '/offer', n: 5, id: 2, state: '{}' });
  expect(answers).toEqual([]);
});

test('while one is asked another is refused', () => {
  const { successor, answers } = asked();
  successor.handle({ address: '/offer', n: 6, id: 3, state: '' });
  expect(answers).toEqual([-6]);
});
