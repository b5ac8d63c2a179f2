import { MOTION_RATE_HZ, MOTION_REPEAT_MS } from './config';
import { placeAt, type Motion, type Position, type Velocity, type YardSize } from './movement';

const INTERVAL_MS = 1000 / MOTION_RATE_HZ;
/** Where the last motion led, within so much: frames do not add up to just what a straight line says. */
const SAME_PX = 1;

/**
 * Decides when a motion is worth telling: dead reckoning (IEEE 1278.1) with a threshold. Whoever was told the last one
 * knows where it leads, so a new one is told when it leads elsewhere, at most MOTION_RATE_HZ times a second, and when
 * MOTION_REPEAT_MS have passed. It is always told, if it is offered again until it is due.
 */
export class MotionPacer {
  private told: Motion | undefined;
  private dueMs = -Infinity;
  private readonly expected: Position = { x: 0, y: 0 };

  /** True when somebody who is here now and goes on like this is to tell so now. */
  offer(motion: Readonly<Position & Velocity>, nowMs: number, size: YardSize): boolean {
    if (nowMs < this.dueMs || !this.isNews(motion, nowMs, size)) return false;
    // Counted from when it was due, so that frames a little out of step do not lower the rate.
    this.dueMs = INTERVAL_MS + (nowMs - this.dueMs < INTERVAL_MS ? this.dueMs : nowMs);
    this.told = { x: motion.x, y: motion.y, vx: motion.vx, vy: motion.vy, atMs: nowMs };
    return true;
  }

  private isNews(motion: Readonly<Position & Velocity>, nowMs: number, size: YardSize): boolean {
    const { told, expected } = this;
    if (!told || nowMs - told.atMs >= MOTION_REPEAT_MS) return true;
    if (motion.vx !== told.vx || motion.vy !== told.vy) return true;
    placeAt(told, nowMs, size, expected);
    return Math.hypot(motion.x - expected.x, motion.y - expected.y) > SAME_PX;
  }
}
