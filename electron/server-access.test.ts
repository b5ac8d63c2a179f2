import type { YardAccess } from '../shared/process-reports';
import { fakePrograms, LISTENING, open } from './server-process.fixture';

jest.mock('electron', () => ({}));

const serverKey = Buffer.alloc(32, 7).toString('base64url');
const SECURED = { ...LISTENING, serverKey };

test.each([
  ['open', []],
  ['secured', ['--secure', '--keys', '/data/keys']],
  ['invited', ['--secure', '--keys', '/data/keys', '--invited-only']],
  ['ask', ['--secure', '--keys', '/data/keys', '--ask-first']],
] as const)('a yard that is %s is started with %j', async (access, expected) => {
  const { started, process } = await open({ access }, access === 'open' ? LISTENING : SECURED);
  const options = ['--secure', '--keys', '/data/keys', '--invited-only', '--ask-first'];
  expect(started[0]?.args.filter((arg) => options.includes(arg))).toEqual(expected);
  expect(process.serverKey).toBe(access === 'open' ? undefined : serverKey);
});

test('a yard that was to be secured and has no key is not opened', async () => {
  const { started, opening } = fakePrograms();
  const process = opening({ access: 'secured' });
  started[0]?.report(LISTENING);
  await expect(process).rejects.toThrow('no key for a secured yard');
  expect(started[0]?.isRunning).toBe(false);
});

test('who may come in is what the server reported last, and nothing once it has died', async () => {
  const { started, process, events } = await open();
  const access = { isLocked: true, ticket: undefined, waiting: [], bans: [], muted: [] };
  expect(process.access).toBeUndefined();
  started[0]?.later({ event: 'access', access });
  expect(process.access).toEqual(access);
  expect(events).toEqual(['access']);
  started[0]?.die();
  expect(process.access).toBeUndefined();
});

test('bans that are not reported again are those that were reported', async () => {
  const { started, process } = await open();
  const bans = [{ identity: 'an identity', name: 'Mallory' }];
  const access = { isLocked: false, ticket: undefined, waiting: [], muted: [] };
  started[0]?.later({ event: 'access', access: { ...access, bans } });
  started[0]?.later({ event: 'access', access: { ...access, isLocked: true } });
  expect(process.access).toEqual({ ...access, isLocked: true, bans });
});

test('a ticket is renewed once the server has reported the first, and the next is what it reports then', async () => {
  const { started, process } = await open({ access: 'invited' }, SECURED);
  const [server] = started;
  const report = (ticket: string) => {
    const access: YardAccess = { isLocked: false, ticket, waiting: [], bans: [], muted: [] };
    server?.later({ event: 'access', access });
  };
  const renewed = process.renewTicket();
  expect(server?.orders).toEqual([]);
  report('first');
  await Promise.resolve();
  expect(server?.orders).toEqual([{ n: 1, command: 'invite new' }]);
  server?.later({ event: 'answer', n: 1, text: 'The invite', isError: false });
  report('first');
  report('second');
  expect(await renewed).toBe('second');
});

test('a server that makes no ticket is an error in words', async () => {
  const { process } = await open({ access: 'invited' }, SECURED);
  jest.useFakeTimers();
  const renewed = process.renewTicket();
  jest.advanceTimersByTime(5000);
  jest.useRealTimers();
  await expect(renewed).rejects.toThrow('made no ticket');
});
