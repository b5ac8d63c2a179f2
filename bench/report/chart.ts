/** The picture of docs/performance.md: three bar charts, one bar a system. Deterministic: no I/O, no clock. */
import { LARGEST } from '../rounds/scenarios';
import { element, picture, text } from '../svg';
import type { Figures, Results } from './results';

const OURS = '#e4572e';
const PEER = '#8d99ae';
const FONT = 'Nunito, Helvetica, Arial, sans-serif';
const PADDING_PX = 16;
/** Title and subtitle stand above the rows, names of systems to the left of them. */
const HEAD_PX = 52;
const PANEL = { widthPx: 210, gapPx: 24, rowPx: 28, barPx: 16, dotRadiusPx: 6 } as const;
const TITLE_PX = 14;
const SUBTITLE_PX = 12;
const LABEL_PX = 13;
/** The widest that a letter is on average, as a share of the font's size. */
const LETTER_WIDTH = 0.58;
/** Between a bar and what is written beside it. */
const GAP_PX = 9;

interface Bar {
  label: string;
  value: number;
  /** What stands at its end. */
  text: string;
}

interface Panel {
  title: string;
  /** Two lines. */
  subtitle: readonly string[];
  bars: readonly Bar[];
  scale: 'linear' | 'log';
}

/** Draws it as SVG. */
export function drawChart(results: Results): string {
  const systems = results.scenarios.find(({ id }) => id === '100@20')?.systems ?? [];
  const labels = systems.map(({ label }) => label);
  const labelsPx = LETTER_WIDTH * LABEL_PX * Math.max(0, ...labels.map(({ length }) => length));
  const leftPx = PADDING_PX + labelsPx + GAP_PX;
  const topPx = PADDING_PX + HEAD_PX;
  const panels = panelsOf(results).map((panel, i) =>
    drawPanel(
      panel,
      labels,
      leftPx + i * (PANEL.widthPx + PANEL.gapPx),
      topPx,
      i === 0 ? PADDING_PX : undefined,
    ),
  );
  const names = labels.map((label, row) =>
    text(leftPx - GAP_PX, baselinePx(topPx, row), label, { 'text-anchor': 'end', 'font-size': LABEL_PX }),
  );
  const size = {
    widthPx: Math.ceil(leftPx + panels.length * (PANEL.widthPx + PANEL.gapPx) - PANEL.gapPx + PADDING_PX),
    heightPx: topPx + labels.length * PANEL.rowPx + PADDING_PX,
  };
  const title = 'Largest number of players, server CPU and age of updates, Zeroyard beside its peers';
  return picture({ ...size, title, font: FONT }, ...names, ...panels);
}

function panelsOf({ scenarios, largest }: Results): Panel[] {
  const systems = scenarios.find(({ id }) => id === '100@20')?.systems ?? [];
  const bars = (read: (figures: Figures) => number | undefined, digits: number): Bar[] =>
    systems.flatMap(({ label, figures }) => {
      const value = figures && read(figures);
      return value === undefined ? [] : [{ label, value, text: value.toFixed(digits) }];
    });
  return [
    {
      title: 'Largest number of players',
      subtitle: [`${LARGEST.rateHz} Hz, p99 age < ${LARGEST.p99Ms} ms`, 'more is better'],
      bars: largest.map(({ label, players, failedAt }) => ({
        label,
        value: players,
        text: `${failedAt === undefined ? '≥ ' : ''}${players}`,
      })),
      scale: 'linear',
    },
    {
      title: 'CPU a delivered update, µs',
      subtitle: ['100 players at 20 Hz', 'less is better'],
      bars: bars(({ cpuUs }) => cpuUs, 2),
      scale: 'linear',
    },
    {
      title: 'Age of updates, p99, ms',
      subtitle: ['100 players at 20 Hz', 'less is better; logarithmic'],
      bars: bars(({ p99Ms }) => p99Ms, 0),
      scale: 'log',
    },
  ];
}

/** @param labels of all rows, in order, so that the rows of all panels stand side by side; bars of others are left out */
function drawPanel(
  panel: Panel,
  labels: readonly string[],
  leftPx: number,
  topPx: number,
  titleLeftPx = leftPx,
): string {
  const shown = panel.bars.filter(({ label }) => labels.includes(label));
  const most = Math.max(...shown.map(({ value }) => value));
  // Room is left for the text behind the longest one.
  const lengthPx = (value: number): number =>
    PANEL.widthPx *
    (panel.scale === 'log' ? Math.max(0, Math.log(value) / Math.log(most * 8)) : value / (most * 1.35));
  const heads = [
    text(titleLeftPx, PADDING_PX + TITLE_PX, panel.title, { 'font-size': TITLE_PX, 'font-weight': 'bold' }),
    ...panel.subtitle.map((line, i) =>
      text(titleLeftPx, PADDING_PX + TITLE_PX + (i + 1) * (SUBTITLE_PX + 2), line, {
        'font-size': SUBTITLE_PX,
      }),
    ),
  ];
  const rows = shown.flatMap(({ label, value, text: figure }) => {
    const row = labels.indexOf(label);
    const fill = row === 0 ? OURS : PEER;
    const endPx = leftPx + lengthPx(value);
    const centrePx = topPx + (row + 0.5) * PANEL.rowPx;
    return [
      // A bar says how much by its length, which a logarithm has none of.
      panel.scale === 'log'
        ? element('circle', { cx: endPx, cy: centrePx, r: PANEL.dotRadiusPx, fill })
        : element('path', { d: barPath(leftPx, centrePx - PANEL.barPx / 2, endPx - leftPx), fill }),
      text(endPx + GAP_PX, baselinePx(topPx, row), figure, { 'font-size': LABEL_PX, 'font-weight': 600 }),
    ];
  });
  return element('g', {}, ...heads, ...rows);
}

/** A bar to the right, with its two outer corners rounded. */
function barPath(xPx: number, yPx: number, widthPx: number): string {
  const radiusPx = Math.min(5, widthPx);
  const straightPx = widthPx - radiusPx;
  const [x, y, h, r, v] = [xPx, yPx, straightPx, radiusPx, PANEL.barPx - 2 * radiusPx].map((px) =>
    px.toFixed(2),
  );
  return `M${x},${y}h${h}q${r},0 ${r},${r}v${v}q0,${r} -${r},${r}h-${h}z`;
}

function baselinePx(topPx: number, row: number): number {
  return topPx + (row + 0.5) * PANEL.rowPx + 0.34 * LABEL_PX;
}
