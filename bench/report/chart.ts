/** The picture of docs/performance.md: three bar charts, one bar a system. */
import type { TopLevelSpec } from 'vega-lite';
import { LARGEST } from './measure';
import type { Figures, Results } from './results';

const PAPER = '#fbf7ee';
const INK = '#2b2a33';
const OURS = '#e4572e';
const PEER = '#8d99ae';
const FONT = 'Nunito, Helvetica, Arial, sans-serif';
const PANEL = { widthPx: 190, rowPx: 28, barPx: 16, dotPx2: 140 } as const;

type Panel = Extract<TopLevelSpec, { hconcat: unknown }>['hconcat'][number];

interface Bar {
  label: string;
  value: number;
  /** What stands at its end. */
  text: string;
}

/** Draws it as SVG. */
export async function drawChart(results: Results): Promise<string> {
  // Both are large, and a run that writes no document needs neither.
  const [vega, vegaLite] = await Promise.all([import('vega'), import('vega-lite')]);
  const view = new vega.View(vega.parse(vegaLite.compile(specOf(results)).spec), { renderer: 'none' });
  return view.toSVG();
}

function specOf(results: Results): TopLevelSpec {
  const systems = results.scenarios.find(({ id }) => id === '100@20')?.systems ?? [];
  const labels = systems.map(({ label }) => label);
  const bars = (read: (figures: Figures) => number | undefined, digits: number): Bar[] =>
    systems.flatMap(({ label, figures }) => {
      const value = figures && read(figures);
      return value === undefined ? [] : [{ label, value, text: value.toFixed(digits) }];
    });
  const largest = results.largest
    .filter(({ label }) => labels.includes(label))
    .map(({ label, players, failedAt }) => ({
      label,
      value: players,
      text: `${failedAt === undefined ? '≥ ' : ''}${players}`,
    }));
  const limit = `${LARGEST.rateHz} Hz, p99 age < ${LARGEST.p99Ms} ms`;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v5.json',
    background: PAPER,
    padding: 16,
    spacing: 24,
    hconcat: [
      panel(['Largest number of players', limit, 'more is better'], labels, largest, 'named'),
      panel(
        ['CPU a delivered update, µs', '100 players at 20 Hz', 'less is better'],
        labels,
        bars(({ cpuUs }) => cpuUs, 2),
      ),
      panel(
        ['Age of updates, p99, ms', '100 players at 20 Hz', 'less is better; logarithmic'],
        labels,
        bars(({ p99Ms }) => p99Ms, 0),
        'log',
      ),
    ],
    config: {
      font: FONT,
      view: { stroke: null },
      axis: { labelColor: INK, labelFontSize: 13, labelLimit: 0, domain: false, ticks: false, grid: false },
      title: {
        color: INK,
        fontSize: 14,
        anchor: 'start',
        subtitleColor: INK,
        subtitleFontSize: 12,
        offset: 10,
      },
    },
  };
}

/**
 * @param title its title, and two lines below
 * @param labels of all rows, in order, so that the rows of all panels stand side by side
 * @param kind the first panel names the rows
 */
function panel(
  [title, ...subtitle]: readonly [string, ...string[]],
  labels: readonly string[],
  bars: readonly Bar[],
  kind: 'named' | 'linear' | 'log' = 'linear',
): Panel {
  const most = Math.max(...bars.map(({ value }) => value));
  // With room for the text behind the longest one.
  const domain = kind === 'log' ? [1, most * 8] : [0, most * 1.35];
  const rows: string[] = [...labels];
  const y = {
    field: 'label',
    type: 'nominal',
    scale: { domain: rows },
    title: null,
    axis: kind === 'named' ? { labelPadding: 8 } : null,
  } as const;
  const x = {
    field: 'value',
    type: 'quantitative',
    axis: null,
    scale: { type: kind === 'log' ? 'log' : 'linear', domain, nice: false },
  } as const;
  const isOurs = `datum.label === '${labels[0] ?? ''}'`;
  return {
    title: { text: title, subtitle },
    width: PANEL.widthPx,
    height: { step: PANEL.rowPx },
    data: { values: [...bars] },
    layer: [
      {
        // A bar says how much by its length, which a logarithm has none of.
        mark:
          kind === 'log'
            ? { type: 'point', filled: true, size: PANEL.dotPx2, opacity: 1 }
            : { type: 'bar', cornerRadiusEnd: 5, height: PANEL.barPx },
        encoding: {
          y,
          x,
          color: { condition: { test: isOurs, value: OURS }, value: PEER },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: 9, color: INK, fontSize: 13, fontWeight: 600 },
        encoding: { y, x, text: { field: 'text', type: 'nominal' } },
      },
    ],
  };
}
