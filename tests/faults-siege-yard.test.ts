/** Attacks that every limit of one connection lets through: what they cost is bounded, and the others go on as before. */
import {
  attack,
  besiege,
  compare,
  costRatios,
  expectWithstands,
  joinTwo,
  perSecond,
} from './support/besieged';
import { freePort } from './support/free-port';
import { leaveAll } from './support/pictures';
import { COSTS_OBSTACLE } from './support/process-costs';
import { insideNamespace, ip } from './support/namespaces';
import { killAll, Program, startServer, startServerInside } from './support/programs';
import { isSecured } from './support/secured';
import { testUnless } from './support/test-unless';
import { until } from './support/until';
import { expectUndisturbed } from './support/walks';

/** How many times the processor time of an ordinary load of thirty players; two who walk are in the first. */
const PROFILES_MAX = 2;
const DATAGRAMS_MAX = 1;
const SECONDS = 4;
const TIMEOUT_MS = 90_000;
const NAMESPACE = `zy-siege-${process.pid}`;
const inside = insideNamespace(NAMESPACE);

/** Who decides here has a packet as it was, or a datagram, which has no channel. */
const noChannel = isSecured()
  ? 'a secured yard is the same in this: it is decided behind the channel, or beside it'
  : undefined;
const obstacle = ip('netns', 'add', NAMESPACE) ?? ip('-n', NAMESPACE, 'link', 'set', 'lo', 'up');
afterAll(() => ip('netns', 'delete', NAMESPACE));

jest.setTimeout(TIMEOUT_MS);
afterEach(async () => {
  leaveAll();
  await killAll();
});

testUnless(COSTS_OBSTACLE ?? noChannel, 'profiles of 800 type tags cost little processor time', async () => {
  const { processorMs } = await costRatios(await besiege(), 'profiles');
  expect(processorMs).toBeLessThan(PROFILES_MAX);
});

testUnless(
  COSTS_OBSTACLE ?? noChannel ?? (obstacle && `there are no network namespaces: ${obstacle}`),
  'the same as datagrams, where yards are looked for',
  async () => {
    const port = await freePort();
    const { process } = await startServerInside(inside, port, '--announce-on', 'lo');
    const pid = process.pid ?? 0;
    const ordinary = await perSecond(pid, () => attack('ordinary', port, SECONDS, inside));
    let outcome = {};
    const attacked = await perSecond(
      pid,
      async () => (outcome = await attack('datagrams', port, SECONDS, inside)),
    );
    const { processorMs } = compare('datagrams', ordinary, attacked, outcome);
    expect(processorMs).toBeLessThan(DATAGRAMS_MAX);
    expect(process.exitCode).toBeNull();
  },
);

test("a guest's large packets do not go to those who never spoke", async () => {
  const { sentBytes, receivedBytes } = await expectWithstands(
    await besiege('--max-players', '200', '--max-messages', '200'),
    'relays',
  );
  expect(Number(sentBytes)).toBeGreaterThan(0);
  // What they get are pings of the Router.
  expect(Number(receivedBytes) / Number(sentBytes)).toBeLessThan(0.1);
});

testUnless(noChannel, 'sixty-four who only ping do not keep others out of a yard for as many', async () => {
  const port = await freePort();
  await startServer(port);
  const pings = new Program('siege', ['pings', String(port), '20']);
  await until('the seats to be taken', () => pings.output.includes('all seats asked for'));
  await expectUndisturbed(await joinTwo(port));
});
