// `npm run test:e2e`: the game in a real Electron, with real windows. It fails, and says why, where there is none.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureBuilt } from './build.mjs';
import { findElectron } from './electron.mjs';
import { ROOT } from './setup.mjs';

await ensureBuilt();
const jest = join(ROOT, 'node_modules/jest/bin/jest.js');
const args = [jest, '--config', 'jest.e2e.config.mjs', ...process.argv.slice(2)];
const env = { ...process.env, ZEROYARD_TEST_ELECTRON: findElectron() };
process.exit(spawnSync(process.execPath, args, { cwd: ROOT, stdio: 'inherit', env }).status ?? 1);
