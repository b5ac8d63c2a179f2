import { readFileSync } from 'node:fs';
import { fillTemplate } from './report';
import type { Figures, Results, SystemResult } from './results';
import { judge } from './targets';

const FIGURES: Figures = {
  duePerS: 198_000,
  deliveredPerS: 197_900,
  share: 0.9995,
  p50Ms: 5,
  p99Ms: 20,
  cpuUs: 1,
  payloadBytes: 15,
  wireBytes: 16,
  rssMiB: 80,
  generatorCpu: 0.3,
};

const system = (id: SystemResult['id'], label: string, figures: Partial<Figures> = {}): SystemResult => ({
  id,
  label,
  figures: { ...FIGURES, ...figures },
  rounds: 3,
  lateRounds: 0,
  failures: [],
});

const RESULTS: Results = {
  machine: {
    day: '2026-11-23',
    cores: 2,
    cpu: 'CPU',
    memoryGiB: 8,
    kernel: 'Linux 6',
    node: 'v20.19.0',
    commit: 'abcdef',
    versions: { ws: '8.0.0' },
  },
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
  expect(verdicts.filter(([what]) => String(what).startsWith('500')).map(([, , , isMet]) => isMet)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
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
