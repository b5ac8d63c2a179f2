// How long does the game take to start? On a desktop: `npm run bench:start-up`, or with `-- PATH` of a packed
// program to measure that one.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { ensureBuilt } from '../../scripts/build.mjs';
import { findElectron } from '../../scripts/electron.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { quantile } from '../quantile.mjs';

const ROUNDS = 7;
/** For machines without a graphics card, and for root. */
const SWITCHES = [
  ...['--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

const [, , packed] = process.argv;
if (packed?.startsWith('-')) {
  process.stderr.write('Usage: npm run bench:start-up, or with `-- PATH` of a packed program\n');
  process.exit(packed === '--help' ? 0 : 2);
}
const [program, ...first] = packed === undefined ? [findElectron(), ROOT] : [packed];
if (packed === undefined) await ensureBuilt();
/** @type {Record<string, number[]>} */
const timesMs = {};
for (let round = 0; round < ROUNDS; round++) {
  for (const [what, ms] of Object.entries(await startOnce())) (timesMs[what] ??= []).push(ms);
}
for (const [what, all] of Object.entries(timesMs))
  console.log(
    `${what.padEnd(30)} ${quantile(all, 0.5).toFixed(0).padStart(5)} ms (median of ${ROUNDS} starts)`,
  );

/** One start with a new profile, by the clock of the page. */
async function startOnce() {
  const profile = mkdtempSync(join(tmpdir(), 'zeroyard-start-'));
  const args = [...first, ...SWITCHES, '--remote-debugging-port=0', '--data-dir', profile, '--', '--debug'];
  const startMs = Date.now();
  const game = spawn(program, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const exit = once(game, 'exit');
  let printed = '';
  for await (const text of game.stderr) {
    printed += text;
    if (/DevTools listening on ws:\S+\s/.test(printed)) break;
  }
  const browser = await chromium.connectOverCDP(/ws:\S+/.exec(printed)?.[0] ?? '', { noDefaults: true });
  const page = browser.contexts()[0]?.pages()[0];
  if (!page) throw new Error('The game opened no window.');
  await page.waitForFunction(() => 'zeroyard' in globalThis);
  const { beganMs, drawnMs } = await page.evaluate(() => ({
    beganMs: globalThis.performance.timeOrigin,
    drawnMs: Date.now(),
  }));
  game.kill('SIGTERM');
  await exit;
  await browser.close();
  rmSync(profile, { recursive: true, force: true });
  return { 'until the page begins to load': beganMs - startMs, 'until the yard is drawn': drawnMs - startMs };
}
