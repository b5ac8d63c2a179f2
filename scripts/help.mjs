// Help that needs neither Electron nor a display.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { ROOT } from './setup.mjs';

/** Whether these arguments ask for help. @param {readonly string[]} args */
export function isHelpAsked(args) {
  return args.includes('--help') || args.includes('-h');
}

/** Prints the game's options, and ends this program. */
export async function printGameHelp() {
  await ensureBuilt();
  const { readOptions } = createRequire(import.meta.url)(join(ROOT, '.vite/build/options.js'));
  readOptions(['', '--help'], false);
}
