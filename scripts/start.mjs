// `npm start`: builds what is missing and plays, in a window, or in a browser where no window can be had or `--web` asks
// for that. Arguments behind `npm start --` go to the game.
import { ensureBuilt } from './build.mjs';
import { EXIT_NO_LIBRARY, lookForElectron, NO_LIBRARY, openGame } from './electron.mjs';
import { isHelpAsked, printGameHelp } from './help.mjs';
import { endWithNpm, passSignalsOn } from './setup.mjs';
import { playInBrowser } from './web.mjs';

const args = process.argv.slice(2);
if (isHelpAsked(args)) await printGameHelp();
const isWebAsked = args.includes('--web');
const found = isWebAsked ? undefined : lookForElectron();
await ensureBuilt();
endWithNpm();
if (found && 'electron' in found) playInWindow(found.electron);
else await playInBrowser(args, found?.obstacle);

/** @param {string} electron */
function playInWindow(electron) {
  const game = openGame(electron, args);
  passSignalsOn([game]);
  game.on('exit', (code, signal) => {
    if (code === EXIT_NO_LIBRARY) void playInBrowser(args, NO_LIBRARY);
    else process.exit(code ?? (signal ? 1 : 0));
  });
}
