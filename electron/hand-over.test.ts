import type { YardPlan } from '../shared/hosted-yard';
import type { YardState } from '../shared/yard-state';
import { openAnew, type Succession } from './hand-over';

const PLAN: YardPlan = { name: 'Yard', reach: 'computer', access: 'open', port: 5557, size: 'medium' };
const WANTED: YardPlan = { ...PLAN, reach: 'network' };
const STATE: YardState = { access: 'open', isLocked: false, players: [] };
const KEY = 'key of the host';

/** A server that notes what it is asked for, and starts others that may fail. */
function fakes({
  answers = true,
  failures = [] as string[],
  serverKey = undefined as string | undefined,
  ticket = undefined as string | undefined,
} = {}) {
  const steps: unknown[] = [];
  const serverOf = (plan: YardPlan) => ({
    plan,
    hostKey: KEY,
    serverKey,
    access: { ticket },
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
  return { steps, server: serverOf(PLAN), start };
}

const LED = ['hand over', { server: 'tcp://127.0.0.1:5557', key: '', ticket: '' }];
const STARTED = { state: STATE, hostKey: KEY };

test('everybody is led to the same port, and the second server knows them and its host', async () => {
  const { steps, server, start } = fakes();
  const anew = await openAnew(server, WANTED, start);
  expect(anew).toMatchObject({ server: { plan: WANTED } });
  expect(anew.failure).toBeUndefined();
  expect(steps).toEqual([LED, ['start', 'network', STARTED]]);
});

test('out of a secured yard everybody is led into a secured one, with its key and ticket', async () => {
  const [serverKey, ticket] = ['A'.repeat(43), 'B'.repeat(22)];
  const { steps, server, start } = fakes({ serverKey, ticket });
  await openAnew(server, WANTED, start);
  expect(steps[0]).toEqual(['hand over', { server: 'tcp://127.0.0.1:5557', key: serverKey, ticket }]);
});

test('a server that does not answer goes on, and nobody is led anywhere', async () => {
  const { steps, server, start } = fakes({ answers: false });
  const anew = await openAnew(server, WANTED, start);
  expect(anew).toEqual({ server, failure: new Error('No answer.') });
  expect(steps).toEqual([]);
});

test('where the port is taken on the network, the yard is as it was, with everybody in it', async () => {
  const { steps, server, start } = fakes({ failures: ['Taken.'] });
  const anew = await openAnew(server, WANTED, start);
  expect(anew).toMatchObject({ server: { plan: PLAN }, failure: { message: 'Taken.' } });
  expect(steps).toEqual([LED, ['start', 'network', STARTED], ['start', 'computer', STARTED]]);
});

test('a yard that can be opened in no way is lost, in words', async () => {
  const { server, start } = fakes({ failures: ['Taken.', 'Gone.'] });
  await expect(openAnew(server, WANTED, start)).rejects.toThrow('Gone.');
});
