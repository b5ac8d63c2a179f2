import { ANSWER_TIMEOUT_MS, ServerCommands } from './server-commands';

beforeEach(() => jest.useFakeTimers());
afterEach(() => {
  jest.useRealTimers();
});

test('who gets no answer in time is told so, and what comes later is passed over', async () => {
  const commands = new ServerCommands();
  const answer = commands.ask('lock', () => undefined);
  jest.advanceTimersByTime(ANSWER_TIMEOUT_MS);
  expect(await answer).toEqual({ text: 'The yard’s server gave no answer.', isError: true });
  commands.handleAnswer({ event: 'answer', n: 1, text: 'Locked.', isError: false });
});

test('no more than some are unanswered at once, and an answer makes room', async () => {
  const commands = new ServerCommands();
  const sent: unknown[] = [];
  const ask = () => commands.ask('lock', (order) => sent.push(order));
  const first = Array.from({ length: 32 }, ask);
  expect(await ask()).toMatchObject({ isError: true });
  expect(sent).toHaveLength(32);
  commands.handleAnswer({ event: 'answer', n: 1, text: 'x'.repeat(10_000), isError: false });
  expect((await first[0])?.text).toHaveLength(500);
  void ask();
  expect(sent).toHaveLength(33);
  commands.failAll();
  for (const answer of first.slice(1)) expect((await answer).isError).toBe(true);
});
