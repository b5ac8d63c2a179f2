/**
 * Attacks on the Router from the network, by hand-made ZMTP: the server lives, what it costs is a small multiple of an
 * ordinary load in the same run, and two who walk notice nothing. docs/security.md has the table.
 */
import { AT_LOWEST_PRIORITY, besiege, costRatios, expectWithstands } from './support/besieged';
import { leaveAll } from './support/pictures';
import { COSTS_OBSTACLE } from './support/process-costs';
import { killAll, TRANSPORT } from './support/programs';
import { isSecured } from './support/secured';
import { testUnless } from './support/test-unless';

/** How many times the memory of an ordinary load; before, it was 5 to 14 times. */
const MEMORY_MAX = 4;
/** How many times its processor time. */
const PROCESSOR_MAX = 4;
const TIMEOUT_MS = 90_000;

/** What only our own Router withstands; libzmq has no option for it. */
const obstacle = (why: string): string | undefined =>
  TRANSPORT === 'zmtp' ? undefined : `libzmq cannot prevent it on the package's Router: ${why}`;

/** What a channel of CURVE changes nothing of is not said through it again. */
const sameSecured = (why: string): string | undefined =>
  isSecured() ? `a secured yard is the same in this: ${why}` : undefined;

jest.setTimeout(TIMEOUT_MS);
afterEach(async () => {
  leaveAll();
  await killAll();
});

testUnless(
  obstacle('a routing id that it gives out later may be claimed'),
  'a hundred routing ids that libzmq gives out next may be claimed, and a hundred others connect',
  async () => {
    const { connected } = await expectWithstands(await besiege(), 'claimed-ids');
    expect(connected).toBe(100);
  },
);

testUnless(
  sameSecured('what met libzmq’s timers was the end of a TCP connection'),
  'floods that are reset just before the timer of a heartbeat end nothing',
  async () => {
    const { connections } = await expectWithstands(await besiege(), 'resets', 10);
    expect(connections).toBeGreaterThanOrEqual(20);
  },
);

testUnless(
  COSTS_OBSTACLE ?? obstacle('only frames have a limit, not messages'),
  'messages whose parts never end cost little memory',
  async () => {
    const { peakBytes } = await costRatios(await besiege(), 'endless-parts');
    expect(peakBytes).toBeLessThan(MEMORY_MAX);
  },
);

testUnless(
  COSTS_OBSTACLE ?? obstacle('a message has as many parts as its sender likes'),
  'messages of very many empty parts cost little memory and processor time',
  async () => {
    const { peakBytes, processorMs } = await costRatios(await besiege(), 'empty-parts');
    expect(peakBytes).toBeLessThan(MEMORY_MAX);
    expect(processorMs).toBeLessThan(PROCESSOR_MAX);
  },
);

testUnless(
  COSTS_OBSTACLE,
  'floods of packets of 4 KB from 150 connections cost little memory, and two walkers notice nothing',
  async () => {
    const besieged = await besiege();
    const during = () => expectWithstands(besieged, 'large-packets', undefined, AT_LOWEST_PRIORITY);
    const { peakBytes } = await costRatios(besieged, 'large-packets', during);
    expect(peakBytes).toBeLessThan(MEMORY_MAX);
  },
);

test('a flood of messages of four frames is counted, so that it is refused or closed', async () => {
  const { isRefused, isClosed } = await expectWithstands(await besiege(), 'four-frames');
  expect([isRefused, isClosed]).toContain(true);
});
