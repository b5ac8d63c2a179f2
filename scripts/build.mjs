// Builds every program and the page into .vite/, when a source is newer than the last build.
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, giveUp, ROOT } from './setup.mjs';

const CONFIGS = [
  'vite.node.config.mts',
  'vite.preload.config.mts',
  'vite.renderer.config.mts',
  'vite.web.config.mts',
];
const SOURCES = [
  'shared',
  'cli',
  'server',
  'client',
  'electron',
  'web',
  'renderer',
  'assets',
  ...CONFIGS,
  'vite.page-targets.mts',
  'package-lock.json',
];
/** Vite reads them as the beginnings of a query and a hash, as in URLs. */
const NOT_IN_PATHS = /[#?]/;
const STAMP = join(ROOT, '.vite/built');

/** Installs and builds what is missing or older than its sources. */
export async function ensureBuilt() {
  ensureInstalled();
  if (newestMs(SOURCES.map((name) => join(ROOT, name))) <= modifiedMs(STAMP)) return;
  const [character] = NOT_IN_PATHS.exec(ROOT) ?? [];
  if (character !== undefined)
    giveUp(
      `Zeroyard cannot be built in ${ROOT}: the bundler, Vite, takes no ${character} in a path. Move or rename the folder.`,
    );
  console.log('Building Zeroyard…');
  const startedAt = new Date();
  const { build } = await import('vite');
  const { Licences } = await import('./licences.mjs');
  const licences = new Licences();
  for (const config of CONFIGS)
    await build({ configFile: join(ROOT, config), logLevel: 'warn', plugins: [licences.plugin()] });
  licences.write('.vite/renderer/licences.txt');
  writeFileSync(STAMP, startedAt.toISOString());
}

/** @param {string[]} paths @returns {number} */
function newestMs(paths) {
  return Math.max(
    ...paths.map((path) =>
      statSync(path).isDirectory()
        ? newestMs(readdirSync(path).map((name) => join(path, name)))
        : modifiedMs(path),
    ),
  );
}

/** @param {string} path @returns {number} 0 when there is no such file */
function modifiedMs(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await ensureBuilt();
