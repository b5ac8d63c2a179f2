import type { ToRenderer } from '../shared/bridge';
import { PagePost } from './page-post';

const said = (text: string) => ({ address: '/player/said', id: 1, text }) as const;
const FRAME_MS = 1000 / 60;

function open() {
  const delivered: ToRenderer[] = [];
  return { delivered, page: new PagePost((message) => delivered.push(message)) };
}

beforeEach(() => {
  jest.useFakeTimers({ advanceTimers: false });
});
afterEach(() => {
  jest.useRealTimers();
});

test('a page is told of a yard at most once a frame, however many messages come', () => {
  const { delivered, page } = open();
  for (let ms = 0; ms < 1000; ms++) {
    for (let i = 0; i < 20; i++) page.add(said(`${ms}`));
    jest.advanceTimersByTime(1);
  }
  expect(delivered.length).toBeGreaterThan(30);
  expect(delivered.length).toBeLessThanOrEqual(1000 / FRAME_MS + 1);
});

test('the first after a pause is told at once', () => {
  const { delivered, page } = open();
  page.add(said('a'));
  page.add(said('b'));
  jest.advanceTimersByTime(0);
  expect(delivered).toEqual([{ address: 'batch', messages: [said('a'), said('b')] }]);
});

test('what does not come from the yard is told at once, after what came before it', () => {
  const { delivered, page } = open();
  page.add(said('a'));
  page.post({ address: 'connection', state: 'lost' });
  expect(delivered.map(({ address }) => address)).toEqual(['batch', 'connection']);
});

test('what was cleared is never told', () => {
  const { delivered, page } = open();
  page.add(said('a'));
  page.clear();
  jest.advanceTimersByTime(1000);
  page.post({ address: 'lobby', notice: undefined });
  expect(delivered.map(({ address }) => address)).toEqual(['lobby']);
});
