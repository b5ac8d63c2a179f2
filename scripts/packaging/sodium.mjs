// The part of the sodium-native package that one kind of machine needs to run it: 1 MB of its 18.
import { cpSync, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const require = createRequire(import.meta.url);
/** What it loads its addon with, all of the same authors. What else it names is for another runtime than Node. */
export const SODIUM_LOADERS = [
  'require-addon',
  'bare-addon-resolve',
  'bare-module-resolve',
  'bare-semver',
  'which-runtime',
];
const SCRIPTS = /^(package\.json|LICENSE|index\.js|binding\.js|lib)$/;

/**
 * Copies what `require('sodium-native')` reads on one platform: nothing where it has no addon, and there the Router of our
 * own takes no secured yard (the zeromq package's does).
 * @param {string} nodeModules the folder to copy into
 * @param {{ platform: string, arch: string, isMusl?: boolean }} target in Node's words
 */
export function copySodium(nodeModules, { platform, arch, isMusl = false }) {
  const sodium = folderOf('sodium-native');
  const addon = join('prebuilds', `${platform}-${arch}${isMusl ? '-musl' : ''}`, 'sodium-native.node');
  if (!existsSync(join(sodium, addon))) {
    console.log(`sodium-native has no addon ${addon}: it is left out.`);
    return;
  }
  for (const name of ['sodium-native', ...SODIUM_LOADERS]) copyScripts(name, join(nodeModules, name));
  cpSync(join(sodium, addon), join(nodeModules, 'sodium-native', addon));
}

/** @param {string} name @param {string} to */
function copyScripts(name, to) {
  const from = folderOf(name);
  const isWanted = (/** @type {string} */ file) =>
    SCRIPTS.test(file.slice(from.length + 1).split(/[\\/]/)[0] ?? '') && !file.endsWith('.d.ts');
  cpSync(from, to, { recursive: true, filter: (file) => file === from || isWanted(file) });
}

/** @param {string} name @returns {string} */
function folderOf(name) {
  const folders = require.resolve.paths(name) ?? [];
  const folder = folders.map((path) => join(path, name)).find((path) => existsSync(path));
  if (!folder) throw new Error(`The package ${name} is not installed.`);
  return folder;
}
