import { placeAt, type Motion, type Position, type YardSize } from '../../shared/movement';

/** So many motions of one player are kept, and of those older than this only the newest. */
const MOTIONS_MAX = 16;
const KEPT_MS = 400;

/**
 * The last motions of one player, for where it was a moment ago: what it told since then does not change that.
 * Deterministic: no I/O, no clock.
 */
export class MotionHistory {
  /** The oldest first. */
  private readonly motions: Readonly<Motion>[] = [];
  private readonly size: YardSize;

  constructor(size: YardSize) {
    this.size = size;
  }

  /** A motion is the current one from its moment on, which is no earlier than that of the last. */
  add(motion: Readonly<Motion>): void {
    const { motions } = this;
    // What was told meanwhile of a later moment is taken back, as of who is halted.
    while ((motions.at(-1)?.atMs ?? -Infinity) > motion.atMs) motions.pop();
    motions.push(motion);
    while (motions.length > MOTIONS_MAX || (motions[1]?.atMs ?? Infinity) < motion.atMs - KEPT_MS)
      motions.shift();
  }

  /** Where the player was at a moment; undefined before its first motion. */
  at(timeMs: number, out?: Position): Position | undefined {
    const { motions } = this;
    let i = motions.length - 1;
    while (i > 0 && (motions[i]?.atMs ?? 0) > timeMs) i--;
    const motion = motions[i];
    return motion && placeAt(motion, timeMs, this.size, out);
  }
}
