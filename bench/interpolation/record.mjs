// Records traces of the real thing: two players of ours in a yard of the built server, on loopback. Each is behind a
// simulated network, if the trace asks for one; one walks as a person does at 60 frames a second, the other listens.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { clearInterval } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { format, resolveConfig } from 'prettier';
import { ensureBuilt } from '../build.mjs';
import { start, stop } from '../measuring.mjs';
import { ROOT } from '../setup.mjs';
import { PositionPacer, source, step, seeded } from './source.mjs';
import { FRAME_MS, Keys } from './traces.mjs';

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

/** @typedef {{ how: string, path: [number, number, number][], told: [number, number, number, number][] }} Recording */

/** @returns {import('./traces.mjs').Trace[]} */
export function recordedTraces() {
  return Object.entries(RECORDED).map(([file, { name }]) => {
    /** @type {Recording} */
    const { path, told } = JSON.parse(readFileSync(fileOf(file), 'utf8'));
    return {
      name,
      path: path.map(([timeMs, x, y]) => ({ timeMs, x, y })),
      told: told.map(([heardMs, sentMs, x, y]) => ({ heardMs, sentMs, x, y })),
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
    console.log(`${path}: ${recording.told.length} messages`);
  }
}

/** @param {string} network @returns {Promise<Recording>} */
async function recordOne(network) {
  /** @type {typeof import('../../player/player')} */
  const { Player } = await source('player/player.ts');
  /** @type {typeof import('../../shared/simulation')} */
  const { parseSimulation } = await source('shared/simulation.ts');
  const startMs = performance.now();
  const nowMs = () => round(performance.now() - startMs);
  /** @type {Recording} */
  const recording = {
    how: `node scripts/interpolation.mjs --record (both players ${network === '' ? 'on loopback' : `behind "${network}"`})`,
    path: [],
    told: [],
  };
  /** @type {number | undefined} */
  let firstSentMs;
  const enter = (
    /** @type {string} */ name,
    /** @type {(message: import('../../shared/bridge').News) => void} */ hear,
  ) => {
    const profile = { name, color: '#e69f00' };
    const player = new Player(`tcp://127.0.0.1:${PORT}`, profile, {
      onMessage: hear,
      onState: () => undefined,
    });
    player.simulate(parseSimulation(network));
    return player;
  };
  const walker = enter('Ada', () => undefined);
  const listener = enter('Grace', (message) => {
    if (message.address !== '/positions') return;
    firstSentMs ??= message.sentMs;
    const [x = 0, y = 0] = [message.xs[0], message.ys[0]].map((value) => round(value ?? 0));
    recording.told.push([nowMs(), round(message.sentMs - firstSentMs), x, y]);
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
  listener.leave();
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
    const astray = [1, 2].map((k) =>
      Math.abs((before[k] ?? 0) + share * ((after[k] ?? 0) - (before[k] ?? 0)) - (point[k] ?? 0)),
    );
    return Math.max(...astray) > 0.1 ? kept.push(point) : kept.length;
  });
  return kept;
}

/** To hundredths: the files are to be small. @param {number} value */
const round = (value) => Math.round(value * 100) / 100;

/** @param {string} file */
const fileOf = (file) => join(ROOT, 'scripts/traces', file);
