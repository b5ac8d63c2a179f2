import { tmpdir } from 'node:os';
import type { YardPlan } from '../shared/hosted-yard';
import type { YardState } from '../shared/yard-state';
import { openAnew, type Succession } from './hand-over';

jest.mock('node:os', () => {
  const os = jest.requireActual<typeof import('node:os')>('node:os');
  return { ...os, tmpdir: jest.fn(os.tmpdir) };
});

const PLAN: YardPlan = { name: 'Yard', reach: 'computer', access: 'open', port: 5557, size: 'medium' };
const WANTED: YardPlan = { ...PLAN, reach: 'network' };
const STATE: YardState = { access: 'open', isLocked: false, players: [] };
const KEY = 'key of the host';

/** A server that notes what it is asked for, and starts others that may fail. */
function fakes({
  answers = true,
  failures = [] as string[],
  secrets = { key: '', ticket: '' },
  isKeyless = false,
} = {}) {
  const steps: unknown[] = [];
  const serverOf = (plan: YardPlan) => ({
    plan,
    hostKey: KEY,
    takeState: () => (answers ? Promise.resolve(STATE) : Promise.reject(new Error('No answer.'))),
    handOver: (moveTo: unknown) => {
      steps.push(['hand over', moveTo]);
      return Promise.resolve();
    },
  });
  const start = (plan: YardPlan, succession: Succession) => {
    steps.push(['start', plan.reach, succession]);
    const failure = failures.shift();
    return failure === undefined ? Promise.resolve(serverOf(plan)) : Promise.reject(new Error(failure));
  };
  const find = (plan: YardPlan) => {
    steps.push(['find', plan.access]);
    return isKeyless ? Promise.reject(new Error('No key.')) : Promise.resolve(secrets);
  };
  return { steps, server: serverOf(PLAN), start, find };
}

const FOUND = ['find', 'open'];
const LED = ['hand over', { server: 'tcp://127.0.0.1:5557', key: '', ticket: '' }];
const STARTED = { state: STATE, hostKey: KEY };

test('everybody is led to the same port, and the second server knows them and its host', async () => {
  const { steps, server, start, find } = fakes();
  const anew = await openAnew(server, WANTED, start, find);
  expect(anew).toMatchObject({ server: { plan: WANTED } });
  expect(anew.failure).toBeUndefined();
  expect(steps).toEqual([FOUND, LED, ['start', 'network', STARTED]]);
});

test('everybody is led with the key and the ticket that the yard will have, which are found before', async () => {
  const secrets = { key: 'A'.repeat(43), ticket: 'B'.repeat(22) };
  const { steps, server, start, find } = fakes({ secrets });
  await openAnew(server, { ...WANTED, access: 'invited' }, start, find);
  expect(steps.slice(0, 2)).toEqual([
    ['find', 'invited'],
    ['hand over', { server: 'tcp://127.0.0.1:5557', ...secrets }],
  ]);
});

test('a yard that can be given no key goes on, and nobody is led anywhere', async () => {
  const { steps, server, start, find } = fakes({ isKeyless: true });
  const anew = await openAnew(server, { ...WANTED, access: 'secured' }, start, find);
  expect(anew).toEqual({ server, failure: new Error('No key.') });
  expect(steps).toEqual([['find', 'secured']]);
});

test('a server that does not answer goes on, and nobody is led anywhere', async () => {
  const { steps, server, start, find } = fakes({ answers: false });
  const anew = await openAnew(server, WANTED, start, find);
  expect(anew).toEqual({ server, failure: new Error('No answer.') });
  expect(steps).toEqual([FOUND]);
});

test('where its state cannot be written, as on a full disk, the yard goes on, and nobody is led anywhere', async () => {
  const { steps, server, start, find } = fakes();
  jest.mocked(tmpdir).mockReturnValueOnce('/dev/null/full');
  const anew = await openAnew(server, WANTED, start, find);
  expect(anew).toEqual({ server, failure: expect.any(Error) as Error });
  expect(anew.failure?.message).toMatch(/^Who is in the yard cannot be written down/);
  expect(steps).toEqual([FOUND]);
});

test('where the port is taken on the network, the yard is as it was, with everybody in it', async () => {
  const { steps, server, start, find } = fakes({ failures: ['Taken.'] });
  const anew = await openAnew(server, WANTED, start, find);
  expect(anew).toMatchObject({ server: { plan: PLAN }, failure: { message: 'Taken.' } });
  expect(steps).toEqual([FOUND, LED, ['start', 'network', STARTED], ['start', 'computer', STARTED]]);
});

test('where that yard was to be secured, it is secured as it was reached before: everybody comes with its key', async () => {
  const { server, start, find } = fakes({ failures: ['Taken.'] });
  const anew = await openAnew(server, { ...WANTED, access: 'secured' }, start, find);
  expect(anew).toMatchObject({ server: { plan: { ...PLAN, access: 'secured' } } });
});

test('a yard that can be opened in no way is lost, in words', async () => {
  const { server, start, find } = fakes({ failures: ['Taken.', 'Gone.'] });
  await expect(openAnew(server, WANTED, start, find)).rejects.toThrow('Gone.');
});
