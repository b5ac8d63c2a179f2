// The ways to draw another player that are compared.
import { product } from '../source.mjs';
import { SIZE } from './person.mjs';

const { AvatarMotion, Interpolation, MotionSources, ServerClock } = product;

/**
 * @typedef {import('./traces.mjs').ReceivedPosition} Received
 * @typedef {object} Drawing one avatar
 * @property {(nowMs: number, out: { x: number, y: number }) => void} at asked once a frame
 * @property {() => number} delayMs how far in the past it draws, by itself
 *
 * @typedef {Drawing & { told: 'positions', receive: (received: Received) => void }} OfPositions
 * @typedef {Drawing & { told: 'motions', receive: (received: import('./traces.mjs').ReceivedMotion) => void }} OfMotions
 * @typedef {OfPositions | OfMotions} System
 */

const LINEAR_DELAY_MS = 100;

/** @type {Record<string, () => System>} */
export const SYSTEMS = {
  /** Ours. */
  motions() {
    const sources = new MotionSources(SIZE);
    const avatar = new AvatarMotion(sources);
    return {
      told: 'motions',
      receive({ sentMs, receivedMs, motion }) {
        sources.clock.addSample(sentMs, receivedMs);
        if (motion) avatar.push(motion, receivedMs);
      },
      at: (nowMs, out) => void avatar.at(nowMs, out),
      delayMs: () => avatar.delayMs,
    };
  },

  /** Ours for who is known by positions alone: version 1's for everybody. */
  positions() {
    const clock = new ServerClock();
    const interpolation = new Interpolation(clock);
    return {
      told: 'positions',
      receive({ sentMs, receivedMs, x, y }) {
        clock.addSample(sentMs, receivedMs);
        interpolation.push({ x, y }, sentMs, receivedMs);
      },
      at: (nowMs, out) => void interpolation.at(nowMs, out),
      delayMs: () => interpolation.delayMs,
    };
  },

  newest() {
    let newest = { sentMs: -Infinity, x: 0, y: 0 };
    return {
      told: 'positions',
      receive(received) {
        if (received.sentMs > newest.sentMs) newest = received;
      },
      at(_, out) {
        out.x = newest.x;
        out.y = newest.y;
      },
      delayMs: () => 0,
    };
  },

  /** By the time of arrival, as tutorials have it. */
  'fixed 100 ms'() {
    return linear(({ receivedMs }) => receivedMs);
  },

  /** By the time tag; the first message sets the clock. */
  'fixed 100 ms, tags'() {
    /** @type {number | undefined} */
    let offsetMs;
    return linear(({ sentMs, receivedMs }) => sentMs + (offsetMs ??= receivedMs - sentMs));
  },
};

/** @param {(received: Received) => number} timeOf @returns {System} */
function linear(timeOf) {
  /** @type {{ timeMs: number, x: number, y: number }[]} */
  const buffer = [];
  return {
    told: 'positions',
    receive(received) {
      const timeMs = timeOf(received);
      const after = buffer.findIndex((one) => one.timeMs > timeMs);
      buffer.splice(after === -1 ? buffer.length : after, 0, { timeMs, x: received.x, y: received.y });
      if (buffer.length > 64) buffer.shift();
    },
    at(nowMs, out) {
      const timeMs = nowMs - LINEAR_DELAY_MS;
      const index = buffer.findLastIndex((one) => one.timeMs <= timeMs);
      const from = buffer[Math.max(0, index)];
      if (!from) return;
      const to = buffer[Math.max(0, index) + 1] ?? from;
      const share =
        to.timeMs > from.timeMs
          ? Math.max(0, Math.min(1, (timeMs - from.timeMs) / (to.timeMs - from.timeMs)))
          : 0;
      out.x = from.x + (to.x - from.x) * share;
      out.y = from.y + (to.y - from.y) * share;
    },
    delayMs: () => LINEAR_DELAY_MS,
  };
}
