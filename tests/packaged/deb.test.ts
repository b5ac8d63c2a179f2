/** The Debian package, from its installation to its removal. Needs to be root, and what the package depends on. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { DEB_FOLDER, endAll, filesIn, PackedGame, removeFolder } from './packed';

const ENTRY = '/usr/share/applications/zeroyard.desktop';
const [DEB = ''] = existsSync(DEB_FOLDER) ? filesIn(DEB_FOLDER) : [];

function dpkg(...args: string[]): string {
  const { status, stdout, stderr } = spawnSync('dpkg', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

/** The packages that it depends on and that are not here. dpkg fetches none. */
function missingPackages(): string[] {
  const isHere = (name: string) =>
    spawnSync('dpkg-query', ['-W', '-f', '${Status}', name], { encoding: 'utf8' }).stdout.endsWith(
      ' installed',
    );
  return dpkg('-f', DEB, 'Depends')
    .trim()
    .split(', ')
    .filter((choice) => !choice.split(' | ').some(isHere));
}

/** Why it cannot be tried here; undefined when it can. */
function obstacle(): string | undefined {
  if (DEB === '') return 'no Debian package could be made here';
  if (process.getuid?.() !== 0) return 'only root installs packages';
  // Not ours to replace or to remove.
  if (spawnSync('dpkg', ['-s', 'zeroyard']).status === 0) return 'Zeroyard is installed here already';
  const missing = missingPackages();
  return missing.length > 0 ? `it depends on what is not installed: ${missing.join(', ')}` : undefined;
}

const why = obstacle();
if (why !== undefined) console.warn(`The Debian package is not tested: ${why}.`);

afterEach(endAll);
afterAll(() => {
  if (why === undefined) spawnSync('dpkg', ['--purge', 'zeroyard']);
  removeFolder();
});

(why === undefined ? test : test.skip)(
  `the Debian package installs, starts by its desktop entry, and leaves nothing${why === undefined ? '' : ` (skipped: ${why})`}`,
  async () => {
    dpkg('-i', DEB);
    const files = dpkg('-L', 'zeroyard').trim().split('\n');
    const ours = files.filter((file) => /zeroyard/.test(file));
    expect(ours.length).toBeGreaterThan(20);

    const entry = readFileSync(ENTRY, 'utf8');
    expect(entry).toContain('MimeType=x-scheme-handler/zeroyard;');
    expect(entry).toContain('Categories=Game;');
    // Users other than root have no sandbox without it.
    expect(statSync('/usr/lib/zeroyard/chrome-sandbox').mode & 0o7777).toBe(0o4755);

    const command = /^Exec=(\S+) %U$/m.exec(entry)?.[1] ?? '';
    const program = execFileSync('which', [command], { encoding: 'utf8' }).trim();
    const game = await PackedGame.start(program, 'Ada');
    await game.page.getByRole('heading', { name: 'Zeroyard', level: 1 }).waitFor();
    await game.close();

    dpkg('-r', 'zeroyard');
    expect(ours.filter((file) => existsSync(file))).toEqual([]);
    // Nor a configuration that only --purge would remove.
    expect(spawnSync('dpkg', ['-s', 'zeroyard']).status).toBe(1);
  },
);
