// Runs one of the programs that need no Electron: `node scripts/run.mjs server --port 5557`.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuilt } from './build.mjs';
import { endWithNpm, ROOT } from './setup.mjs';

const [node = '', , program = '', ...args] = process.argv;
await ensureBuilt();
endWithNpm();
const file = join(ROOT, '.vite/build', `${program}.js`);
process.argv = [node, file, ...args];
await import(pathToFileURL(file).href);
