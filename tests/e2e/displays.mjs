// Before the first test: a display for each worker, since a window that opens takes the focus from all others of its display.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** The displays of the second and of further workers, by a space. */
export const DISPLAYS_VARIABLE = 'ZEROYARD_TEST_DISPLAYS';
/** Of the same size as that of `xvfb-run`. */
const ARGS = ['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];

/** @param {{ maxWorkers: number }} config how many workers may run; the first has the display that there is */
export default async function openDisplays({ maxWorkers }) {
  if (process.platform !== 'linux' || process.env[DISPLAYS_VARIABLE] !== undefined) return;
  const further = await Promise.all(Array.from({ length: maxWorkers - 1 }, openDisplay));
  process.env[DISPLAYS_VARIABLE] = further.join(' ');
}

/** Resolves with its name, such as `:100`. It is there until Jest ends. Throws where Xvfb opens none. */
async function openDisplay() {
  const xvfb = spawn('Xvfb', ARGS, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  process.on('exit', () => xvfb.kill());
  // Jest ends at once by these, without that.
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.once(signal, () => {
      xvfb.kill();
      process.kill(process.pid, signal);
    });
  const named = /** @type {import('node:net').Socket} */ (xvfb.stdio[3]);
  const ended = once(xvfb, 'exit').then(() => {
    throw new Error('Xvfb opened no display for a worker.');
  });
  const [number] = await Promise.race([once(named, 'data'), ended]);
  named.unref();
  xvfb.unref();
  return `:${String(number).trim()}`;
}
