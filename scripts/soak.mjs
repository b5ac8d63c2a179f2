// Does a server's memory stay flat while people come and go? Run by hand: `node scripts/soak.mjs --minutes 10`.
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { setTimeout as delay } from 'node:timers/promises';
import { Dealer } from 'zeromq';
import { ensureBuilt } from './build.mjs';
import {
  LEAVE_PACKET,
  positionPacket,
  profilePacket,
  quantile,
  readNumbers,
  start,
  stop,
} from './measuring.mjs';

const PLAYERS = 20;
const POSITION_RATE_HZ = 30;
/** Accelerated: people stay for minutes, these for seconds. */
const LONGEST_STAY_S = 5;
const LONGEST_ABSENCE_S = 0.5;
const PRINT_INTERVAL_S = 15;
const SAMPLE_INTERVAL_S = 1;
/** How long the goodbye may take to leave. */
const LINGER_MS = 200;

const { minutes, port } = readNumbers(
  `Starts the built server on loopback, lets ${PLAYERS} players come and go (half of them without a goodbye), and\n` +
    'prints its resident memory every 15 s and at the end the medians of the first and of the last minute. Needs /proc.',
  {
    minutes: { what: 'how long, in minutes', preset: 10, low: 0.5, high: 120 },
    port: { what: 'the TCP port of the server', preset: 6399, low: 1, high: 65535 },
  },
);

await ensureBuilt();
const server = await start('.vite/build/server.js', ['--port', String(port)]);
const startMs = performance.now();
const endMs = startMs + minutes * 60_000;
let visits = 0;
/** @type {{ second: number, mib: number }[]} */
const samples = [];
await Promise.all([watch(), ...Array.from({ length: PLAYERS }, (_, place) => comeAndGo(place))]);
await stop(server);
console.log(`${visits} visits in ${minutes} minute(s); the server ended with ${server.exitCode}.`);
const first = medianMiB(0, 60);
const last = medianMiB(minutes * 60 - 60, Infinity);
console.log(
  `median RSS: first minute ${first.toFixed(1)} MiB, last minute ${last.toFixed(1)} MiB, ` +
    `${(last - first).toFixed(1)} MiB more`,
);

async function watch() {
  for (let second = 0; performance.now() < endMs; second += SAMPLE_INTERVAL_S) {
    const status = readFileSync(`/proc/${server.pid}/status`, 'utf8');
    const mib = Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1024;
    samples.push({ second, mib });
    if (second % PRINT_INTERVAL_S === 0)
      console.log(`${String(second).padStart(5)} s  ${mib.toFixed(1)} MiB  ${visits} visits`);
    await delay(SAMPLE_INTERVAL_S * 1000);
  }
}

/** @param {number} fromS @param {number} toS */
function medianMiB(fromS, toS) {
  const span = samples.filter(({ second }) => second >= fromS && second < toS);
  return quantile(
    span.map(({ mib }) => mib),
    0.5,
  );
}

/** One place in the yard, taken and left again and again. @param {number} place */
async function comeAndGo(place) {
  while (performance.now() < endMs) {
    await delay(Math.random() * LONGEST_ABSENCE_S * 1000);
    const dealer = new Dealer({ linger: LINGER_MS, sendTimeout: 0 });
    dealer.connect(`tcp://127.0.0.1:${port}`);
    const reading = readAll(dealer);
    visits++;
    tell(dealer, profilePacket(`Soak ${place}`));
    const leaveMs = Math.min(endMs, performance.now() + Math.random() * LONGEST_STAY_S * 1000);
    for (let x = 100; performance.now() < leaveMs; x++) {
      tell(dealer, positionPacket(x, 100 + place));
      await delay(1000 / POSITION_RATE_HZ);
    }
    if (Math.random() < 0.5) tell(dealer, LEAVE_PACKET);
    dealer.close();
    await reading;
  }
}

/** @param {Dealer} dealer @param {Uint8Array} packet */
function tell(dealer, packet) {
  // What cannot be sent now is stale soon.
  dealer.send(['', packet]).catch(() => undefined);
}

/** @param {Dealer} dealer */
async function readAll(dealer) {
  const messages = dealer[Symbol.asyncIterator]();
  while (!(await messages.next()).done);
}
