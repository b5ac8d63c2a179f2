import { MOTION_MAX_PX_PER_S, WALKING_SPEED_PX_PER_S } from '../../shared/config';
import { HURRY } from '../motion/dead-reckoning';
import type { Box } from './crowding';

/** More avatars than this no page draws in time: of a larger crowd in sight those nearest to its middle are drawn. */
export const DRAWN_MAX = 600;
/** How much the circle changes in a frame in which too many, or far too few, are drawn. */
const RANGE_STEP = 1.02;
/** How much further away somebody is to be until they are drawn no more: nobody comes and goes in turn. */
const LEAVE_PX = 40;
/** How fast the camera and somebody who is drawn can come together, at most. */
const CLOSING_PX_PER_S = WALKING_SPEED_PX_PER_S + HURRY * MOTION_MAX_PX_PER_S;
/** Where somebody far away is, the map is told so often. */
const LONGEST_WAIT_MS = 250;
/** The camera does not walk further than this in a frame: it was put somewhere else. */
const LEAP_PX = 100;

/** Who of a crowd is to be drawn, since they are in sight, and when to look after the others again. Deterministic: no I/O, no clock. */
export class Sight {
  private readonly box: Box = { left: NaN, top: NaN, right: NaN, bottom: NaN };
  private rangePx = Infinity;

  /**
   * Once a frame. Returns false when everybody is to be looked after now, since the camera has leapt.
   * @param seen what of the yard is on the screen
   * @param marginPx how far from there somebody may still show
   * @param drawn how many are drawn now
   */
  update(seen: Box, marginPx: number, drawn: number): boolean {
    const { box } = this;
    const left = seen.left - marginPx;
    const top = seen.top - marginPx;
    const hasLeapt = !(Math.abs(left - box.left) < LEAP_PX && Math.abs(top - box.top) < LEAP_PX);
    box.left = left;
    box.top = top;
    box.right = seen.right + marginPx;
    box.bottom = seen.bottom + marginPx;
    const farthestPx = Math.hypot(box.right - left, box.bottom - top) / 2 + LEAVE_PX;
    if (drawn >= DRAWN_MAX) this.rangePx = Math.min(this.rangePx, farthestPx) / RANGE_STEP;
    else if (drawn < 0.9 * DRAWN_MAX) this.rangePx = Math.min(this.rangePx * RANGE_STEP, farthestPx);
    return !hasLeapt;
  }

  /** How far out of sight a place is, in pixels; 0 or less is in sight. @param isDrawn whether who is there is drawn */
  distancePx(x: number, y: number, isDrawn: boolean): number {
    const { left, top, right, bottom } = this.box;
    const outsidePx = Math.max(left - x, x - right, top - y, y - bottom);
    const beyondPx = Math.hypot(x - (left + right) / 2, y - (top + bottom) / 2) - this.rangePx;
    return Math.max(outsidePx, beyondPx) - (isDrawn ? LEAVE_PX : 0);
  }

  /** How long somebody so far out of sight need not be looked after: before that they cannot come into it. */
  waitMs(distancePx: number): number {
    return Math.min(LONGEST_WAIT_MS, (1000 * distancePx) / CLOSING_PX_PER_S);
  }
}
