import { placeAt, type Motion, type Position, type YardSize } from '../../shared/movement';

/** Enough for a second of turns at the highest rate. */
const CAPACITY = 32;
const SAME_MS = 1;

/** The motions that somebody was told to have, in the order of their moments, however they came. Deterministic: no I/O, no clock. */
export class MotionTrack {
  private readonly motions: Readonly<Motion>[] = [];
  private readonly led: Position = { x: 0, y: 0 };

  /** The one with the latest moment. */
  get newest(): Readonly<Motion> | undefined {
    return this.motions.at(-1);
  }

  /** Whether this is the newest one, told again. Ages are rounded. */
  knows({ x, y, atMs }: Readonly<Motion>): boolean {
    const { newest } = this;
    return newest?.x === x && newest.y === y && Math.abs(newest.atMs - atMs) <= SAME_MS;
  }

  clear(): void {
    this.motions.length = 0;
  }

  /** Takes in a motion; one of a moment that is known stands in for it. What is older than all that is known is dropped. */
  push(motion: Readonly<Motion>): void {
    const { motions } = this;
    let index = motions.length;
    while (index > 0 && this.momentOf(index - 1) > motion.atMs) index--;
    if (index === 0 && motions.length > 0) return;
    const isKnown = this.momentOf(index - 1) === motion.atMs;
    motions.splice(isKnown ? index - 1 : index, isKnown ? 1 : 0, motion);
    if (motions.length > CAPACITY) motions.shift();
  }

  /** Writes into `out` where it was at that time: where the motion of then had led by then. */
  at(timeMs: number, size: YardSize, out: Position): void {
    let index = this.motions.length - 1;
    while (index > 0 && this.momentOf(index) > timeMs) index--;
    const motion = this.motions[index];
    if (motion) placeAt(motion, timeMs, size, out);
  }

  /**
   * Writes into `out` how far those motions that began after one time, up to another, began from where the ones before had
   * led: nothing for an honest walk, of which all is known.
   */
  jumpsBetween(fromMs: number, toMs: number, size: YardSize, out: Position): void {
    const { motions } = this;
    out.x = out.y = 0;
    for (let i = motions.length - 1; i > 0 && this.momentOf(i) > fromMs; i--) {
      const [before, motion] = [motions[i - 1], motions[i]];
      if (!before || !motion || motion.atMs > toMs) continue;
      const led = placeAt(before, motion.atMs, size, this.led);
      out.x += motion.x - led.x;
      out.y += motion.y - led.y;
    }
  }

  private momentOf(index: number): number {
    return this.motions[index]?.atMs ?? -Infinity;
  }
}
