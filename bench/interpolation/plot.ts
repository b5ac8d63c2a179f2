/** The picture of docs/netcode.md: how far somebody is drawn from one frame to the next. Deterministic: no I/O, no clock. */
import { element, picture, text } from '../svg';
import type { Frame } from './judge.mjs';

const EXCERPT_MS = { from: 13_300, to: 16_300 };
const WALK_PX_PER_FRAME = 4;
const WALK_COLOUR = '#8fbf6a';
const GRID_COLOUR = '#e6e0d2';
const AXIS_COLOUR = '#888';
/** Ticks of the two axes, in seconds and in px a frame. */
const TICK_S = 0.2;
const TICK_PX_PER_FRAME = 10;
/** From one panel to the next, and the size of each. */
const PANEL = { leftPx: 56, topPx: 62, pitchPx: 133, widthPx: 620, heightPx: 90 } as const;
const SIZE_PX = 10;

interface Step {
  seconds: number;
  stepPx: number;
}

/** One panel a system. Returns an SVG. */
export function plotSteps(title: string, systems: Readonly<Record<string, readonly Frame[]>>): string {
  const all = Object.entries(systems).map(([name, frames]) => ({ name, steps: stepsOf(frames) }));
  const longestPx = Math.max(...all.flatMap(({ steps }) => steps.map(({ stepPx }) => stepPx)));
  const heightPx = PANEL.topPx + (all.length - 1) * PANEL.pitchPx + PANEL.heightPx + 48;
  const widthPx = PANEL.leftPx + PANEL.widthPx + 24;
  return picture(
    { widthPx, heightPx, title, font: 'sans-serif' },
    text(16, 26, title, { 'font-size': 13, 'font-weight': 'bold' }),
    ...all.map(({ name, steps }, i) => drawPanel(name, steps, longestPx, PANEL.topPx + i * PANEL.pitchPx)),
    secondsAxis(PANEL.topPx + (all.length - 1) * PANEL.pitchPx + PANEL.heightPx),
  );
}

function stepsOf(frames: readonly Frame[]): Step[] {
  return frames.slice(1).flatMap(({ nowMs, x, y }, i) => {
    const last = frames[i];
    if (!last || nowMs < EXCERPT_MS.from || nowMs > EXCERPT_MS.to) return [];
    return [{ seconds: nowMs / 1000, stepPx: Math.hypot(x - last.x, y - last.y) }];
  });
}

function drawPanel(name: string, steps: readonly Step[], longestPx: number, topPx: number): string {
  const bottomPx = topPx + PANEL.heightPx;
  const yOf = (stepPx: number): number => bottomPx - (stepPx / longestPx) * PANEL.heightPx;
  const [first, ...others] = steps.map(({ seconds, stepPx }) => [xOf(seconds), yOf(stepPx)] as const);
  const path = [
    `M${first?.map((px) => px.toFixed(2)).join(',')}`,
    ...others.map(([x, y]) => `H${x.toFixed(2)}V${y.toFixed(2)}`),
  ].join('');
  const ticks = ticksBetween(0, longestPx, TICK_PX_PER_FRAME).flatMap((value) => [
    line(PANEL.leftPx - 5, yOf(value), PANEL.leftPx, yOf(value), AXIS_COLOUR),
    text(PANEL.leftPx - 8, yOf(value) + 3.5, String(value), { 'text-anchor': 'end', 'font-size': SIZE_PX }),
  ]);
  const rightPx = PANEL.leftPx + PANEL.widthPx;
  return element(
    'g',
    {},
    text(PANEL.leftPx, topPx - 12, name, { 'font-size': SIZE_PX, 'font-weight': 'bold' }),
    ...ticksBetween(EXCERPT_MS.from / 1000, EXCERPT_MS.to / 1000, TICK_S).map((seconds) =>
      line(xOf(seconds), topPx, xOf(seconds), bottomPx, GRID_COLOUR),
    ),
    line(PANEL.leftPx, topPx, PANEL.leftPx, bottomPx, AXIS_COLOUR),
    ...ticks,
    text(0, 0, 'px a frame', {
      transform: `translate(26,${topPx + PANEL.heightPx / 2}) rotate(-90)`,
      'text-anchor': 'middle',
      'font-size': SIZE_PX,
    }),
    line(PANEL.leftPx, yOf(WALK_PX_PER_FRAME), rightPx, yOf(WALK_PX_PER_FRAME), WALK_COLOUR, 2),
    element('path', { d: path, fill: 'none', stroke: '#2b2a33', 'stroke-width': 1.2 }),
  );
}

function secondsAxis(yPx: number): string {
  const ticks = ticksBetween(EXCERPT_MS.from / 1000, EXCERPT_MS.to / 1000, TICK_S).flatMap((seconds) => [
    line(xOf(seconds), yPx, xOf(seconds), yPx + 5, AXIS_COLOUR),
    text(xOf(seconds), yPx + 16, seconds.toFixed(1), { 'text-anchor': 'middle', 'font-size': SIZE_PX }),
  ]);
  const middlePx = PANEL.leftPx + PANEL.widthPx / 2;
  return element(
    'g',
    {},
    line(PANEL.leftPx, yPx, PANEL.leftPx + PANEL.widthPx, yPx, AXIS_COLOUR),
    ...ticks,
    text(middlePx, yPx + 32, 'seconds', { 'text-anchor': 'middle', 'font-size': SIZE_PX }),
  );
}

function xOf(seconds: number): number {
  const share = (1000 * seconds - EXCERPT_MS.from) / (EXCERPT_MS.to - EXCERPT_MS.from);
  return PANEL.leftPx + share * PANEL.widthPx;
}

/** The multiples of `step` from `low` to `high`. */
function ticksBetween(low: number, high: number, step: number): number[] {
  const first = Math.ceil(low / step - 1e-9);
  return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
}

function line(x1: number, y1: number, x2: number, y2: number, stroke: string, width = 1): string {
  return element('line', { x1, y1, x2, y2, stroke, 'stroke-width': width });
}
