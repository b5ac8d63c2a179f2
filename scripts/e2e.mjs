// `npm run test:e2e`: the game in a real Electron, with real windows. It fails, and says why, where there is none.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findElectron } from './electron.mjs';
import { isHelpAsked } from './help.mjs';
import { ROOT } from './setup.mjs';

if (isHelpAsked(process.argv.slice(2))) {
  console.log(
    'Usage: npm run test:e2e -- [part of a test file’s path]… [-t part of a test’s name] [options of Jest]\n\n' +
      'Tests the game in a real Electron. It needs a display; `xvfb-run -a npm run test:e2e` makes one.',
  );
  process.exit();
}
await ensureBuilt();
const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
const args = [jest, '--config', 'jest.e2e.config.mjs', ...process.argv.slice(2)];
const env = { ...process.env, ZEROYARD_TEST_ELECTRON: findElectron() };
process.exit(spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }).status ?? 1);
