// `npm run bench`: builds the server and the benchmark, and runs it: `npm run bench -- --help` shows its options.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { ensureBuilt } from '../scripts/build.mjs';
import { ROOT } from '../scripts/setup.mjs';

process.chdir(ROOT);
await ensureBuilt();
await build({ configFile: 'bench/vite.config.mts', logLevel: 'warn' });
await import(pathToFileURL(join(ROOT, '.vite/bench/main.js')).href);
