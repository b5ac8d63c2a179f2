// Runs one of the measurements, by its name: `node bench/run.mjs comparison --quick`. package.json has a script for each.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureInstalled, giveUp, ROOT } from '../scripts/setup.mjs';

/** By name, the file below bench/. */
const MEASUREMENTS = {
  comparison: 'comparison.mjs',
  interpolation: 'interpolation/main.mjs',
  'frame-time': 'tools/frame-time.mjs',
  flood: 'tools/flood-latency.mjs',
  phone: 'tools/phone-start.mjs',
  'start-up': 'tools/start-up.mjs',
};

const [node = '', , name = '', ...args] = process.argv;
const found = Object.entries(MEASUREMENTS).find(([known]) => known === name);
if (!found) giveUp(`There is no measurement "${name}". There are ${Object.keys(MEASUREMENTS).join(', ')}.`);
// Before anything that imports a package.
ensureInstalled();
const file = join(ROOT, 'bench', found[1]);
process.argv = [node, file, ...args];
await import(pathToFileURL(file).href);
