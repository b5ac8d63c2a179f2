import { untilStopped, type Host } from '../../cli/stopping';
import type { ServerOrder, ServerReport } from '../../shared/process-reports';
import { testYard, join } from '../yard/yard.fixture';
import type { ConsoleContext } from './console';
import { serveConsole } from './serve-console';

/** A server under a game: what the game says to it, and what it reports. */
function open() {
  const yard = testYard();
  const listeners: ((message: { data: ServerOrder }) => void)[] = [];
  const reports: ServerReport[] = [];
  const host = {
    on: () => host,
    parentPort: {
      on: (_: 'message', listener: (message: { data: ServerOrder }) => void) => void listeners.push(listener),
      postMessage: (report: ServerReport) => void reports.push(report),
    },
  } as unknown as Host<ServerReport, ServerOrder>;
  const stop = jest.fn();
  const context: ConsoleContext = {
    yard,
    expel: (player) => yard.remove(player, 0),
    answerWaiting: () => undefined,
    writeBans: () => undefined,
    writeTicket: () => undefined,
    createTicket: () => '',
    targets: () => [],
    stop,
    recorder: { start: jest.fn(), stop: jest.fn() },
    nowMs: () => 0,
    game: () => ({ text: '', isError: false }),
  };
  const print = jest.fn();
  const say = (data: ServerOrder) => {
    for (const listener of listeners) listener({ data });
  };
  return { yard, host, reports, context, print, stop, say };
}

test('the game says the same words, each answered under its number, and standard input is left alone', () => {
  const { yard, host, reports, context, print, say } = open();
  const stdin = jest.spyOn(process.stdin, 'pipe');
  serveConsole(context, { host, print, json: false });
  const ada = join(yard, 'Ada');
  say({ n: 7, command: 'list' });
  say({ n: 8, command: 'kick 9' });
  say({ n: 9, command: ' ' });
  say({ n: 10, command: `say ${'x'.repeat(10_000)}` });
  // Names are isolated for a window, and not in quotes as in a terminal.
  expect(reports.filter(({ event }) => event === 'answer')).toEqual([
    { event: 'answer', n: 7, text: `1 here: ${ada.id} \u2068Ada\u2069.`, isError: false },
    { event: 'answer', n: 8, text: 'There is no player 9. Here: 1 \u2068Ada\u2069.', isError: true },
    { event: 'answer', n: 9, text: '', isError: false },
    { event: 'answer', n: 10, text: expect.stringContaining('at most 4096 bytes') as string, isError: true },
  ]);
  expect([print.mock.calls, stdin.mock.calls]).toEqual([[], []]);
});

test('the game is told who may come in, at the start and when that changes', async () => {
  const { host, reports, context, print, say } = open();
  serveConsole(context, { host, print, json: false });
  say({ n: 1, command: 'lock' });
  await new Promise((resolve) => setTimeout(resolve, 300));
  const told = reports.flatMap((report) => (report.event === 'access' ? [report.access] : []));
  expect(told).toMatchObject([{ isLocked: false, waiting: [], bans: [], muted: [] }, { isLocked: true }]);
});

test('the bans are reported at first and when they have changed, however often the rest changes', async () => {
  const { yard, host, reports, context, print, say } = open();
  const bans = Array.from({ length: 1000 }, (_, i) => ({ identity: `identity ${i}`, name: `Player ${i}` }));
  for (const ban of bans) yard.access.bans.add(ban);
  serveConsole(context, { host, print, json: false });
  const settled = () => new Promise((resolve) => setTimeout(resolve, 150));
  for (let n = 0; n < 6; n++) {
    say({ n, command: n % 2 === 0 ? 'lock' : 'unlock' });
    await settled();
  }
  yard.access.unban('identity 7');
  await settled();
  const told = reports.flatMap((report) => (report.event === 'access' ? [report.access.bans?.length] : []));
  expect(told).toEqual([1000, ...Array.from({ length: told.length - 2 }, () => undefined), 999]);
  expect(told.length).toBeGreaterThan(4);
});

test('a word of the console is no order to stop; "stop" is', async () => {
  const { host, context, print, say, stop } = open();
  let reason: string | undefined;
  void untilStopped(host).then((said) => (reason = said));
  serveConsole(context, { host, print, json: false });
  say({ n: 1, command: 'list' });
  await Promise.resolve();
  expect(reason).toBeUndefined();
  say({ n: 2, command: 'stop' });
  expect(stop).toHaveBeenCalledTimes(1);
  say('stop');
  await new Promise((resolve) => setImmediate(resolve));
  expect(reason).toBe('stop');
});
