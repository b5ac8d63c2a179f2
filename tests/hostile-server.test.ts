/**
 * What a server may do to a player who connects to it: the player lives, what it costs is a small multiple of the largest
 * ordinary yard in the same run, what its page is told stays bounded, and it plays in the next yard. docs/security.md has the
 * table.
 */
import { MAX_PLAYERS_LIMIT } from '../shared/config';
import { compare, perSecond } from './support/besieged';
import { freePort } from './support/free-port';
import { join, leaveAll } from './support/pictures';
import { COSTS_OBSTACLE, type Costs } from './support/process-costs';
import { killAll, Program, startServer } from './support/programs';
import { testUnless } from './support/test-unless';
import type { Told } from './support/traveller';
import { until } from './support/until';

/** How many times the memory of the ordinary yard, and its processor time. */
const MEMORY_MAX = 3;
const PROCESSOR_MAX = 15;
/** How long it stays: in a flood until it is led out, be this computer ever so busy. */
const STAY_S = 6;
const FLOOD_PATIENCE_S = 40;
const DEADLINE_MS = 60_000;
const FRAMES_PER_S = 60;
jest.setTimeout(3 * DEADLINE_MS);

afterEach(async () => {
  leaveAll();
  await killAll();
});

interface Journey {
  costs: Costs;
  /** What was told of the first yard. */
  told: Told;
  seconds: number;
}

/** Goes into a yard of hostile-server.ts, and from there into an ordinary one, where Ada is. */
async function travel(attack: string, staySeconds = STAY_S): Promise<Journey> {
  const [hostilePort, port] = [await freePort(), await freePort()];
  await startServer(port);
  join(port, 'Ada');
  // It serves for longer than anybody stays.
  const hostile = new Program('hostile-server', [attack, String(hostilePort), '90']);
  await until('the hostile server', () => hostile.output.includes('listening'), DEADLINE_MS);
  const server = (at: number): string => `tcp://127.0.0.1:${at}`;
  const traveller = new Program('traveller', [server(hostilePort), String(staySeconds), server(port)]);
  const step = (wanted: Told['step'], yard: number) =>
    until(
      `${wanted} in yard ${yard}; it said: ${traveller.errors}`,
      () => {
        if (traveller.process.exitCode !== null) throw new Error(`It ended: ${traveller.errors}`);
        const steps = traveller.output
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Told);
        return steps.find((one) => one.step === wanted && one.yard === yard);
      },
      DEADLINE_MS,
    );
  await step('present', 0);
  const beganMs = performance.now();
  const costs = await perSecond(traveller.process.pid ?? 0, () => step('left', 0));
  const seconds = (performance.now() - beganMs) / 1000;
  await step('present', 1);
  await step('met', 1);
  const told = await step('left', 0);
  expect(await traveller.stop('SIGTERM')).toBe(0);
  return { costs, told, seconds };
}

let ordinary: Costs | undefined;
async function expectBounded({ costs, told, seconds }: Journey, name: string): Promise<void> {
  ordinary ??= (await travel('ordinary')).costs;
  const { peakBytes, processorMs } = compare(name, ordinary, costs, told);
  expect(peakBytes).toBeLessThan(MEMORY_MAX);
  expect(processorMs).toBeLessThan(PROCESSOR_MAX);
  expect(told.posts).toBeLessThan(20 + (seconds + 1) * FRAMES_PER_S);
  expect(told.players).toBeLessThanOrEqual(5000);
  expect(told.yardNames).toBeLessThan(3 + seconds);
  expect(told.lines).toBeLessThan(100 + 20 * (seconds + 1));
}

describe.each(['yard-of-900-kB', 'yard-names', 'profiles', 'chat', 'colours', 'flood-of-profiles'])(
  'a server with %s',
  (attack) => {
    testUnless(COSTS_OBSTACLE, 'costs its player little, and the player goes on', async () => {
      const journey = await travel(attack);
      await expectBounded(journey, attack);
      const { malformed, excess } = journey.told.ignored ?? {};
      expect((malformed ?? 0) + (excess ?? 0)).toBeGreaterThan(0);
    });
  },
);

describe.each(['flood-of-positions', 'flood-of-packets', 'flood-and-reset'])('a server with %s', (attack) => {
  testUnless(COSTS_OBSTACLE, 'costs its player little, and is left after seconds, in words', async () => {
    const journey = await travel(attack, FLOOD_PATIENCE_S);
    await expectBounded(journey, attack);
    expect(journey.told.notice).toContain('\u2068Hostile\u2069 sent far more than any yard has to say');
  });
});

test('the largest ordinary yard is not left, and nothing of it is ignored', async () => {
  const { told } = await travel('ordinary');
  expect(told.notice).toBeUndefined();
  expect(told.ignored).toEqual({ foreign: 0, malformed: 0, excess: 0 });
  expect(told.players).toBe(MAX_PLAYERS_LIMIT);
});

/** A headless player that goes to such a server. */
async function play(attack: string, ...args: string[]): Promise<Program> {
  const port = await freePort();
  const hostile = new Program('hostile-server', [attack, String(port), '90']);
  await until('the hostile server', () => hostile.output.includes('listening'), DEADLINE_MS);
  return new Program('player', ['--join', `127.0.0.1:${port}`, ...args]);
}

test('a headless player says in words that it left a flood, and ends with 1', async () => {
  const player = await play('flood-of-positions');
  await until('it to leave', () => player.errors.includes('far more than any yard'), DEADLINE_MS);
  expect(await player.stop('SIGTERM')).toBe(1);
});

test('the last line of a headless player says what it did not take in', async () => {
  const player = await play('colours', '--seconds', '8');
  expect(await player.exit()).toBe(0);
  expect(player.output).toMatch(
    /\nNot taken in: 0 messages of other programs, [1-9]\d* malformed, 0 over a limit\.\n$/,
  );
});
