// How well are others drawn? `npm run bench:interpolation` plays simulated and recorded traces to our interpolation and
// to simpler ones, prints how far each is off, and writes that into docs/netcode.md; `-- --record` records anew first.
// It fails where motions are not as much better than positions as docs/netcode.md says, or our way to draw positions is not
// the best.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ROOT } from '../../scripts/setup.mjs';
import { source } from '../source.mjs';
import { judge } from './judge.mjs';
import { record, recordedTraces } from './record.mjs';
import { SYSTEMS } from './systems.mjs';
import { simulatedTraces } from './traces.mjs';

/** @type {typeof import('./plot')} */
const { plotSteps } = await source('bench/interpolation/plot.ts');

const DOC = join(ROOT, 'docs/netcode.md');
const PLOT = join(ROOT, 'docs/images/interpolation.svg');
const FIGURES = /(<!-- figures -->\n)[\s\S]*(\n<!-- end of figures -->)/;
/** Motions are drawn so long ago, and so wrong against now, at most, as a share of positions. */
const MOTIONS_SHARE = 0.8;
/** How much worse than the best ours may be anywhere, as a factor; and a difference that nobody sees, in px. */
const TOLERANCE = 1.1;
const UNSEEN_PX = 0.25;

if (process.argv.includes('--record')) await record();

/** @typedef {import('./judge.mjs').Verdict} Verdict */
const traces = [...simulatedTraces(), ...recordedTraces()];
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
  writeFileSync(PLOT, plotSteps(`From frame to frame, ${last.name} (a walk is 4 px)`, frames));
}
const doc = readFileSync(DOC, 'utf8').replace(FIGURES, (_, begin, end) => `${begin}\n${table}\n${end}`);
writeFileSync(DOC, await format(doc, { ...(await resolveConfig(DOC)), parser: 'markdown' }));

const faults = results.flatMap(({ name, verdicts }) =>
  faultsOf(verdicts).map((fault) => `${name}: ${fault}`),
);
for (const fault of faults) console.error(fault);
if (faults.length === 0)
  console.log('It holds: ours are the best in each trace, by the rules of docs/netcode.md.');
process.exit(faults.length === 0 ? 0 : 1);

/** @param {Record<string, Verdict>} verdicts @returns {string[]} */
function faultsOf({ motions, positions, ...others }) {
  if (!motions || !positions) throw new Error('There are no systems "motions" and "positions".');
  return [...motionFaults(motions, positions), ...positionFaults(positions, others)];
}

/** Where motions are not so much better. @param {Verdict} motions @param {Verdict} positions */
function motionFaults(motions, positions) {
  const shares = {
    'drawn ago': motions.lagMs / positions.lagMs,
    'error against now': motions.nowP95 / positions.nowP95,
  };
  const faults = Object.entries(shares)
    .filter(([, share]) => share > MOTIONS_SHARE)
    .map(([figure, share]) => `motions: ${figure} is ${share.toFixed(2)} of that of positions`);
  if (motions.jump > positions.jump + UNSEEN_PX)
    faults.push(
      `motions: a step of ${motions.jump.toFixed(2)} px, positions ${positions.jump.toFixed(2)} px`,
    );
  return faults;
}

/**
 * Where ours is not the best in the error or in the step, or far from the best.
 * @param {Verdict} ours @param {Record<string, Verdict>} others
 */
function positionFaults(ours, others) {
  const best = (/** @type {'p95' | 'jump'} */ figure) =>
    Math.min(...Object.values(others).map((one) => one[figure]));
  const figures = /** @type {const} */ (['p95', 'jump']);
  const faults = figures
    .filter((figure) => ours[figure] > Math.max(TOLERANCE * best(figure), best(figure) + UNSEEN_PX))
    .map(
      (figure) =>
        `positions: ours has ${figure} ${ours[figure].toFixed(2)} px, the best other ${best(figure).toFixed(2)} px`,
    );
  const isBest = figures.some((figure) => ours[figure] <= best(figure) + UNSEEN_PX);
  return isBest ? faults : [...faults, 'positions: ours is the best in nothing'];
}
