// Where Electron is, and how the game is started with it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { giveUp, ROOT } from './setup.mjs';

/** What a Linux program ends with when a shared library is missing. */
export const EXIT_NO_LIBRARY = 127;
export const NO_LIBRARY = 'Electron lacks a library of the system (named above).';

/** Whether there is a screen that a window could open on. */
export function hasDisplay() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

/**
 * The path of Electron's program, or why no window of it can open here, as a sentence for a person.
 * @returns {{ electron: string } | { obstacle: string }}
 */
export function lookForElectron() {
  if (!hasDisplay()) return { obstacle: 'There is no display here, so no window can open.' };
  try {
    // The first time, the electron package fetches its program.
    const electron = String(createRequire(import.meta.url)('electron'));
    return existsSync(electron) ? { electron } : { obstacle: `Electron is not at ${electron}.` };
  } catch {
    return { obstacle: 'Electron is not on this machine, and its download failed (see above).' };
  }
}

/** The path of Electron's program. Ends this one with a sentence where there is none. */
export function findElectron() {
  const found = lookForElectron();
  if ('electron' in found) return found.electron;
  return giveUp(
    `${found.obstacle} It needs a desktop or a virtual display (xvfb-run -a), and the internet for its download or ` +
      'a folder that holds Electron, named in ELECTRON_OVERRIDE_DIST_PATH.',
  );
}

/**
 * Opens one window of the game. The caller's standard output is used.
 * @param {string} electron the program
 * @param {string[]} args the game's own options, and Electron's
 */
export function openGame(electron, args) {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && !args.includes('--no-sandbox')) {
    console.log("You are root, for whom Chromium's sandbox does not work: adding --no-sandbox.");
    args = [...args, '--no-sandbox'];
  }
  // Electron takes --debug for Node's old switch of that name, and refuses it, unless it comes after a bare --.
  const debug = args.includes('--debug') ? ['--', '--debug'] : [];
  const others = args.filter((argument) => argument !== '--debug');
  const game = spawn(electron, [ROOT, ...others, ...debug], { stdio: 'inherit' });
  game.on('error', (error) => giveUp(`Electron could not be started: ${error.message}.`));
  return game;
}
