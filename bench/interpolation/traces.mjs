// Traces: where one player was, and what another received of it. Simulated here from a seed; record.mjs records real ones.
import { product } from '../source.mjs';

const { PositionPacer, step, seeded } = product;

export const FRAME_MS = 1000 / 60;
const WALK_MS = 60_000;
/** So often a player sends its position again while it stands. */
const REPEAT_MS = 1000;

/**
 * @typedef {{ timeMs: number, x: number, y: number }} Point where the walker was, on the viewer's clock
 * @typedef {{ receivedMs: number, sentMs: number, x: number, y: number }} Received a position at the viewer: sentMs by the server's clock
 * @typedef {{ name: string, path: Point[], received: Received[] }} Trace
 */

/** @typedef {{ everyMs: number, forMs: number }} Stall */

/**
 * @typedef {object} Network what is simulated; times in ms
 * @property {[number, number]} up the shortest and the longest way from the walker to the server
 * @property {[number, number]} down and from the server to the viewer
 * @property {number} [loss] the share of packets that get lost on each way, from 0 to 1
 * @property {Stall} [stall] when nothing comes down, until all comes at once
 * @property {number} [clockRate] how fast the server's clock runs
 */

/** @type {Record<string, Network>} */
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
  return Object.entries(NETWORKS).map(([name, network], i) => simulate(name, network, seeded(i + 1)));
}

/** @param {string} name @param {Network} network @param {() => number} random @returns {Trace} */
function simulate(name, network, random) {
  const { path, sent } = walk(random);
  const { loss = 0, stall, clockRate = 1 } = network;
  const between = (/** @type {[number, number]} */ [low, high]) => low + random() * (high - low);
  const received = [];
  for (const { timeMs, x, y } of sent) {
    if (random() < loss) continue;
    const flushMs = timeMs + between(network.up);
    if (random() < loss) continue;
    const receivedMs = Math.max(flushMs + between(network.down), stall ? stallEndMs(stall, flushMs) : 0);
    received.push({ receivedMs, sentMs: flushMs * clockRate, x, y });
  }
  return { name, path, received: received.toSorted((a, b) => a.receivedMs - b.receivedMs) };
}

/** When the stall ends in which something was sent; 0 for none. @param {Stall} stall @param {number} sentMs */
function stallEndMs({ everyMs, forMs }, sentMs) {
  return sentMs % everyMs > everyMs - forMs ? Math.ceil(sentMs / everyMs) * everyMs : 0;
}

/**
 * A minute of a person's walk, frame by frame: keys held for a while, turns, and rests. It moves and sends by
 * the game's own rules: `step` and `PositionPacer`.
 * @param {() => number} random
 * @returns {{ path: Point[], sent: Point[] }}
 */
export function walk(random) {
  const path = [];
  const sent = [];
  const pacer = new PositionPacer();
  const keys = new Keys(random);
  let position = { x: 1200, y: 800 };
  for (let timeMs = 0; timeMs < WALK_MS; timeMs += FRAME_MS) {
    position = step(position, keys.direction(timeMs, position), FRAME_MS / 1000);
    path.push({ timeMs, ...position });
    const isSilent = timeMs - (sent.at(-1)?.timeMs ?? 0) > REPEAT_MS;
    if (pacer.offer(position, timeMs) || isSilent) sent.push({ timeMs, ...position });
  }
  return { path, sent };
}

/** The keys that somebody holds: one or two for up to two seconds, every fourth time none. */
export class Keys {
  #held = { x: 0, y: 0 };
  #untilMs = 0;
  #random;

  /** @param {() => number} random */
  constructor(random) {
    this.#random = random;
  }

  /** @param {number} nowMs @param {{ x: number, y: number }} position near the edge they point to the middle */
  direction(nowMs, { x, y }) {
    if (nowMs < this.#untilMs) return this.#held;
    this.#untilMs = nowMs + 200 + this.#random() * 1800;
    const isRest = this.#random() < 0.25;
    const angle = (Math.floor(this.#random() * 8) * Math.PI) / 4;
    const towards = (
      /** @type {number} */ wish,
      /** @type {number} */ position,
      /** @type {number} */ size,
    ) => (position < 300 ? 1 : position > size - 300 ? -1 : Math.round(wish));
    this.#held = isRest
      ? { x: 0, y: 0 }
      : { x: towards(Math.cos(angle), x, 2400), y: towards(Math.sin(angle), y, 1600) };
    return this.#held;
  }
}
