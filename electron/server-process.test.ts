import type { YardPlan } from '../shared/hosted-yard';
import { HOST_KEY_VARIABLE, type ServerReport } from '../shared/process-reports';
import { PortTakenError, ServerProcess, type Program } from './server-process';

jest.mock('electron', () => ({}));

const PLAN = { name: 'Yard', reach: 'computer', access: 'open', port: 5557, size: 'large' } as const;
const SETTINGS = { announceOn: [], keysFolder: '/data/keys' };
const LISTENING: ServerReport = { event: 'listening', address: 'tcp://127.0.0.1:5557', yard: 'Yard' };

/** Server programs that a test starts, reports for and ends by hand. */
function fakePrograms() {
  const started: {
    args: readonly string[];
    env: Readonly<Record<string, string>>;
    die(): void;
    report(first?: ServerReport): void;
    later(report: ServerReport): void;
    orders: unknown[];
    isRunning: boolean;
  }[] = [];
  const events: string[] = [];
  const start = (args: readonly string[], env: Readonly<Record<string, string>>, onEnd: () => void) =>
    new Promise<Program>((resolve) => {
      let program: Program | undefined;
      const orders: unknown[] = [];
      const one = {
        orders,
        args,
        env,
        isRunning: true,
        die: () => {
          one.isRunning = false;
          onEnd();
        },
        later: (report: ServerReport) => program?.onReport?.(report),
        report: (first?: ServerReport) => {
          program = {
            report: first,
            onReport: undefined,
            order: (order) => orders.push(order),
            stop: () => {
              one.isRunning = false;
              return Promise.resolve();
            },
            kill: () => (one.isRunning = false),
          };
          resolve(program);
        },
      };
      started.push(one);
    });
  const opening = (plan: Partial<YardPlan> = {}) =>
    ServerProcess.open(
      { ...PLAN, ...plan },
      SETTINGS,
      {
        onRestart: (wasLocked) => events.push(wasLocked ? 'restarted, locked before' : 'restarted'),
        onEnd: (reason) => events.push(reason),
        onAccess: () => events.push('access'),
      },
      start,
    );
  return { started, events, opening };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

async function open(plan: Partial<YardPlan> = {}, listening = LISTENING) {
  const programs = fakePrograms();
  const opening = programs.opening(plan);
  programs.started[0]?.report(listening);
  return { ...programs, process: await opening };
}

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

const serverKey = Buffer.alloc(32, 7).toString('base64url');
const SECURED: ServerReport = { ...LISTENING, serverKey };

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
