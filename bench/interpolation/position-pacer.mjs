// Version 1's way to tell a walk, with which motions are compared: positions, at most 30 a second.
const INTERVAL_MS = 1000 / 30;
/** The last place of a walk is sent so many times more: by that a rest is known from a silence of the network. */
const REST_REPEATS = 2;
/** So often a player sent its position again while it stood. */
const REPEAT_MS = 1000;

export class PositionPacer {
  #sent = { x: NaN, y: NaN };
  #sentMs = -Infinity;
  #repeats = 0;
  #dueMs = -Infinity;

  /** True when the position is to be sent now. @param {{ x: number, y: number }} position @param {number} nowMs */
  offer({ x, y }, nowMs) {
    if (nowMs < this.#dueMs) return false;
    const isAtRest = x === this.#sent.x && y === this.#sent.y;
    if (isAtRest && this.#repeats >= REST_REPEATS && nowMs - this.#sentMs <= REPEAT_MS) return false;
    this.#repeats = isAtRest ? this.#repeats + 1 : 0;
    this.#dueMs = INTERVAL_MS + (nowMs - this.#dueMs < INTERVAL_MS ? this.#dueMs : nowMs);
    this.#sent = { x, y };
    this.#sentMs = nowMs;
    return true;
  }
}
