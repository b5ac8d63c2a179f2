import { drawChart } from './chart';
import type { Results } from './results';
import { MACHINE, system } from './results.fixture';

const RESULTS: Results = {
  machine: MACHINE,
  scenarios: [
    {
      id: '100@20',
      players: 100,
      rateHz: 20,
      systems: [
        system('zeroyard', 'Zeroyard', { cpuUs: 10, p99Ms: 10 }),
        system('ws', 'a <"relay"> & more', { cpuUs: 40, p99Ms: 1000 }),
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
    systems: [
      system('zeroyard', 'Zeroyard', { cpuUs: 1, p99Ms: 100 }),
      system('ws', 'ws', { cpuUs: 1, p99Ms: 1000 }),
    ],
  };
  const other = drawChart({ ...RESULTS, scenarios: [all as Results['scenarios'][number]] });
  const [hundred = NaN, alsoThousand = NaN] = [...other.matchAll(/cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect((thousand - ten) / (alsoThousand - hundred)).toBeCloseTo(2, 2);
});

test('labels are text, whatever characters they have', () => {
  expect(svg).toContain('>a &lt;&quot;relay&quot;> &amp; more</text>');
  expect(svg).toContain('>≥ 1000</text>');
});
