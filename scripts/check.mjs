// `npm run check`: format, lint, imports and types, in two rows that run beside each other; each prints when it is through.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './setup.mjs';

const FOLDERS = ['shared', 'cli', 'server', 'client', 'electron', 'web', 'renderer', 'bench'];
/** Program files below node_modules with their arguments. Linting takes as long as all else together. */
const ROWS = [
  [['eslint/bin/eslint.js', '.']],
  [
    ['prettier/bin/prettier.cjs', '--check', '.'],
    ['dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.mjs', ...FOLDERS],
    ...['.', 'shared', 'renderer'].map((project) => ['typescript/bin/tsc', '-p', project]),
  ],
];

const isRight = await Promise.all(ROWS.map(inTurn));
process.exit(isRight.every(Boolean) ? 0 : 1);

/** @param {string[][]} row @returns {Promise<boolean>} whether all is as it should be */
async function inTurn(row) {
  let isAllRight = true;
  for (const [file = '', ...args] of row) isAllRight = (await check(file, args)) && isAllRight;
  return isAllRight;
}

/** @param {string} file @param {string[]} args @returns {Promise<boolean>} */
function check(file, args) {
  const child = spawn(process.execPath, [join(ROOT, 'node_modules', file), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (text) => (printed += String(text)));
  child.stderr.on('data', (text) => (printed += String(text)));
  return new Promise((resolve) => {
    child.on('close', (status) => {
      console.log(`${status === 0 ? '' : 'Failed: '}${[file, ...args].join(' ')}\n${printed}`.trimEnd());
      resolve(status === 0);
    });
  });
}
