/** A checkout in a folder of a name that the bundler does not take. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

test.each(['#', '?'])('where the path of the checkout has a %s the build says so in one sentence', (sign) => {
  const folder = mkdtempSync(join(tmpdir(), `zeroyard-path${sign}-`));
  try {
    // The scripts themselves, since Node knows a file by its real path; the rest need only be there.
    mkdirSync(join(folder, 'scripts'));
    for (const name of ['build.mjs', 'setup.mjs'])
      cpSync(join('scripts', name), join(folder, 'scripts', name));
    for (const name of readdirSync('.'))
      if (!name.startsWith('.') && name !== 'scripts') symlinkSync(resolve(name), join(folder, name));
    const build = spawnSync(process.execPath, [join(folder, 'scripts/build.mjs')], { encoding: 'utf8' });
    expect(build.stderr).toBe(
      `zeroyard: Zeroyard cannot be built in ${folder}: the bundler, Vite, takes no ${sign} in a path. Move or rename the folder.\n`,
    );
    expect(build.status).toBe(1);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
