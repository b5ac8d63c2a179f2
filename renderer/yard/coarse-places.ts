import { MOTION_MAX_PX_PER_S } from '../../shared/config';
import type { Motion, Position, YardSize } from '../../shared/movement';
import { placeAt } from '../../shared/movement';

/** How far from its newest motion somebody may be drawn: as far as one walks in the longest of the delays, and a little more. */
export const COARSE_PX = (MOTION_MAX_PX_PER_S * 350) / 1000;
/** x, y, vx, vy, atMs. */
const FIELDS = 5;

/**
 * Where each of a crowd is by its newest motion alone, which is nearer to where it is drawn than COARSE_PX: enough for the
 * map, and to know who is far out of sight. In one array, since to look at thousands of tracks takes a millisecond for want
 * of the processor's cache. Deterministic: no I/O, no clock.
 */
export class CoarsePlaces {
  private values = new Float64Array(FIELDS * 64);
  private readonly motion: Motion = { x: 0, y: 0, vx: 0, vy: 0, atMs: 0 };

  /** @param i a small whole number: whose motion this is */
  set(i: number, { x, y, vx, vy, atMs }: Readonly<Motion>): void {
    const at = FIELDS * i;
    if (at >= this.values.length) {
      const larger = new Float64Array(2 * Math.max(this.values.length, at));
      larger.set(this.values);
      this.values = larger;
    }
    const { values } = this;
    values[at] = x;
    values[at + 1] = y;
    values[at + 2] = vx;
    values[at + 3] = vy;
    values[at + 4] = atMs;
  }

  /** The motion of number `from` is that of number `to` from now on. */
  move(from: number, to: number): void {
    this.values.copyWithin(FIELDS * to, FIELDS * from, FIELDS * (from + 1));
  }

  /** Writes into `out`, and returns, where number `i` was at a time of the server's clock. */
  at(i: number, timeMs: number, size: YardSize, out: Position): Position {
    const { values, motion } = this;
    const at = FIELDS * i;
    motion.x = values[at] ?? 0;
    motion.y = values[at + 1] ?? 0;
    motion.vx = values[at + 2] ?? 0;
    motion.vy = values[at + 3] ?? 0;
    motion.atMs = values[at + 4] ?? 0;
    return placeAt(motion, timeMs, size, out);
  }
}
