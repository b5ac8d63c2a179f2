/** The benchmark in the small: that it starts, measures and prints. Its figures are of no interest here. */
import { spawnSync } from 'node:child_process';
import type { Results } from '../bench/report/results';
import type { ServersResult } from '../bench/report/servers-results';
import { NATS_OBSTACLE } from './support/nats';
import { testUnless } from './support/test-unless';

const run = (...args: string[]) =>
  spawnSync(process.execPath, ['bench/run.mjs', 'comparison', ...args], { encoding: 'utf8' });

test('three players of a yard, and of a naive relay, get the updates of each other', () => {
  const { stdout, stderr, status } = run(
    '--only',
    'zeroyard,zeromq',
    '--load',
    '3@20',
    '--rounds',
    '1',
    '--seconds',
    '1',
    '--json',
  );
  expect(`${status}: ${stderr}`).toMatch(/^0: /);
  const { machine, scenarios } = JSON.parse(stdout) as Results;
  expect(machine.node).toBe(process.version);
  const systems = scenarios[0]?.systems ?? [];
  expect(systems.map(({ id }) => id)).toEqual(['zeroyard', 'zeromq']);
  for (const { figures, failures } of systems) {
    expect(failures).toEqual([]);
    // Each of the three sends 20 positions a second to two others. The ends of the time cut some off.
    expect(figures?.duePerS).toBeGreaterThan(0.8 * 120);
    expect(figures?.share).toBeGreaterThan(0.8);
    expect(figures?.p50Ms).toBeGreaterThan(0);
    // One record, at least.
    expect(figures?.payloadBytes).toBeGreaterThanOrEqual(12);
  }
});

testUnless(NATS_OBSTACLE, 'one yard on several servers is measured, each with all its players', () => {
  const { stdout, stderr, status } = run('--servers', '--quick', '--walkers', '40', '--json');
  expect(`${status}: ${stderr}`).toMatch(/^0: /);
  const { rows, remoteShare, aloneRatio } = JSON.parse(stdout) as ServersResult;
  expect(rows.map(({ label }) => label)).toEqual([
    ...['1, without --cluster', '1, alone with --cluster', '2', '3'],
  ]);
  for (const { figures, players } of rows) {
    expect(players).toBe(40);
    expect(figures.serversMs).toBeGreaterThan(0);
  }
  expect(remoteShare).toBeGreaterThan(0);
  expect(aloneRatio).toBeGreaterThan(0);
  return Promise.resolve();
});

test.each([
  [['--load', '1@20'], '"1@20" is not a load. One looks like 100@20: 2 to 5000 players, at 1 to 100 Hz.'],
  [['--only', 'quake'], '"quake" is not a system.'],
  [['--rounds', '0'], '"0" is not a number of rounds. It is a number from 1 to 20.'],
])('%j is refused with a sentence', (args, sentence) => {
  const { stderr, status } = run(...args);
  expect(stderr).toContain(sentence);
  expect(status).toBe(2);
});
