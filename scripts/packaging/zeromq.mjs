// The part of the zeromq package that one kind of machine needs to run it: 2 MB of its 34.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const ZEROMQ = join(dirname(require.resolve('zeromq')), '..');
/** Finds the addon for zeromq, by the manifest beside it. It names no file of its own but this one. */
const CMAKE_TS = join(dirname(require.resolve('cmake-ts')), '..');

/** Whether this machine's C library is musl. */
export const isMusl = () => existsSync('/etc/alpine-release');

/**
 * The C library of a platform, by the words of zeromq's manifest.
 * @param {string} platform
 */
function libcOf(platform) {
  if (platform === 'linux') return isMusl() ? 'musl' : 'glibc';
  return platform === 'win32' ? 'msvc' : 'libc';
}

/**
 * Copies what `require('zeromq')` reads on one platform.
 * @param {string} nodeModules the folder to copy into
 * @param {{ platform: string, arch: string }} target in Node's words
 * @throws an Error when zeromq has no addon for the target
 */
export function copyZeromq(nodeModules, target) {
  const zeromq = join(nodeModules, 'zeromq');
  const manifest = readManifest();
  const [key, file] = addonFor(manifest, { ...target, libc: libcOf(target.platform) });
  copy(ZEROMQ, zeromq, ['package.json', 'LICENSE.txt', 'LICENSE_MPL-2.0.txt', join('build', file)]);
  const scripts = readdirSync(join(ZEROMQ, 'lib')).filter((name) => name.endsWith('.js'));
  copy(join(ZEROMQ, 'lib'), join(zeromq, 'lib'), scripts);
  writeFileSync(join(zeromq, 'build/manifest.json'), JSON.stringify({ [key]: file }));
  copy(CMAKE_TS, join(nodeModules, 'cmake-ts'), ['package.json', 'build/loader.js']);
}

/** @returns {Record<string, string>} by a description of the machine, in JSON, the addon's file below build/ */
function readManifest() {
  return JSON.parse(readFileSync(join(ZEROMQ, 'build/manifest.json'), 'utf8'));
}

/**
 * Takes the one that the loader would try first: they are all N-API, so the newest fits every Node and Electron.
 * @param {Record<string, string>} manifest
 * @param {{ platform: string, arch: string, libc: string }} target
 * @returns {[key: string, file: string]}
 */
function addonFor(manifest, { platform, arch, libc }) {
  const [best] = Object.entries(manifest)
    .map(([key, file]) => ({ key, file, ...JSON.parse(key) }))
    .filter((addon) => addon.os === platform && addon.arch === arch && addon.libc === libc)
    .sort((a, b) => b.abi - a.abi);
  if (!best) throw new Error(`zeromq brings no addon for ${platform} ${arch} with ${libc}.`);
  // Those for Windows were listed on Windows.
  return [best.key, best.file.replaceAll('\\', '/')];
}

/** @param {string} from @param {string} to @param {string[]} files */
function copy(from, to, files) {
  for (const file of files) {
    mkdirSync(dirname(join(to, file)), { recursive: true });
    cpSync(join(from, file), join(to, file));
  }
}
