/** What brings node_modules in line with the lock file, tried in a project that needs no registry. */
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let project: string;
beforeEach(() => (project = mkdtempSync(join(tmpdir(), 'zeroyard-installing-'))));
afterEach(() => {
  rmSync(project, { recursive: true, force: true });
});

/** A project whose only package, needed to build it, is a folder of its own. */
function makeProject(): void {
  const write = (file: string, content: object) => {
    mkdirSync(join(project, file, '..'), { recursive: true });
    writeFileSync(join(project, file), JSON.stringify(content));
  };
  write('tool/package.json', { name: 'tool', version: '1.0.0' });
  write('package.json', { engines: { node: '>=20' }, devDependencies: { tool: 'file:tool' } });
  mkdirSync(join(project, 'scripts'));
  copyFileSync('scripts/setup.mjs', join(project, 'scripts/setup.mjs'));
  execFileSync('npm', ['install', '--package-lock-only', '--offline', '--silent'], { cwd: project });
}

const install = (env: Record<string, string>) =>
  execFileSync(process.execPath, ['scripts/setup.mjs'], {
    cwd: project,
    encoding: 'utf8',
    env: { ...process.env, npm_config_offline: 'true', ...env },
  });

test.each([
  ['NODE_ENV=production', { NODE_ENV: 'production' }],
  ["npm's omit=dev", { npm_config_omit: 'dev' }],
])('with %s in the environment the packages that build the game are installed, once', (_, env) => {
  makeProject();
  expect(install(env)).toContain('Installing the packages of package-lock.json');
  expect(existsSync(join(project, 'node_modules/tool'))).toBe(true);
  expect(install(env)).toBe('');
});
