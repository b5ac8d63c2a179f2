import { readFileSync } from 'node:fs';
import { fillTemplate } from './report';
import type { Results } from './results';
import { MACHINE, system } from './results.fixture';
import { judge } from './targets';

const RESULTS: Results = {
  machine: MACHINE,
  scenarios: [
    {
      id: '100@20',
      players: 100,
      rateHz: 20,
      systems: [
        system('zeroyard', 'Zeroyard'),
        { ...system('ws', 'ws', { cpuUs: 4, share: 0.5 }), lateRounds: 1 },
        { id: 'socketio', label: 'Socket.IO', rounds: 3, lateRounds: 0, failures: ['It ended.'] },
      ],
    },
  ],
  largest: [
    { id: 'zeroyard', label: 'Zeroyard', players: 1000, failedAt: undefined, isGeneratorLate: false },
    { id: 'ws', label: 'ws', players: 60, failedAt: 70, isGeneratorLate: false },
  ],
  skipped: [{ label: 'relay in C (libzmq)', why: 'there is no C compiler (cc)' }],
};

test('each verdict follows from the figures, and there is none without them', () => {
  const verdicts = judge(RESULTS).map(({ what, wanted, measured, isMet }) => [what, wanted, measured, isMet]);
  expect(verdicts).toContainEqual(['100 players at 20 Hz: p99 age', 'at most 40 ms', '20 ms', true]);
  expect(verdicts).toContainEqual([
    '100 players: server CPU a delivered update',
    'at most 0.333 x that of ws',
    '0.25 x that of ws',
    true,
  ]);
  expect(verdicts).toContainEqual([
    'Largest number of players',
    'at least 5 x the best peer',
    '16.7 x the best peer',
    true,
  ]);
  const unmeasured = verdicts.filter(([what]) => String(what).startsWith('500'));
  expect(unmeasured).toHaveLength(6);
  for (const [, , measured, isMet] of unmeasured) expect([measured, isMet]).toEqual([undefined, undefined]);
});

test('a figure that misses its target is a no', () => {
  const [scenario] = RESULTS.scenarios;
  const slow = {
    ...RESULTS,
    scenarios: [{ ...scenario, systems: [system('zeroyard', 'Zeroyard', { p99Ms: 41 })] }],
  };
  const verdict = judge(slow as Results).find(({ what }) => what === '100 players at 20 Hz: p99 age');
  expect(verdict).toMatchObject({ measured: '41 ms', isMet: false });
});

test("the document's template is filled, with all that is to be known of a round", () => {
  const document = fillTemplate(readFileSync('bench/report/performance.template.md', 'utf8'), RESULTS);
  expect(document).not.toContain('{{');
  expect(document).toContain('2 cores of CPU, 8 GiB');
  expect(document).toMatch(/\| Zeroyard +\| 198,000 \| +197,900 \| 100\.0 % \|/);
  expect(document).toContain('Rounds in which the load generator itself was late: ws 1 of 3.');
  expect(document).toContain('Socket.IO: a round failed: It ended.');
  expect(document).toContain('Skipped: relay in C (libzmq), since there is no C compiler (cc).');
  expect(document).toMatch(/\| Zeroyard +\| +≥ 1000 \|/);
});

test('a template that asks for what there is not is refused', () => {
  expect(() => fillTemplate('{{nothing}}', RESULTS)).toThrow('{{nothing}}');
});

test('one yard on several servers has a table, and says what a remote player costs', () => {
  const figures = {
    ...{ firstMs: 150, serversMs: 300, natsMs: 15, p95Px: 12, agoMs: 40, rssMiB: 90, generatorCpu: 0.2 },
  };
  const servers = {
    ...{ players: 300, machine: MACHINE, remoteShare: 0.09, aloneRatio: 1.01 },
    rows: [{ label: '2', players: 300, figures, rounds: [figures] }],
  };
  const largestServers = [{ ...RESULTS.largest[1], label: 'two servers' }] as Results['largest'];
  const text = fillTemplate('{{servers}}\n{{largestServers}}', { ...RESULTS, servers, largestServers });
  // 300 and 15 ms a second for 300 players.
  expect(text).toMatch(/\| 2 +\| +300 \| +1000 \| +50 \| +150 \|/);
  expect(text).toContain('costs 0.09 of one');
  expect(text).toContain('costs 1.010 of one');
  expect(text).toMatch(/\| two servers \| +60 \| +70 \|/);
  expect(fillTemplate('{{servers}}', RESULTS)).toContain('Not measured yet');
});
