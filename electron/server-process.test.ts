import { HOST_KEY_VARIABLE } from '../shared/process-reports';
import { fakePrograms, LISTENING, open, settled } from './server-process.fixture';
import { PortTakenError } from './server-process';

jest.mock('electron', () => ({}));

test('the size that the host chose is the size of the yard, also after a restart', async () => {
  const { started } = await open();
  started[0]?.die();
  started[1]?.report(LISTENING);
  await settled();
  for (const { args } of started) expect(args.join(' ')).toContain('--size 4800x3200');
  expect(started).toHaveLength(2);
});

test('a server that dies is started again once, and the second time the yard is closed', async () => {
  const { started, events } = await open();
  started[0]?.die();
  started[1]?.report(LISTENING);
  await settled();
  expect(events).toEqual(['access', 'restarted']);
  started[1]?.die();
  await settled();
  expect(started).toHaveLength(2);
  expect(events.at(-1)).toContain('a second time');
});

test('a restarted server is not locked, and its host is told so', async () => {
  const { started, events } = await open();
  const access = { isLocked: true, ticket: undefined, waiting: [], bans: [], muted: [] };
  started[0]?.later({ event: 'access', access });
  started[0]?.die();
  started[1]?.report(LISTENING);
  await settled();
  expect(events.at(-1)).toBe('restarted, locked before');
});

test('a restarted server plays the game again that was played, and none that has ended', async () => {
  const { started } = await open();
  started[0]?.later({ event: 'game', game: 'tag' });
  started[0]?.die();
  started[1]?.report(LISTENING);
  await settled();
  expect(started.map(({ orders }) => orders)).toEqual([[], [{ n: 0, command: 'game tag' }]]);
  const other = await open();
  other.started[0]?.later({ event: 'game', game: 'tag' });
  other.started[0]?.later({ event: 'game', game: undefined });
  other.started[0]?.die();
  other.started[1]?.report(LISTENING);
  await settled();
  expect(other.started[1]?.orders).toEqual([]);
});

test('a yard that is stopped while its server is started again leaves no server running', async () => {
  const { started, events, process } = await open();
  started[0]?.die();
  const stopped = process.stop();
  started[1]?.report(LISTENING);
  await stopped;
  expect(started.map(({ isRunning }) => isRunning)).toEqual([false, false]);
  // Nothing is said to the person.
  expect(events).toEqual(['access']);
});

test('a server that ends or is killed before it reports is an error in words', async () => {
  const { started, opening } = fakePrograms();
  const process = opening();
  started[0]?.report(undefined);
  await expect(process).rejects.toThrow('The server ended, or took too long, before it listened.');
});

test('a taken port is told apart', async () => {
  const { started, opening } = fakePrograms();
  const process = opening();
  started[0]?.report({ event: 'failed', reason: 'Taken.', option: '--port', isTaken: true });
  await expect(process).rejects.toBeInstanceOf(PortTakenError);
});

test('a server is given the key of its host, the same after a restart, and by no argument', async () => {
  const { started, process } = await open();
  started[0]?.die();
  started[1]?.report(LISTENING);
  await settled();
  for (const { args, env } of started) {
    expect(env[HOST_KEY_VARIABLE]).toBe(process.hostKey);
    expect(args.join(' ')).not.toContain(process.hostKey);
  }
  expect((await open()).process.hostKey).not.toBe(process.hostKey);
});

test('each command gets the answer that bears its number, in whatever order they come', async () => {
  const { started, process } = await open();
  const [lock, kick] = [process.command('lock'), process.command('kick 7')];
  expect(started[0]?.orders).toEqual([
    { n: 1, command: 'lock' },
    { n: 2, command: 'kick 7' },
  ]);
  started[0]?.later({ event: 'answer', n: 2, text: 'There is no player 7.', isError: true });
  started[0]?.later({ event: 'answer', n: 1, text: 'Locked.', isError: false });
  started[0]?.later({ event: 'answer', n: 1, text: 'Again.', isError: false });
  expect(await lock).toEqual({ text: 'Locked.', isError: false });
  expect(await kick).toEqual({ text: 'There is no player 7.', isError: true });
});

test('a command to a server that dies, or is not there, is answered in words', async () => {
  const { started, process } = await open();
  const lock = process.command('lock');
  started[0]?.die();
  expect(await lock).toMatchObject({ isError: true, text: expect.stringContaining('ended') as string });
  expect(await process.command('lock')).toMatchObject({ isError: true });
});
