// The ways to draw another player that are compared.
import { product } from '../source.mjs';

const { Interpolation, ServerClock } = product;

/**
 * @typedef {import('./traces.mjs').Received} Received
 * @typedef {object} System one avatar
 * @property {(received: Received) => void} receive a position that has just arrived
 * @property {(nowMs: number, out: { x: number, y: number }) => void} at asked once a frame
 * @property {() => number} delayMs how far in the past it draws, by itself
 */

const LINEAR_DELAY_MS = 100;

/** @type {Record<string, () => System>} */
export const SYSTEMS = {
  ours() {
    const clock = new ServerClock();
    const interpolation = new Interpolation(clock);
    return {
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
