// Where Electron is, and how the game is started with it.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { giveUp, ROOT } from './setup.mjs';

/** What a Linux program ends with when a shared library is missing. */
const EXIT_NO_LIBRARY = 127;

/** The path of Electron's program. Ends this one with a sentence when there is no display or no Electron to be had. */
export function findElectron() {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  if (process.platform === 'linux' && !DISPLAY && !WAYLAND_DISPLAY) {
    giveUp(
      'There is no display here, so no window can open. Start it on a desktop, or under a virtual display: ' +
        'xvfb-run -a npm start. `npm run server` and `npm run player` need no display.',
    );
  }
  try {
    // The first time, the electron package fetches its program.
    return String(createRequire(import.meta.url)('electron'));
  } catch {
    return giveUp(
      'Electron is not on this machine, and its download failed (see above). Try again with a connection to the ' +
        'internet, or name a folder that holds it in ELECTRON_OVERRIDE_DIST_PATH.',
    );
  }
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
  game.on('exit', (code) => {
    if (code === EXIT_NO_LIBRARY) {
      giveUp('Electron lacks a library of the system (named above): install it with your package manager.');
    }
  });
  return game;
}
