// Brings node_modules in line with the lock file, when it is not. Run before `npm start` and `npm test`, so that a fresh
// clone needs no other command; it may use nothing but Node itself. `setup.mjs bench` does it for the package in bench/.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..');
/** The oldest Node that this runs on, as `engines` in package.json has it: `20.19` */
export const OLDEST_NODE = String(readJson(join(ROOT, 'package.json')).engines.node).replace('>=', '');
const PARENT_CHECK_MS = 200;

/**
 * Ends the program with a sentence when Node is too old or the packages cannot be had.
 * @param {string} folder of the package, below the project's
 */
export function ensureInstalled(folder = '.') {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number);
  if (major < oldestMajor || (major === oldestMajor && minor < oldestMinor)) {
    giveUp(`This is Node ${process.versions.node}; Zeroyard needs ${OLDEST_NODE} or newer.`);
  }
  const cwd = join(ROOT, folder);
  if (isInstalled(cwd)) return;
  console.log(`Installing the packages of ${join(folder, 'package-lock.json')} (npm ci)…`);
  const npm = process.env['npm_execpath'];
  // Whatever NODE_ENV or npm's own configuration leaves out: a clone has to be built.
  const all = ['--include=dev', '--include=optional', '--include=peer'];
  const args = ['ci', ...all, '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = npm
    ? spawnSync(process.execPath, [npm, ...args], { cwd, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd, stdio: 'inherit', shell: process.platform === 'win32' });
  if (status !== 0)
    giveUp('The packages could not be installed (npm says why above). Is the package registry reachable?');
}

/**
 * Under npm a program's parent is a shell, which ends at a signal without passing it on. So the program takes its
 * parent's end for the signal, instead of staying behind.
 */
export function endWithNpm() {
  const parent = process.ppid;
  const watch = () => {
    if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
  };
  if (process.env['npm_lifecycle_event']) setInterval(watch, PARENT_CHECK_MS).unref();
}

/**
 * Passes on what this program is asked. From a terminal the others have heard it already; they say goodbye once.
 * @param {import('node:child_process').ChildProcess[]} programs
 */
export function passSignalsOn(programs) {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => programs.forEach((program) => program.kill(signal)));
}

/** @param {string} sentence @returns {never} */
export function giveUp(sentence) {
  process.stderr.write(`zeroyard: ${sentence}\n`);
  process.exit(1);
}

/** Compares the lock file with npm's own record of what it put into node_modules. @param {string} folder */
function isInstalled(folder) {
  const record = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const installed = packagesOf(record);
  return Object.entries(packagesOf(join(folder, 'package-lock.json'))).every(
    ([path, { version, optional }]) =>
      path === '' || (optional && !installed[path]) || installed[path]?.version === version,
  );
}

/** @param {string} lockFile @returns {Record<string, { version?: string, optional?: boolean }>} */
function packagesOf(lockFile) {
  return readJson(lockFile).packages;
}

/** @param {string} file */
function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) ensureInstalled(process.argv[2]);
