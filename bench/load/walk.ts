/**
 * The walkers of the load, and how old a position is. No system's message has room for a time, and none needs it: the
 * fractions of x and y, in steps of 1/32 px, number each position of a walker, and the walkers know when they were there.
 * Whoever reads a position knows with the number which one it is.
 * Deterministic: no I/O, no clock.
 */
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../product';

/** Below the speed limit, rounding included. */
const SPEED_PX_PER_S = 200;
const FRACTION_STEPS = 32;
/** Positions of one walker with numbers of their own: 51 s of them at 20 Hz, 17 s at 60 Hz. */
export const NUMBERS = FRACTION_STEPS * FRACTION_STEPS;
/** In turning, in radians a step: a stroll, not a march. */
const TURN_PER_STEP = 0.1;

export class Walkers {
  readonly count: number;
  /** Where each is, index by index: what it sent last. */
  readonly xs: Float64Array;
  readonly ys: Float64Array;
  private readonly stepPx: number;
  private readonly random: () => number;
  private readonly headings: Float64Array;
  /** Without the number in them. */
  private readonly baseXs: Float64Array;
  private readonly baseYs: Float64Array;
  private readonly steps: Uint32Array;
  private readonly sentMs: Float64Array;

  /** @param random a source of numbers from 0 up to 1: the same numbers make the same walks */
  constructor(count: number, rateHz: number, random: () => number) {
    this.count = count;
    this.stepPx = SPEED_PX_PER_S / rateHz;
    this.random = random;
    const array = (make: () => number): Float64Array => Float64Array.from({ length: count }, make);
    this.baseXs = array(() => random() * (YARD_WIDTH_PX - 1));
    this.baseYs = array(() => random() * (YARD_HEIGHT_PX - 1));
    this.headings = array(() => random() * 2 * Math.PI);
    this.xs = this.baseXs.map(Math.floor);
    this.ys = this.baseYs.map(Math.floor);
    this.steps = new Uint32Array(count);
    this.sentMs = new Float64Array(count * NUMBERS).fill(NaN);
  }

  /** Moves walker number `i` by one step, to the position that it sends at `nowMs`. */
  step(i: number, nowMs: number): void {
    let heading = (this.headings[i] ?? 0) + (this.random() - 0.5) * 2 * TURN_PER_STEP;
    let x = (this.baseXs[i] ?? 0) + Math.cos(heading) * this.stepPx;
    let y = (this.baseYs[i] ?? 0) + Math.sin(heading) * this.stepPx;
    if (x < 0 || x > YARD_WIDTH_PX - 1) {
      heading = Math.PI - heading;
      x = this.baseXs[i] ?? 0;
    }
    if (y < 0 || y > YARD_HEIGHT_PX - 1) {
      heading = -heading;
      y = this.baseYs[i] ?? 0;
    }
    this.headings[i] = heading;
    this.baseXs[i] = x;
    this.baseYs[i] = y;
    const number = (this.steps[i] = ((this.steps[i] ?? 0) + 1) % NUMBERS);
    this.xs[i] = Math.floor(x) + (number % FRACTION_STEPS) / FRACTION_STEPS;
    this.ys[i] = Math.floor(y) + Math.floor(number / FRACTION_STEPS) / FRACTION_STEPS;
    this.sentMs[i * NUMBERS + number] = nowMs;
  }

  /** How old a position of walker number `i` is; NaN for one that it never sent. */
  ageMs(i: number, x: number, y: number, nowMs: number): number {
    const number = (x % 1) * FRACTION_STEPS + (y % 1) * FRACTION_STEPS * FRACTION_STEPS;
    return nowMs - (this.sentMs[i * NUMBERS + number] ?? NaN);
  }
}
