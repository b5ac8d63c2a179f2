// What the measurements share: a server of their own on loopback, and the few messages that they send and read.
import { Buffer } from 'node:buffer';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ROOT } from './setup.mjs';

const POSITION_PREFIX = Buffer.from('/position\0\0\0,ff\0');
const POSITIONS_PREFIX = Buffer.from('/positions\0\0,b\0\0');
const BUNDLE_HEADER_BYTES = 16;
const RECORD_BYTES = 12;

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
 */
export async function start(file, args) {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
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
  return child;
}

/** @param {import('node:child_process').ChildProcess} child */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** @param {number} x @param {number} y */
export function positionPacket(x, y) {
  const packet = Buffer.alloc(24);
  POSITION_PREFIX.copy(packet);
  packet.writeFloatBE(x, 16);
  packet.writeFloatBE(y, 20);
  return packet;
}

/** @param {string} name */
export function profilePacket(name) {
  const texts = [name, '#e69f00'].map((text) => Buffer.from(text + '\0'.repeat(4 - (text.length % 4))));
  return Buffer.concat([Buffer.from('/profile\0\0\0\0,iss\0\0\0\0\0\0\0\x01'), ...texts]);
}

/** The places in a bundle of the server's.
 * @param {Buffer} bundle
 * @returns {Generator<{ x: number, y: number }>}
 */
export function* placesIn(bundle) {
  if (!bundle.subarray(0, 7).equals(Buffer.from('#bundle'))) return;
  let size;
  for (let at = BUNDLE_HEADER_BYTES; at + 4 <= bundle.length; at += 4 + size) {
    size = bundle.readInt32BE(at);
    const message = bundle.subarray(at + 4, at + 4 + size);
    if (!message.subarray(0, POSITIONS_PREFIX.length).equals(POSITIONS_PREFIX)) continue;
    for (let record = POSITIONS_PREFIX.length + 4; record < message.length; record += RECORD_BYTES)
      yield { x: message.readFloatBE(record + 4), y: message.readFloatBE(record + 8) };
  }
}

/** The value below which this share of the values lies; NaN of none.
 * @param {number[]} values @param {number} share from 0 to 1
 */
export function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}
