import { execFileSync } from 'node:child_process';

/** Before the first test: the programs under test are those that people start, and one that watches from outside. */
export default function build(): void {
  const run = (...args: string[]): unknown => execFileSync(process.execPath, args, { stdio: 'inherit' });
  run('scripts/build.mjs');
  const vite = 'node_modules/vite/bin/vite.js';
  run(vite, 'build', '--config', 'tests/support/vite.config.mts', '--logLevel', 'warn');
}
