// `npm start`: builds what is missing and plays. Arguments behind `npm start --` go to the game.
import { ensureBuilt } from './build.mjs';
import { findElectron, openGame } from './electron.mjs';
import { endWithNpm } from './setup.mjs';

const electron = findElectron();
await ensureBuilt();
endWithNpm();
const game = openGame(electron, process.argv.slice(2));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => game.kill(signal));
game.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
