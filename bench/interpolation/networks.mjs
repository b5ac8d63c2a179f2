// What a viewer receives of a walk over a simulated network, by way of a server: its positions, or its motions.
import { product } from '../source.mjs';
import { SIZE } from './person.mjs';

const { MOTION_RETOLD_MS, NetworkMeter, PlayerMotion, ServerTime } = product;

/** While somebody walks nobody is sent nothing for so long: an empty bundle comes, as the server sends it. */
const SILENCE_MAX_MS = 100;
/** The server looks so often for what is to be told once more. */
const FLUSH_INTERVAL_MS = 40;
const PING_INTERVAL_MS = 1000;
/** Where the simulated server's clock begins: somewhere. */
const SERVER_STARTS_MS = 5_000_000;

/** @typedef {{ everyMs: number, forMs: number }} Stall */

/**
 * @typedef {object} Network what is simulated; times in ms
 * @property {[number, number]} up the shortest and the longest way between the walker and the server
 * @property {[number, number]} down and from the server to the viewer
 * @property {number} [loss] the share of packets that get lost on each way, from 0 to 1
 * @property {Stall} [stall] when nothing comes down, until all comes at once
 * @property {number} [clockRate] how fast the server's clock runs
 */

/** @typedef {import('./traces.mjs').Point} Point */

/**
 * @param {Point[]} sent @param {Network} network @param {() => number} random
 * @returns {import('./traces.mjs').ReceivedPosition[]}
 */
export function tellPositions(sent, network, random) {
  const received = [];
  for (const { timeMs, x, y } of sent) {
    const flushMs = arrivalMs(timeMs, network.up, network, random);
    const receivedMs = flushMs && downMs(flushMs, network, random);
    if (receivedMs) received.push({ receivedMs, sentMs: serverMs(flushMs, network), x, y });
  }
  return received.toSorted((a, b) => a.receivedMs - b.receivedMs);
}

/**
 * The motions bear the moment that the game's client gives them, and the game's server judges them.
 * @param {import('./traces.mjs').Sent[]} sent @param {number} endMs @param {Network} network @param {() => number} random
 * @returns {import('./traces.mjs').ReceivedMotion[]}
 */
export function tellMotions(sent, endMs, network, random) {
  const arrived = dated(sent, endMs, network, random).toSorted((a, b) => a.arrivedMs - b.arrivedMs);
  const player = new PlayerMotion(SIZE);
  /** @type {import('./traces.mjs').ReceivedMotion[]} */
  const received = [];
  let lastMs = 0;
  const tell = (
    /** @type {number} */ flushMs,
    /** @type {import('../product').MotionRecord | undefined} */ motion,
  ) => {
    lastMs = flushMs;
    const receivedMs = downMs(flushMs, network, random);
    if (receivedMs)
      received.push({ receivedMs, sentMs: serverMs(flushMs, network), ...(motion && { motion }) });
  };
  /** @type {{ record: import('../product').MotionRecord, dueMs: number }[]} */
  let again = [];
  for (const { motion, tagMs, arrivedMs } of arrived) {
    for (const { record, dueMs } of again) if (dueMs < arrivedMs) tell(dueMs, record);
    while (arrivedMs - lastMs > SILENCE_MAX_MS) tell(lastMs + SILENCE_MAX_MS, undefined);
    const nowMs = serverMs(arrivedMs, network);
    if (!player.setMotion(motion, tagMs, nowMs).isNews || !player.current) continue;
    // An age is told in whole milliseconds.
    const atMs = nowMs - Math.round(nowMs - player.current.atMs);
    const record = { id: 1, ...player.current, atMs, flags: player.flags };
    tell(arrivedMs, record);
    again = MOTION_RETOLD_MS.map((laterMs) => {
      const dueMs = Math.ceil((arrivedMs + laterMs) / FLUSH_INTERVAL_MS) * FLUSH_INTERVAL_MS;
      return { record, dueMs };
    });
  }
  return received.toSorted((a, b) => a.receivedMs - b.receivedMs);
}

/** When each motion came to the server, and of which moment it says it is. What got lost is left out.
 * @param {import('./traces.mjs').Sent[]} sent @param {number} endMs @param {Network} network @param {() => number} random
 */
function dated(sent, endMs, network, random) {
  const time = new ServerTime();
  const meter = new NetworkMeter();
  const heard = [];
  for (let tagMs = 0; tagMs < endMs; tagMs += SILENCE_MAX_MS) {
    const atMs = arrivalMs(tagMs, network.up, network, random);
    if (atMs) heard.push({ atMs, hear: () => time.addArrival(serverMs(tagMs, network), atMs) });
  }
  for (let pingMs = 0; pingMs < endMs; pingMs += PING_INTERVAL_MS) {
    const pongMs = arrivalMs(pingMs, network.up, network, random);
    const atMs = pongMs && arrivalMs(pongMs, network.up, network, random);
    heard.push({ atMs: pingMs, hear: () => meter.addPing(pingMs, pingMs) });
    if (!atMs) continue;
    heard.push({ atMs, hear: () => time.addRoundTrip(meter.addPong(pingMs, atMs) ?? Infinity) });
  }
  heard.sort((a, b) => a.atMs - b.atMs);
  let next = 0;
  const arrived = [];
  for (const [i, motion] of sent.entries()) {
    const { timeMs } = motion;
    for (; (heard[next]?.atMs ?? Infinity) <= timeMs; next++) heard[next]?.hear();
    const isLossy = meter.isLossy(timeMs);
    const again = MOTION_RETOLD_MS.map((laterMs) => timeMs + laterMs).filter(
      (atMs) => isLossy && atMs < (sent[i + 1]?.timeMs ?? Infinity),
    );
    for (const atMs of [timeMs, ...again]) {
      const arrivedMs = arrivalMs(atMs, network.up, network, random);
      if (arrivedMs) arrived.push({ motion, tagMs: time.at(timeMs), arrivedMs });
    }
  }
  return arrived;
}

/** When a packet arrives; 0 when it gets lost. @param {number} sentMs @param {[number, number]} way @param {Network} network @param {() => number} random */
function arrivalMs(sentMs, [low, high], { loss = 0 }, random) {
  return random() < loss ? 0 : sentMs + low + random() * (high - low);
}

/** When a flush is at the viewer; 0 when it gets lost. @param {number} flushMs @param {Network} network @param {() => number} random */
function downMs(flushMs, network, random) {
  const receivedMs = arrivalMs(flushMs, network.down, network, random);
  return receivedMs && Math.max(receivedMs, network.stall ? stallEndMs(network.stall, flushMs) : 0);
}

/** When the stall ends in which something was sent; 0 for none. @param {Stall} stall @param {number} sentMs */
function stallEndMs({ everyMs, forMs }, sentMs) {
  return sentMs % everyMs > everyMs - forMs ? Math.ceil(sentMs / everyMs) * everyMs : 0;
}

/** The server's clock at a time of the viewer's. @param {number} timeMs @param {Network} network */
function serverMs(timeMs, { clockRate = 1 }) {
  return SERVER_STARTS_MS + timeMs * clockRate;
}
