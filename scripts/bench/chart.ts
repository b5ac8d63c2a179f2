/** The picture of docs/performance.md: three bar charts, one bar a system. */
import type { TopLevelSpec } from 'vega-lite';
import { LARGEST } from './measure';
import type { Figures, Results } from './results';

const PAPER = '#fbf7ee';
const INK = '#2b2a33';
const OURS = '#e4572e';
const PEER = '#8d99ae';
const FONT = 'Nunito, Helvetica, Arial, sans-serif';
const PANEL = { width: 190, step: 26 } as const;

type Panel = Extract<TopLevelSpec, { hconcat: unknown }>['hconcat'][number];

interface Bar {
  label: string;
  value: number;
  /** What stands at its end. */
  text: string;
  isOurs: boolean;
}

/** Draws it as SVG. */
export async function drawChart(results: Results): Promise<string> {
  // Both are large, and a run that writes no document needs neither.
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new vega.View(vega.parse(vegaLite.compile(specOf(results)).spec), { renderer: 'none' });
  return view.toSVG();
}

function specOf(results: Results): TopLevelSpec {
  const bars = (read: (figures: Figures) => number | undefined, digits: number): Bar[] => {
    const scenario = results.scenarios.find(({ id }) => id === '100@20');
    return (scenario?.systems ?? []).flatMap(({ id, label, figures }) => {
      const value = figures && read(figures);
      return value === undefined
        ? []
        : [{ label, value, text: value.toFixed(digits), isOurs: id === 'zeroyard' }];
    });
  };
  const largest = results.largest.map(({ id, label, players, failedAt }) => ({
    label,
    value: players,
    text: `${failedAt === undefined ? '≥ ' : ''}${players}`,
    isOurs: id === 'zeroyard',
  }));
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    background: PAPER,
    padding: 16,
    spacing: 32,
    hconcat: [
      panel(
        'Largest number of players',
        `at ${LARGEST.rateHz} Hz, p99 age under ${LARGEST.p99Ms} ms; more is better`,
        largest,
        'linear',
      ),
      panel(
        'Server CPU a delivered update, µs',
        '100 players at 20 Hz; less is better',
        bars(({ cpuUs }) => cpuUs, 2),
        'linear',
      ),
      panel(
        'Age of an update, p99, ms',
        '100 players at 20 Hz; less is better; logarithmic',
        bars(({ p99Ms }) => p99Ms, 0),
        'log',
      ),
    ],
    config: {
      font: FONT,
      view: { stroke: null },
      axis: { labelColor: INK, labelFontSize: 12, domain: false, ticks: false, grid: false },
      title: {
        color: INK,
        fontSize: 14,
        anchor: 'start',
        subtitleColor: INK,
        subtitleFontSize: 11,
        offset: 10,
      },
    },
  };
}

function panel(title: string, subtitle: string, bars: readonly Bar[], scale: 'linear' | 'log'): Panel {
  const labels = bars.map(({ label }) => label);
  const y = {
    field: 'label',
    type: 'nominal',
    sort: labels,
    title: null,
    axis: { labelPadding: 8 },
  } as const;
  const most = Math.max(...bars.map(({ value }) => value));
  // Room for the text behind the longest bar.
  const domain = scale === 'log' ? [1, most * 4] : [0, most * 1.25];
  const x = {
    field: 'value',
    type: 'quantitative',
    axis: null,
    scale: { type: scale, domain, nice: false },
  } as const;
  return {
    title: { text: title, subtitle },
    width: PANEL.width,
    height: { step: PANEL.step },
    data: { values: [...bars] },
    layer: [
      {
        mark: { type: 'bar', cornerRadiusEnd: 5, height: 16 },
        encoding: {
          y,
          x,
          ...(scale === 'log' && { x2: { datum: 1 } }),
          color: { condition: { test: 'datum.isOurs', value: OURS }, value: PEER },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 6, color: INK, fontSize: 12, fontWeight: 600 },
        encoding: { y, x, text: { field: 'text', type: 'nominal' } },
      },
    ],
  };
}
