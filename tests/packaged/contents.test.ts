/** What is shipped, file by file: all that runs, and nothing else. */
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { extractAll } from '@electron/asar';
import { APP, filesIn, folder, removeFolder, SERVER_ARCHIVE, SERVER_NAME, VERSION } from './packed';

/** All that is ours in the app, beside Electron's own files. */
const RESOURCES = join(APP, 'resources');
const LIMIT_MB = 15;

beforeAll(() => {
  extractAll(join(RESOURCES, 'app.asar'), join(folder, 'game'));
  execFileSync('tar', ['-xzf', SERVER_ARCHIVE, '-C', folder]);
});
afterAll(removeFolder);

const sizeMb = (files: string[]) => files.reduce((sum, file) => sum + statSync(file).size, 0) / 1e6;

describe.each([
  ['game', 'game'],
  ['server', SERVER_NAME],
])('the %s', (_, name) => {
  const below = join(folder, name);

  test('has no sources, tests or source maps inside', () => {
    const unwanted = /\.(ts|tsx|mts|map|md)$|\.test\.|\/(tests|src|docs)\//;
    expect(filesIn(below).filter((file) => unwanted.test(file.slice(below.length)))).toEqual([]);
  });

  test('has two addons inside: zeromq’s and sodium-native’s for this platform', () => {
    const addons = filesIn(below).filter((file) => file.endsWith('.node'));
    expect(addons.sort()).toEqual([
      expect.stringContaining(`/sodium-native/prebuilds/linux-${process.arch}/`),
      expect.stringContaining(`/zeromq/build/linux/${process.arch}/`),
    ]);
  });

  test('tells no path of the machine that built it', () => {
    const tells = (file: string) =>
      [process.cwd(), homedir()].some((path) => readFileSync(file).includes(`${path}/`));
    // The addon was built elsewhere, by zeromq's authors.
    const built = filesIn(below).filter((file) => !file.includes('/node_modules/'));
    expect(built.filter(tells).map((file) => basename(file))).toEqual([]);
  });

  test('says which version it is, and no more', () => {
    const manifest = JSON.parse(readFileSync(join(below, 'package.json'), 'utf8')) as Record<string, unknown>;
    expect(manifest['version']).toBe(VERSION);
    expect(manifest).not.toHaveProperty('devDependencies');
    expect(manifest).not.toHaveProperty('scripts');
  });
});

test(`what is ours takes less than ${LIMIT_MB} MB`, () => {
  const ours = sizeMb(filesIn(RESOURCES));
  const whole = sizeMb(filesIn(APP));
  const server = sizeMb([SERVER_ARCHIVE]);
  console.info(
    `The app is ${whole.toFixed(1)} MB, of which ${ours.toFixed(1)} MB are not Electron’s. ` +
      `The server’s archive is ${server.toFixed(1)} MB.`,
  );
  expect(ours).toBeLessThan(LIMIT_MB);
});

test('beside the program are our licence and Electron’s', () => {
  expect(readFileSync(join(APP, 'LICENSE'), 'utf8')).toContain('The Zeroyard authors');
  expect(readFileSync(join(APP, 'LICENSE.electron.txt'), 'utf8')).toContain('Electron contributors');
});
