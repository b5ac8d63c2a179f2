// Plays a trace to a system, frame by frame, and measures what it draws.
import { quantile } from '../quantile.mjs';
import { FRAME_MS } from './person.mjs';

/** The delay adapts to the network in the first seconds: they do not count. */
const WARM_UP_MS = 5000;
const LONGEST_LAG_MS = 400;

/**
 * @typedef {import('./traces.mjs').Trace} Trace
 * @typedef {{ nowMs: number, x: number, y: number, delayMs: number }} Frame
 * @typedef {object} Verdict distances in px
 * @property {number} mean
 * @property {number} p95
 * @property {number} jump the farthest from one frame to the next
 * @property {number} lagMs how far in the past it draws, on average: its own delay and the network's
 * @property {number} nowP95 the error against where the walker is at that moment
 * @property {Frame[]} frames
 */

/** @param {Trace} trace @param {import('./systems.mjs').System} system @returns {Verdict} */
export function judge(trace, system) {
  const frames = play(trace, system).filter(({ nowMs }) => nowMs >= WARM_UP_MS);
  const truePosition = positionOn(trace.path);
  const errors = (/** @type {number} */ lagMs, /** @type {boolean} */ ownDelay) =>
    frames.map(({ nowMs, x, y, delayMs }) => {
      const truth = truePosition(nowMs - lagMs - (ownDelay ? delayMs : 0));
      return Math.hypot(x - truth.x, y - truth.y);
    });
  // A system is granted the network's latency that suits it best: what it draws is compared with that moment.
  let lagMs = 0;
  for (const { fromMs, toMs, stepMs } of [
    { fromMs: 0, toMs: LONGEST_LAG_MS, stepMs: 5 },
    { fromMs: -5, toMs: 5, stepMs: 0.1 },
  ]) {
    const tries = [];
    for (let tryMs = lagMs + fromMs; tryMs <= lagMs + toMs; tryMs += stepMs)
      tries.push({ tryMs, error: mean(errors(tryMs, true)) });
    lagMs = tries.reduce((best, one) => (one.error < best.error ? one : best)).tryMs;
  }
  const shown = errors(lagMs, true);
  const jumps = frames
    .slice(1)
    .map(({ x, y }, i) => Math.hypot(x - (frames[i]?.x ?? x), y - (frames[i]?.y ?? y)));
  return {
    mean: mean(shown),
    p95: quantile(shown, 0.95),
    jump: Math.max(...jumps),
    lagMs: lagMs + mean(frames.map(({ delayMs }) => delayMs)),
    nowP95: quantile(errors(0, false), 0.95),
    frames,
  };
}

/** @param {Trace} trace @param {import('./systems.mjs').System} system @returns {Frame[]} */
function play({ path, positions, motions }, system) {
  return system.told === 'motions' ? playTo(path, motions, system) : playTo(path, positions, system);
}

/**
 * @template {import('./traces.mjs').Bundle} T
 * @param {Trace['path']} path @param {T[]} received
 * @param {{ receive: (received: T) => void } & Pick<import('./systems.mjs').System, 'at' | 'delayMs'>} system
 * @returns {Frame[]}
 */
function playTo(path, received, system) {
  const endMs = path.at(-1)?.timeMs ?? 0;
  const out = { x: 0, y: 0 };
  const frames = [];
  let next = 0;
  for (let nowMs = received[0]?.receivedMs ?? 0; nowMs < endMs; nowMs += FRAME_MS) {
    for (let one = received[next]; one && one.receivedMs <= nowMs; one = received[++next])
      system.receive(one);
    system.at(nowMs, out);
    frames.push({ nowMs, ...out, delayMs: system.delayMs() });
  }
  return frames;
}

/** Where the walker was at a time. @param {import('./traces.mjs').Point[]} path */
function positionOn(path) {
  return (/** @type {number} */ timeMs) => {
    let [low, high] = [0, path.length - 1];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((path[middle]?.timeMs ?? 0) <= timeMs) low = middle;
      else high = middle;
    }
    const [from, to] = [path[low], path[high]];
    if (!from || !to) return { x: 0, y: 0 };
    const share = Math.max(0, Math.min(1, (timeMs - from.timeMs) / (to.timeMs - from.timeMs)));
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  };
}

/** @param {number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;
