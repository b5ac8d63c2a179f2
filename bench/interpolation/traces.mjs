// Traces: where one player was, and what another received of it. Simulated here from a seed; record.mjs records real ones.
import { product } from '../source.mjs';
import { FRAME_MS, Person } from './person.mjs';
import { tellMotions, tellPositions } from './networks.mjs';

const { seeded } = product;

const WALK_MS = 60_000;

/**
 * @typedef {{ timeMs: number, x: number, y: number }} Point where the walker was, on the viewer's clock
 * @typedef {Point & { vx: number, vy: number }} Sent a motion
 * @typedef {{ receivedMs: number, sentMs: number }} Bundle at the viewer: sentMs by the server's clock
 * @typedef {Bundle & { x: number, y: number }} ReceivedPosition
 * @typedef {Bundle & { motion?: import('../product').MotionRecord }} ReceivedMotion none in an empty bundle
 * @typedef {{ name: string, path: Point[], positions: ReceivedPosition[], motions: ReceivedMotion[] }} Trace
 */

/** @type {Record<string, import('./networks.mjs').Network>} */
const NETWORKS = {
  'steady 30 Hz': { up: [1, 2], down: [1, 2] },
  '80 ± 30 ms': { up: [1, 2], down: [50, 110] },
  '80 ± 30 ms both ways': { up: [50, 110], down: [50, 110] },
  '5 % loss': { up: [1, 2], down: [1, 2], loss: 0.05 },
  '400 ms stalls': { up: [1, 2], down: [1, 2], stall: { everyMs: 5000, forMs: 400 } },
  'clock 2 x as fast': { up: [1, 2], down: [1, 2], clockRate: 2 },
};

/** @returns {Trace[]} */
export function simulatedTraces() {
  return Object.entries(NETWORKS).map(([name, network], i) => {
    const random = seeded(i + 1);
    const { path, positions, motions } = walk(random);
    return {
      name,
      path,
      positions: tellPositions(positions, network, random),
      motions: tellMotions(motions, WALK_MS, network, random),
    };
  });
}

/** A minute of a person's walk. @param {() => number} random */
function walk(random) {
  const person = new Person(random);
  /** @type {Point[]} */
  const path = [];
  /** @type {Point[]} */
  const positions = [];
  /** @type {Sent[]} */
  const motions = [];
  for (let timeMs = 0; timeMs < WALK_MS; timeMs += FRAME_MS) {
    const { isMotionDue, isPositionDue } = person.frame(FRAME_MS, timeMs);
    const { x, y } = person.motion;
    path.push({ timeMs, x, y });
    if (isPositionDue) positions.push({ timeMs, x, y });
    if (isMotionDue) motions.push({ timeMs, ...person.motion });
  }
  return { path, positions, motions };
}
