// The game's options and their help, which need neither Electron nor a display.
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
  readGameOptions(['--help']);
}

/**
 * What the game's arguments ask for, as the window reads them; ends this program with a sentence when they are wrong.
 * Not before everything is built.
 * @param {readonly string[]} args
 * @returns {{ target?: string }}
 */
export function readGameOptions(args) {
  const { readOptions } = createRequire(import.meta.url)(join(ROOT, '.vite/build/options.js'));
  return readOptions(['', ...args], false);
}
