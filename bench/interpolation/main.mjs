// How well are others drawn? `node scripts/interpolation.mjs` plays made-up and recorded traces to our interpolation and
// to two simpler ways, prints what they make of them, and writes it into docs/netcode.md; `--record` records anew first.
// It fails where ours is not the best, as docs/netcode.md says.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { judge } from './interpolation/judge.mjs';
import { plotSteps } from './interpolation/plot.mjs';
import { record, recordedTraces } from './interpolation/record.mjs';
import { SYSTEMS } from './interpolation/systems.mjs';
import { madeUpTraces } from './interpolation/traces.mjs';
import { ROOT } from './setup.mjs';

const DOC = join(ROOT, 'docs/netcode.md');
const PLOT = join(ROOT, 'docs/images/interpolation.svg');
const FIGURES = /(<!-- figures -->\n)[\s\S]*(\n<!-- end of figures -->)/;
/** How much worse than the best ours may be anywhere; and what nobody sees, in px. */
const TOLERANCE = 1.1;
const UNSEEN_PX = 0.25;

if (process.argv.includes('--record')) await record();

/** @typedef {import('./interpolation/judge.mjs').Verdict} Verdict */
const traces = [...madeUpTraces(), ...recordedTraces()];
const results = traces.map((trace) => ({
  name: trace.name,
  verdicts: Object.fromEntries(
    Object.entries(SYSTEMS).map(([system, make]) => [system, judge(trace, make())]),
  ),
}));

const table = [
  '| trace | drawn by | mean error | 95th percentile | worst step | drawn ago | error against now, 95th |',
  '| - | - | -: | -: | -: | -: | -: |',
  ...results.flatMap(({ name, verdicts }) =>
    Object.entries(verdicts).map(([system, { mean, p95, jump, lagMs, nowP95 }], i) => {
      const px = [mean, p95, jump].map((value) => `${value.toFixed(2)} px`);
      return `| ${[i === 0 ? name : '', system, ...px, `${lagMs.toFixed(0)} ms`, `${nowP95.toFixed(1)} px`].join(' | ')} |`;
    }),
  ),
].join('\n');
console.log(table);

const last = results.at(-1);
if (last) {
  const frames = Object.fromEntries(
    Object.entries(last.verdicts).map(([system, { frames }]) => [system, frames]),
  );
  writeFileSync(PLOT, await plotSteps(`From frame to frame, ${last.name} (a walk is 4 px)`, frames));
}
const doc = readFileSync(DOC, 'utf8').replace(FIGURES, (_, begin, end) => `${begin}\n${table}\n${end}`);
writeFileSync(DOC, await format(doc, { ...(await resolveConfig(DOC)), parser: 'markdown' }));

const faults = results.flatMap(({ name, verdicts }) =>
  faultsOf(verdicts).map((fault) => `${name}: ${fault}`),
);
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 ? 0 : 1);

/** Where ours is not the best in the error or in the step, or far from the best. @param {Record<string, Verdict>} verdicts */
function faultsOf({ ours, ...others }) {
  if (!ours) throw new Error('There is no system "ours".');
  const best = (/** @type {'p95' | 'jump'} */ figure) =>
    Math.min(...Object.values(others).map((one) => one[figure]));
  const figures = /** @type {const} */ (['p95', 'jump']);
  const faults = figures
    .filter((figure) => ours[figure] > Math.max(TOLERANCE * best(figure), best(figure) + UNSEEN_PX))
    .map(
      (figure) =>
        `ours has ${figure} ${ours[figure].toFixed(2)} px, the best other ${best(figure).toFixed(2)} px`,
    );
  const isBest = figures.some((figure) => ours[figure] <= best(figure) + UNSEEN_PX);
  return isBest ? faults : [...faults, 'ours is the best in nothing'];
}
