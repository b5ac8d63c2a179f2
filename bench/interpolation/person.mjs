// A person at the keys, as the game moves its own player: frame by frame, and what is told of it in the two ways.
import { product } from '../source.mjs';
import { PositionPacer } from './position-pacer.mjs';

const { heldByFence, MotionPacer, velocityOf, walkOn, YARD_HEIGHT_PX, YARD_WIDTH_PX } = product;

export const FRAME_MS = 1000 / 60;
export const SIZE = { widthPx: YARD_WIDTH_PX, heightPx: YARD_HEIGHT_PX };
/** Near the edge somebody turns to the middle. */
const EDGE_PX = 300;

/** @typedef {import('../product').Position & import('../product').Velocity} PlaceAndVelocity */

export class Person {
  /** @type {PlaceAndVelocity} */
  motion = { x: SIZE.widthPx / 2, y: SIZE.heightPx / 2, vx: 0, vy: 0 };
  #keys;
  #motions = new MotionPacer();
  #positions = new PositionPacer();

  /** @param {() => number} random */
  constructor(random) {
    this.#keys = new Keys(random);
  }

  /**
   * Walks for one frame. Says what is to be told of it now: its motion, and its position where one tells that alone.
   * @param {number} dtMs @param {number} nowMs
   */
  frame(dtMs, nowMs) {
    const place = walkOn(this.motion, dtMs / 1000, SIZE);
    const velocity = heldByFence(place, velocityOf(this.#keys.direction(nowMs, place)), SIZE);
    this.motion = { ...place, ...velocity };
    return {
      isMotionDue: this.#motions.offer(this.motion, nowMs, SIZE),
      isPositionDue: this.#positions.offer(place, nowMs),
    };
  }
}

/** The keys that somebody holds: one or two for up to two seconds, every fourth time none. */
class Keys {
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
    ) => (position < EDGE_PX ? 1 : position > size - EDGE_PX ? -1 : Math.round(wish));
    this.#held = isRest
      ? { x: 0, y: 0 }
      : {
          x: towards(Math.cos(angle), x, SIZE.widthPx),
          y: towards(Math.sin(angle), y, SIZE.heightPx),
        };
    return this.#held;
  }
}
