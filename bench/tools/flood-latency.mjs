// How much later do positions arrive while somebody floods the server? `npm run bench:flood`.
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Dealer } from 'zeromq';
import { ensureBuilt } from '../../scripts/build.mjs';
import { quantile } from '../quantile.mjs';
import { readNumbers, start, stop } from './measuring.mjs';
import { positionPacket, positionsIn, profilePacket } from './messages.mjs';

const PLAYERS = 10;
const POSITION_RATE_HZ = 30;
const PROFILE_INTERVAL_MS = 5000;
/** Before the first round and between two: connections are made, and queues empty. */
const SETTLE_MS = 1000;
/** A player's y says who it is, and its x when it was there; at the end of its lane it turns. */
const LANE_PX = 2000;

const { rounds, seconds, port } = readNumbers(
  `Starts the built server on loopback and ${PLAYERS} players that walk at ${POSITION_RATE_HZ} Hz, and measures how old positions\n` +
    'are when they arrive: in alternating rounds, without and with one flooder process at full speed.',
  {
    rounds: { what: 'how many rounds of each kind', preset: 3, low: 1, high: 20 },
    seconds: { what: 'how long each round is, in seconds', preset: 5, low: 1, high: 60 },
    port: { what: 'the TCP port of the server', preset: 6398, low: 1, high: 65535 },
  },
);

/** When each player was at each x, by its y and then x. @type {Map<number, Map<number, number>>} */
const sentMs = new Map();
/** @type {number[]} */
let agesMs = [];

await ensureBuilt();
const server = await start('.vite/build/server.js', ['--port', String(port)]);
const dealers = Array.from({ length: PLAYERS }, (_, i) => walk(100 + 10 * i, i));
await delay(SETTLE_MS);
/** @type {Record<'without' | 'with', { p50: number, p99: number }[]>} */
const results = { without: [], with: [] };
for (let round = 1; round <= rounds; round++) {
  results.without.push(await measure(`round ${round} without`));
  const flooder = await start('tests/support/flooder.mjs', [String(port), String(seconds + 1)]);
  results.with.push(await measure(`round ${round} with   `));
  await stop(flooder);
  await delay(SETTLE_MS);
}
for (const dealer of dealers) dealer.close();
await stop(server);
for (const figure of /** @type {const} */ (['p50', 'p99'])) {
  const [without, flooded] = [results.without, results.with].map((all) =>
    quantile(
      all.map((one) => one[figure]),
      0.5,
    ),
  );
  if (without === undefined || flooded === undefined) continue;
  console.log(
    `median ${figure}: without ${without.toFixed(2)} ms, with ${flooded.toFixed(2)} ms, ratio ${(flooded / without).toFixed(2)}`,
  );
}
// The players' timers are of no more use.
process.exit();

/** @param {string} name */
async function measure(name) {
  agesMs = [];
  await delay(seconds * 1000);
  const ages = agesMs;
  const [p50, p99] = [quantile(ages, 0.5), quantile(ages, 0.99)];
  const expected = PLAYERS * (PLAYERS - 1) * POSITION_RATE_HZ * seconds;
  console.log(
    `${name}: p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms (${ages.length} arrivals, about ${expected} expected)`,
  );
  return { p50, p99 };
}

/** A player that walks up and down its lane. @param {number} y @param {number} i */
function walk(y, i) {
  const dealer = new Dealer({ linger: 0, sendTimeout: 0 });
  dealer.connect(`tcp://127.0.0.1:${port}`);
  /** @type {Map<number, number>} */
  const times = new Map();
  sentMs.set(y, times);
  const introduce = () => send(dealer, profilePacket(`Walker ${i}`));
  introduce();
  setInterval(introduce, PROFILE_INTERVAL_MS);
  let steps = 0;
  const step = () => {
    const along = steps++ % (2 * LANE_PX);
    const x = along < LANE_PX ? along : 2 * LANE_PX - along;
    times.set(x, performance.now());
    send(dealer, positionPacket(x, y));
  };
  // Out of step with each other, as people are.
  void delay((i / PLAYERS) * (1000 / POSITION_RATE_HZ)).then(() =>
    setInterval(step, 1000 / POSITION_RATE_HZ),
  );
  void readAll(dealer);
  return dealer;
}

/** @param {Dealer} dealer @param {Uint8Array} packet */
function send(dealer, packet) {
  // After the end it is closed; before, what cannot be sent now is stale soon.
  if (!dealer.closed) dealer.send(['', packet]).catch(() => undefined);
}

/** @param {Dealer} dealer */
async function readAll(dealer) {
  for await (const frames of dealer) {
    const nowMs = performance.now();
    const packet = frames.at(-1);
    if (!packet) continue;
    for (const { x, y } of positionsIn(packet)) {
      const atMs = sentMs.get(y)?.get(x);
      if (atMs !== undefined) agesMs.push(nowMs - atMs);
    }
  }
}
