import { drawChart } from './chart';
import type { Results, SystemResult } from './results';

const FIGURES = {
  duePerS: 1,
  deliveredPerS: 1,
  share: 1,
  p50Ms: 5,
  payloadBytes: 15,
  wireBytes: 16,
  generatorCpu: 0.3,
};
const system = (id: SystemResult['id'], label: string, cpuUs: number, p99Ms: number): SystemResult => ({
  id,
  label,
  figures: { ...FIGURES, cpuUs, p99Ms },
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
    versions: {},
  },
  scenarios: [
    {
      id: '100@20',
      players: 100,
      rateHz: 20,
      systems: [
        system('zeroyard', 'Zeroyard', 10, 10),
        system('ws', 'a <"relay"> & more', 40, 1000),
        { id: 'socketio', label: 'Socket.IO', rounds: 3, lateRounds: 0, failures: ['It ended.'] },
      ],
    },
  ],
  largest: [
    { id: 'zeroyard', label: 'Zeroyard', players: 1000, failedAt: undefined, isGeneratorLate: false },
    { id: 'ws', label: 'a <"relay"> & more', players: 250, failedAt: 300, isGeneratorLate: false },
    { id: 'zeroyard', label: 'of no row', players: 5000, failedAt: undefined, isGeneratorLate: false },
  ],
  skipped: [],
};
const svg = drawChart(RESULTS);
/** In the order in which they are drawn: panel by panel, row by row. */
const barWidths = [...svg.matchAll(/ d="M[\d.]+,[\d.]+h([\d.]+)q([\d.]+),/g)].map(
  ([, straight, corner]) => Number(straight) + Number(corner),
);

test('a bar is as long as its figure is large, and there is none without a figure or a row', () => {
  expect(barWidths).toHaveLength(4);
  const [most = NaN, fewer = NaN, cheap = NaN, dear = NaN] = barWidths;
  expect(most / fewer).toBeCloseTo(4, 2);
  expect(dear / cheap).toBeCloseTo(4, 2);
  expect(svg).not.toContain('of no row');
});

test('on the logarithmic scale equal ratios are equal distances', () => {
  const [ten = NaN, thousand = NaN] = [...svg.matchAll(/cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  const all = {
    ...RESULTS.scenarios[0],
    systems: [system('zeroyard', 'Zeroyard', 1, 100), system('ws', 'ws', 1, 1000)],
  };
  const other = drawChart({ ...RESULTS, scenarios: [all as Results['scenarios'][number]] });
  const [hundred = NaN, alsoThousand = NaN] = [...other.matchAll(/cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect((thousand - ten) / (alsoThousand - hundred)).toBeCloseTo(2, 2);
});

test('labels are text, whatever characters they have', () => {
  expect(svg).toContain('>a &lt;&quot;relay&quot;> &amp; more</text>');
  expect(svg).toContain('>≥ 1000</text>');
});
