import type { Direction } from '../../shared/movement';

/** So many headings round, and so many speeds up to the fastest. */
const HEADINGS = 64;
const SPEEDS = 8;
/** A value that left its step by so much, in steps, has another one: a stick that trembles on an edge does not change it. */
const LEAVES_AT = 0.75;
const ROUNDING = 10_000;

/**
 * Makes a few headings and speeds of a stick's many, with hysteresis: a motion is told when it changes, and a thumb is
 * never quite still. Keys point along headings as they are. Deterministic: no I/O, no clock.
 */
export class Quantizer {
  private heading = 0;
  private speed = 0;

  /** Where to walk, for where the controls point. */
  quantize({ x, y }: Direction): Direction {
    const tilt = Math.min(1, Math.hypot(x, y)) * SPEEDS;
    if (Math.abs(tilt - this.speed) > LEAVES_AT || tilt === 0 || tilt === SPEEDS)
      this.speed = Math.round(tilt);
    if (this.speed === 0) return { x: 0, y: 0 };
    const turns = (Math.atan2(y, x) / (2 * Math.PI)) * HEADINGS;
    const off = turns - this.heading - HEADINGS * Math.round((turns - this.heading) / HEADINGS);
    if (Math.abs(off) > LEAVES_AT || Math.round(turns) === turns) this.heading = Math.round(turns);
    const angle = (this.heading / HEADINGS) * 2 * Math.PI;
    const length = this.speed / SPEEDS;
    return { x: rounded(length * Math.cos(angle)), y: rounded(length * Math.sin(angle)) };
  }
}

function rounded(value: number): number {
  // Not -0, which is another number to some.
  return Math.round(value * ROUNDING) / ROUNDING + 0;
}
