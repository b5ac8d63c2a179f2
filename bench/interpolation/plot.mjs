// The picture of docs/netcode.md: how far somebody is drawn from one frame to the next.
import { parse, View } from 'vega';
import { compile } from 'vega-lite';

const EXCERPT_MS = { from: 13_300, to: 16_300 };

/**
 * @param {string} title
 * @param {Record<string, import('./judge.mjs').Frame[]>} systems
 * @returns {Promise<string>} an SVG
 */
export async function plotSteps(title, systems) {
  const values = Object.entries(systems).flatMap(([system, frames]) =>
    frames.slice(1).flatMap(({ nowMs, x, y }, i) => {
      const last = frames[i];
      if (!last || nowMs < EXCERPT_MS.from || nowMs > EXCERPT_MS.to) return [];
      return [{ system, seconds: nowMs / 1000, step: Math.hypot(x - last.x, y - last.y) }];
    }),
  );
  /** @type {import('vega-lite').TopLevelSpec} */
  const chart = {
    title: { text: title, anchor: 'start', fontSize: 13, offset: 12 },
    background: '#fbf7ee',
    padding: 16,
    data: { values },
    facet: {
      row: {
        field: 'system',
        sort: Object.keys(systems),
        title: null,
        header: { labelOrient: 'top', labelAnchor: 'start', labelFontWeight: 'bold' },
      },
    },
    spec: {
      width: 620,
      height: 90,
      layer: [
        {
          data: { values: [{}] },
          mark: { type: 'rule', color: '#8fbf6a', strokeWidth: 2 },
          encoding: { y: { datum: 4 } },
        },
        {
          mark: { type: 'line', color: '#2b2a33', strokeWidth: 1.2, interpolate: 'step-after' },
          encoding: {
            x: {
              field: 'seconds',
              type: 'quantitative',
              title: 'seconds',
              scale: { zero: false, nice: false },
            },
            y: { field: 'step', type: 'quantitative', title: 'px a frame' },
          },
        },
      ],
    },
    config: { font: 'sans-serif', view: { stroke: null }, axis: { gridColor: '#e6e0d2' } },
  };
  const svg = await new View(parse(compile(chart).spec), { renderer: 'none' }).toSVG();
  // Hundredths of a pixel are enough, and the file is to be small.
  return svg.replace(/\d+\.\d{3,}/g, (digits) => String(Math.round(Number(digits) * 100) / 100));
}
