// `npm run test:packaged`: packs the game and the server as they are shipped, and tests them. Linux only, with a display
// (`xvfb-run -a` makes one).
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { giveUp, ROOT } from '../setup.mjs';

if (process.platform !== 'linux') giveUp('The tests of the packaged game know Linux only.');
const hasDebTools = ['dpkg-deb', 'fakeroot'].every((tool) => !spawnSync(tool, ['--version']).error);
const forge = 'node_modules/@electron-forge/cli/dist/electron-forge.js';
// What is packed for a test is thrown away again: no time goes into making it small.
const env = { ...process.env, DPKG_DEB_COMPRESSOR_TYPE: 'zstd', DPKG_DEB_COMPRESSOR_LEVEL: '1' };

if (hasDebTools) run([forge, 'make', '--targets', 'deb'], 'The game could not be packed (see above).');
else run([forge, 'package'], 'The game could not be packed (see above).');
run(['scripts/packaging/server-archive.mjs'], 'The server could not be packed (see above).');
const jest = ['node_modules/jest/bin/jest.js', '--config', 'jest.packaged.config.mjs'];
run([...jest, ...process.argv.slice(2)], 'Not all is as it should be with what was packed (see above).');

/** @param {string[]} args @param {string} fault */
function run([file = '', ...args], fault) {
  const { status } = spawnSync(process.execPath, [join(ROOT, file), ...args], {
    cwd: ROOT,
    stdio: 'inherit',
    env,
  });
  if (status !== 0) giveUp(fault);
}
