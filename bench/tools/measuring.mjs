// What the measurements share: their options, and programs of their own on loopback.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from '../../scripts/setup.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.on(signal, () => process.exit(1));

/**
 * Reads options that are all numbers in a range; prints the help or a sentence and ends the program where they are not.
 * @template {string} Name
 * @param {string} usage what --help prints before the options
 * @param {Record<Name, { what: string, preset: number, low: number, high: number }>} ranges
 * @returns {Record<Name, number>}
 */
export function readNumbers(usage, ranges) {
  /** @type {[string, { what: string, preset: number, low: number, high: number }][]} */
  const entries = Object.entries(ranges);
  try {
    const { values } = parseArgs({
      options: {
        help: { type: 'boolean' },
        ...Object.fromEntries(entries.map(([name]) => [name, { type: /** @type {const} */ ('string') }])),
      },
    });
    if (values.help) {
      const lines = entries.map(
        ([name, { what, preset, low, high }]) => `  --${name} N  ${what}, ${low} to ${high} (${preset})`,
      );
      console.log([usage, '', ...lines].join('\n'));
      process.exit(0);
    }
    const given = /** @type {Record<string, string | undefined>} */ (values);
    const numbers = entries.map(([name, { preset, low, high }]) => {
      const n = Number(given[name] ?? preset);
      if (!(n >= low && n <= high)) throw new Error(`--${name} is a number from ${low} to ${high}.`);
      return [name, n];
    });
    return Object.fromEntries(numbers);
  } catch (error) {
    process.stderr.write(`${/** @type {Error} */ (error).message} (--help shows all options)\n`);
    process.exit(2);
  }
}

/** Starts a Node program that ends with this one at the latest, and waits for the first thing that it prints.
 * @param {string} file below the project's folder
 * @param {string[]} args
 * @param {string} said what it is told on its standard input, once it runs
 */
export async function start(file, args, said = '') {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const isUp = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  if (!isUp) throw new Error(`${file} ended at once (see above).`);
  // Read on, whatever else it prints: a full pipe would stop it.
  child.stdout.resume();
  child.stdin.end(said);
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
