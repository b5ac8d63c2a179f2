// Records traces of the real thing: two players of ours in a yard of the built server, on loopback. Each is behind a
// simulated network, if the trace asks for one; one walks as a person does at 60 frames a second, the other receives.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { format, resolveConfig } from 'prettier';
import { ensureBuilt } from '../../scripts/build.mjs';
import { ROOT } from '../../scripts/setup.mjs';
import { loadClient, product } from '../source.mjs';
import { start, stop } from '../tools/measuring.mjs';
import { FRAME_MS, Keys } from './traces.mjs';

const { PositionPacer, step, seeded } = product;

const PORT = 6397;
const RECORDED_MS = 30_000;
/** A rest before the walk, in which the players come in. */
const ARRIVAL_MS = 2000;

const RECORDED = {
  'loopback.json': { name: 'recorded: loopback', network: '' },
  'bad-network.json': {
    name: 'recorded: both behind 80 ± 30 ms and 5 % loss',
    network: 'delay=80 jitter=30 loss=5',
  },
};

/** @typedef {{ how: string, path: [number, number, number][], received: [number, number, number, number][] }} Recording */

/** @returns {import('./traces.mjs').Trace[]} */
export function recordedTraces() {
  return Object.entries(RECORDED).map(([file, { name }]) => {
    /** @type {Recording} */
    const { path, received } = JSON.parse(readFileSync(fileOf(file), 'utf8'));
    return {
      name,
      path: path.map(([timeMs, x, y]) => ({ timeMs, x, y })),
      received: received.map(([receivedMs, sentMs, x, y]) => ({ receivedMs, sentMs, x, y })),
    };
  });
}

/** Records them all anew; takes a minute. */
export async function record() {
  await ensureBuilt();
  for (const [file, { network }] of Object.entries(RECORDED)) {
    const server = await start('.vite/build/server.js', ['--port', String(PORT)]);
    const recording = await recordOne(network);
    await stop(server);
    const path = fileOf(file);
    writeFileSync(
      path,
      await format(JSON.stringify(recording), { ...(await resolveConfig(path)), parser: 'json' }),
    );
    console.log(`${path}: ${recording.received.length} messages`);
  }
}

/** @param {string} network @returns {Promise<Recording>} */
async function recordOne(network) {
  const { YardClient, parseSimulation } = await loadClient();
  const startMs = performance.now();
  const nowMs = () => round(performance.now() - startMs);
  /** @type {Recording} */
  const recording = {
    how: `npm run bench:interpolation -- --record (both players ${network === '' ? 'on loopback' : `behind "${network}"`})`,
    path: [],
    received: [],
  };
  /** @type {number | undefined} */
  let firstSentMs;
  const enter = (
    /** @type {string} */ name,
    /** @type {(message: import('../source.mjs').ServerMessage) => void} */ onMessage,
  ) => {
    const profile = { name, colour: '#e69f00' };
    const player = new YardClient(`tcp://127.0.0.1:${PORT}`, profile, {
      onMessage,
      onState: () => undefined,
    });
    player.simulate(parseSimulation(network));
    return player;
  };
  const walker = enter('Ada', () => undefined);
  const receiver = enter('Grace', (message) => {
    if (message.address !== '/positions') return;
    firstSentMs ??= message.sentMs;
    const [x = 0, y = 0] = [message.xs[0], message.ys[0]].map((value) => round(value ?? 0));
    recording.received.push([nowMs(), round(message.sentMs - firstSentMs), x, y]);
  });
  const keys = new Keys(seeded(7));
  const pacer = new PositionPacer();
  let position = { x: 1200, y: 800 };
  let lastMs = nowMs();
  const frames = setInterval(() => {
    const now = nowMs();
    if (now > ARRIVAL_MS) position = step(position, keys.direction(now, position), (now - lastMs) / 1000);
    lastMs = now;
    recording.path.push([now, round(position.x), round(position.y)]);
    if (pacer.offer(position, now)) walker.move(position);
  }, FRAME_MS);
  await delay(RECORDED_MS);
  clearInterval(frames);
  walker.leave();
  receiver.leave();
  return { ...recording, path: withoutStraights(recording.path) };
}

/** Leaves out the points of a path that lie on the line between their neighbours. @param {Recording['path']} path */
function withoutStraights(path) {
  /** @type {Recording['path']} */
  const kept = [];
  path.forEach((point, i) => {
    const [before, after] = [kept.at(-1), path[i + 1]];
    if (!before || !after) return kept.push(point);
    const share = (point[0] - before[0]) / (after[0] - before[0]);
    const offPx = [1, 2].map((k) =>
      Math.abs((before[k] ?? 0) + share * ((after[k] ?? 0) - (before[k] ?? 0)) - (point[k] ?? 0)),
    );
    return Math.max(...offPx) > 0.1 ? kept.push(point) : kept.length;
  });
  return kept;
}

/** To hundredths: the files are to be small. @param {number} value */
const round = (value) => Math.round(value * 100) / 100;

/** @param {string} file */
const fileOf = (file) => join(ROOT, 'bench/interpolation/recorded', file);
