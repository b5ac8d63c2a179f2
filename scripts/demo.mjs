// `npm run demo`: a yard, five walkers and two windows. It ends when both windows are closed, or with Ctrl+C.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findElectron, openGame } from './electron.mjs';
import { isHelpAsked, printGameHelp } from './help.mjs';
import { endWithNpm, giveUp, passSignalsOn, ROOT } from './setup.mjs';

if (isHelpAsked(process.argv.slice(2))) {
  console.log(
    'npm run demo: a yard, five walkers and two windows. Both windows get the options behind `--`:\n',
  );
  await printGameHelp();
}
const electron = findElectron();
await ensureBuilt();
endWithNpm();

const server = runNode('server', ['--name', 'Demo yard'], 'pipe');
server.stdout?.pipe(process.stdout);
const isOpen = await Promise.race([
  once(server.stdout ?? server, 'data').then(() => true),
  once(server, 'exit').then(() => false),
]);
if (!isOpen) giveUp('The demo needs its own yard (see above).');
const walkers = runNode('player', ['--count', '5'], 'inherit');

const profiles = mkdtempSync(join(tmpdir(), 'zeroyard-demo-'));
const windows = ['Ada', 'Grace'].map((name) =>
  openGame(electron, [
    ...['--join', 'tcp://127.0.0.1:5557', '--name', name, '--data-dir', join(profiles, name)],
    ...process.argv.slice(2),
  ]),
);
passSignalsOn(windows);
await Promise.all(windows.map((window) => once(window, 'exit')));
for (const program of [walkers, server]) program.kill('SIGTERM');
await Promise.all([walkers, server].map((program) => program.exitCode ?? once(program, 'exit')));
rmSync(profiles, { recursive: true, force: true });

/** @param {string} program @param {string[]} args @param {'pipe' | 'inherit'} output */
function runNode(program, args, output) {
  const file = join(ROOT, '.vite/build', `${program}.js`);
  return spawn(process.execPath, [file, ...args], { stdio: ['ignore', output, 'inherit'] });
}
