// How long does a frame take the page with many players? `npm run bench:frame-time`.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { _electron } from 'playwright-core';
import { build } from 'vite';
import { ensureBuilt } from '../../scripts/build.mjs';
import { findElectron } from '../../scripts/electron.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { quantile } from '../quantile.mjs';
import { readNumbers, start, stop } from './measuring.mjs';

/** A frame at 60 Hz: what takes longer is seen. */
const FRAME_MS = 1000 / 60;
/** Code is compiled, letters are drawn, everybody has arrived. */
const SETTLE_MS = 4000;
const ARRIVAL_TIMEOUT_MS = 60_000;
/** The page's own frames and its garbage collections, in Chromium's words. */
const FRAME_EVENT = 'FireAnimationFrame';
/** Pixi has a second, idle clock besides the game's: between their callbacks is no more than this. */
const SAME_FRAME_US = 2000;
const GC_EVENTS = ['MinorGC', 'MajorGC'];
/** A call from the browser into the page's script: in frames, and for each message of the shell. */
const CALL_EVENT = 'FunctionCall';
/** What WebGL draws by. */
const DRAW_CALLS = ['drawElements', 'drawArrays', 'drawElementsInstanced', 'drawArraysInstanced'];

/** @typedef {{ name: string, ph: string, pid: number, tid: number, ts: number, dur?: number, tdur?: number }} TraceEvent */

const { players, seconds, port, game } = readNumbers(
  'Starts the built server on loopback with walkers by keys and opens the real game among them. Measures the script time of\n' +
    'each frame (what the game computes, and what Pixi prepares for the graphics card; not the drawing itself) and the\n' +
    'garbage collections, with names and without, the list of players open and the minimap shown; and once more while WebGL is\n' +
    'told to draw nothing, since a machine without a graphics card draws few frames a second, in each of which all that is\n' +
    'done but some times a second is due. Between frames come the batches of messages that the shell posts, at most 60 a\n' +
    'second. Needs a display (`xvfb-run -a` makes one).',
  {
    players: { what: 'how many walkers', preset: 200, low: 1, high: 4999 },
    seconds: { what: 'how long each measurement is', preset: 30, low: 1, high: 300 },
    port: { what: 'the TCP port of the server', preset: 6399, low: 1, high: 65535 },
    game: { what: 'whether they play tag, whose round lasts 120 s: 1, or 0', preset: 0, low: 0, high: 1 },
  },
);

const electron = findElectron();
await ensureBuilt();
await build({ configFile: 'bench/vite.config.mts', logLevel: 'warn' });
const profile = mkdtempSync(join(tmpdir(), 'zeroyard-frames-'));
const address = `tcp://127.0.0.1:${port}`;
const server = await start(
  '.vite/build/server.js',
  ['--port', String(port), '--max-players', String(players + 1)],
  game === 1 ? 'game tag\n' : '',
);
const walkers = await start('.vite/bench/company.js', [String(port), String(players)]);
const isRoot = process.getuid?.() === 0;
const app = await _electron.launch({
  executablePath: electron,
  cwd: ROOT,
  args: [
    ...['.', ...(isRoot ? ['--no-sandbox'] : []), '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
    ...['--data-dir', profile, '--join', address, '--', '--debug'],
  ],
});
try {
  const page = await app.firstWindow();
  const deadlineMs = performance.now() + ARRIVAL_TIMEOUT_MS;
  while ((await page.evaluate(() => /** @type {any} */ (globalThis).zeroyard?.others.length)) !== players) {
    if (performance.now() > deadlineMs) throw new Error(`Not all of the ${players} walkers arrived.`);
    await delay(200);
  }
  for (const button of await page.getByRole('button', { name: 'Close the help' }).all()) await button.click();
  await page.getByRole('button', { name: 'Players' }).click();
  await delay(SETTLE_MS);
  const isGameOn = await page.evaluate(() => /** @type {any} */ (globalThis).zeroyard.game !== undefined);
  if (isGameOn !== (game === 1)) throw new Error('The game is not as it was to be.');
  const rows = [await measure('with names')];
  await page.keyboard.press('n');
  if (await page.evaluate(() => /** @type {any} */ (globalThis).zeroyard.areNamesShown))
    console.log('The N key hides no names in this build, so there is no measurement without them.');
  else {
    await delay(SETTLE_MS);
    rows.push(await measure('without names'));
    await page.keyboard.press('n');
  }
  await page.evaluate((calls) => {
    const { prototype } = /** @type {any} */ (globalThis).WebGL2RenderingContext;
    for (const call of calls) prototype[call] = () => undefined;
  }, DRAW_CALLS);
  await delay(SETTLE_MS);
  rows.push(await measure('with names, nothing drawn'));
  console.log(
    `${players} walkers${game === 1 ? ' who play tag' : ''}, ${seconds} s each, time of the page’s own thread in ms: the script of a frame, and of a batch`,
  );
  console.table(Object.fromEntries(rows.map(({ what, ...figures }) => [what, figures])));
  const longest = Math.max(...rows.map((row) => row['longest GC']));
  console.log(
    `The longest garbage collection took ${longest.toFixed(1)} ms, ` +
      `${longest > FRAME_MS ? 'MORE' : 'less'} than a frame (${FRAME_MS.toFixed(1)} ms).`,
  );
} finally {
  await app.close();
  await stop(walkers);
  await stop(server);
  rmSync(profile, { recursive: true, force: true });
}
process.exit();

/** Traces the page for a while. @param {string} what */
async function measure(what) {
  const trace = join(profile, 'trace.json');
  await app.evaluate(({ contentTracing }) =>
    contentTracing.startRecording({ included_categories: ['devtools.timeline', 'v8'] }),
  );
  await delay(seconds * 1000);
  await app.evaluate(({ contentTracing }, path) => contentTracing.stopRecording(path), trace);
  /** @type {{ traceEvents: TraceEvent[] }} */
  const { traceEvents } = JSON.parse(readFileSync(trace, 'utf8'));
  const callbacks = traceEvents
    .filter(({ name, ph }) => name === FRAME_EVENT && ph === 'X')
    .sort((a, b) => a.ts - b.ts);
  const [page] = callbacks;
  const framesMs = sumFrames(callbacks);
  const spanS = (callbacks.at(-1)?.ts ?? NaN) / 1e6 - (page?.ts ?? NaN) / 1e6;
  const batchesMs = traceEvents
    .filter(
      ({ name, ph, pid, tid }) => name === CALL_EVENT && ph === 'X' && pid === page?.pid && tid === page.tid,
    )
    .filter(({ ts }) => !callbacks.some((one) => one.ts <= ts && ts <= one.ts + (one.dur ?? 0)))
    .map(threadMs);
  const gcs = traceEvents.filter(
    ({ name, ph, pid }) => GC_EVENTS.includes(name) && ph === 'X' && pid === page?.pid,
  );
  const round = (/** @type {number} */ ms) => Math.round(100 * ms) / 100;
  return {
    what,
    frames: framesMs.length,
    'a second': round((framesMs.length - 1) / spanS),
    median: round(quantile(framesMs, 0.5)),
    p95: round(quantile(framesMs, 0.95)),
    longest: round(Math.max(0, ...framesMs)),
    GCs: gcs.length,
    'longest GC': round(Math.max(0, ...gcs.map(threadMs))),
    'by the clock': round(Math.max(0, ...gcs.map(({ dur = 0 }) => dur / 1000))),
    batches: batchesMs.length,
    'a batch': round(quantile(batchesMs, 0.5)),
    'p95 of them': round(quantile(batchesMs, 0.95)),
  };
}

/** The script time of each frame: all callbacks of one frame follow each other at once.
 * @param {TraceEvent[]} callbacks in order
 */
function sumFrames(callbacks) {
  /** @type {number[]} */
  const framesMs = [];
  let endUs = -Infinity;
  for (const callback of callbacks) {
    const before = callback.ts - endUs < SAME_FRAME_US ? framesMs.pop() : undefined;
    framesMs.push((before ?? 0) + threadMs(callback));
    endUs = callback.ts + (callback.dur ?? 0);
  }
  return framesMs;
}

/** The time that the page's own thread was at work: what else the machine does meanwhile does not count.
 * @param {TraceEvent} event
 */
function threadMs({ dur = 0, tdur = dur }) {
  return tdur / 1000;
}
