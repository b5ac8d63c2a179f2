// Records traces of the real thing: two yards of the built server on loopback, and in each a walker and a receiver of ours.
// The same person, at 60 frames a second, tells its motions in the one and its positions in the other. Each of the four is
// behind a simulated network, if the trace asks for one.
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
import { FRAME_MS, Person } from './person.mjs';
import { positionsPlayer } from './positions-player.mjs';

const { recordAt, seeded } = product;

/** Of the yard for motions, and the one for positions. */
const PORTS = { motions: 6397, positions: 6399 };
const RECORDED_MS = 30_000;
/** A rest before the walk, in which the players come in. */
const ARRIVAL_MS = 2000;
const EMPTY = -1;

const RECORDED = {
  'loopback.json': { name: 'recorded: loopback', network: '' },
  'bad-network.json': {
    name: 'recorded: both behind 80 ± 30 ms and 5 % loss',
    network: 'delay=80 jitter=30 loss=5',
  },
};

/**
 * A bundle is when it was received and sent, and a position; a motion is its moment, place, velocity and flags, or EMPTY.
 * @typedef {[number, number, number, number]} PositionRow
 * @typedef {[number, number, number, number, number, number, number, number] | [number, number, typeof EMPTY]} MotionRow
 * @typedef {{ how: string, path: [number, number, number][], positions: PositionRow[], motions: MotionRow[] }} Recording
 */

/** @returns {import('./traces.mjs').Trace[]} */
export function recordedTraces() {
  return Object.entries(RECORDED).map(([file, { name }]) => {
    /** @type {Recording} */
    const { path, positions, motions } = JSON.parse(readFileSync(fileOf(file), 'utf8'));
    return {
      name,
      path: path.map(([timeMs, x, y]) => ({ timeMs, x, y })),
      positions: positions.map(([receivedMs, sentMs, x, y]) => ({ receivedMs, sentMs, x, y })),
      motions: motions.map(([receivedMs, sentMs, atMs, x, y, vx, vy, flags]) => {
        const bundle = { receivedMs, sentMs };
        if (x === undefined || y === undefined || vx === undefined || vy === undefined) return bundle;
        return { ...bundle, motion: { id: 1, atMs, x, y, vx, vy, flags: flags ?? 0 } };
      }),
    };
  });
}

/** Records them all anew; takes a minute. */
export async function record() {
  await ensureBuilt();
  for (const [file, { network }] of Object.entries(RECORDED)) {
    const servers = await Promise.all(
      Object.values(PORTS).map((port) => start('.vite/build/server.js', ['--port', String(port)])),
    );
    const recording = await recordOne(network);
    await Promise.all(servers.map(stop));
    const path = fileOf(file);
    writeFileSync(
      path,
      await format(JSON.stringify(recording), { ...(await resolveConfig(path)), parser: 'json' }),
    );
    console.log(
      `${path}: ${recording.positions.length} positions, ${recording.motions.length} bundles of motions`,
    );
  }
}

/** @param {string} network @returns {Promise<Recording>} */
async function recordOne(network) {
  const { YardClient, parseSimulation } = await loadClient();
  const simulation = parseSimulation(network);
  const startMs = performance.now();
  const nowMs = () => round(performance.now() - startMs);
  /** @type {Recording} */
  const recording = {
    how: `npm run bench:interpolation -- --record (all players ${network === '' ? 'on loopback' : `behind "${network}"`})`,
    path: [],
    positions: [],
    motions: [],
  };
  /** The servers' clock, which is this machine's, from the start on. @param {number} ms */
  const since = (ms) => round(ms - performance.timeOrigin - startMs);
  const enter = (
    /** @type {number} */ port,
    /** @type {string} */ name,
    /** @type {import('../../client/events').YardClientEvents['onMessage']} */ onMessage,
  ) => {
    const profile = { name, colour: '#e69f00' };
    const player = new YardClient(`tcp://127.0.0.1:${port}`, profile, {
      onMessage,
      onState: () => undefined,
    });
    player.simulate(simulation);
    return player;
  };
  const walker = enter(PORTS.motions, 'Ada', () => undefined);
  const receivers = [
    enter(PORTS.motions, 'Grace', (message) => {
      if (message.address === 'heard') recording.motions.push([nowMs(), since(message.sentMs), EMPTY]);
      if (message.address !== '/motions') return;
      const { atMs, x, y, vx, vy, flags } = recordAt(message, 0, message.sentMs);
      const place = /** @type {const} */ ([round(x), round(y), vx, vy, flags]);
      recording.motions.push([nowMs(), since(message.sentMs), since(atMs), ...place]);
    }),
    enter(PORTS.positions, 'Grace', (message) => {
      if (message.address !== '/motions') return;
      const { x, y } = recordAt(message, 0, message.sentMs);
      recording.positions.push([nowMs(), since(message.sentMs), round(x), round(y)]);
    }),
  ];
  const positionsWalker = await positionsPlayer(PORTS.positions, simulation);
  const person = new Person(seeded(7));
  let lastMs = nowMs();
  const frames = setInterval(() => {
    const now = nowMs();
    const { isMotionDue, isPositionDue } = person.frame(now > ARRIVAL_MS ? now - lastMs : 0, now);
    lastMs = now;
    recording.path.push([now, round(person.motion.x), round(person.motion.y)]);
    if (isMotionDue) walker.move(person.motion);
    if (isPositionDue) positionsWalker.tell(person.motion);
  }, FRAME_MS);
  await delay(RECORDED_MS);
  clearInterval(frames);
  for (const player of [walker, positionsWalker, ...receivers]) player.leave();
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
