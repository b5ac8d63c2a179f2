import type { Box } from '../../shared/landscape/box';

/** More avatars than this no page draws in time: of a larger crowd in sight those nearest to its middle are drawn. */
export const DRAWN_MAX = 600;
/** How much the circle changes in a frame in which too many, or far too few, are drawn. */
const RANGE_STEP = 1.02;
/** How much further away somebody is to be until they are drawn no more: nobody comes and goes in turn. */
const LEAVE_PX = 40;
/** Who of a crowd is to be drawn, since they are in sight. Deterministic: no I/O, no clock. */
export class Sight {
  private readonly box: Box = { left: NaN, top: NaN, right: NaN, bottom: NaN };
  private rangePx = Infinity;

  /**
   * Once a frame.
   * @param seen what of the yard is on the screen
   * @param marginPx how far from there somebody may still show
   * @param drawn how many are drawn now
   */
  update(seen: Box, marginPx: number, drawn: number): void {
    const { box } = this;
    const left = seen.left - marginPx;
    const top = seen.top - marginPx;
    box.left = left;
    box.top = top;
    box.right = seen.right + marginPx;
    box.bottom = seen.bottom + marginPx;
    const farthestPx = Math.hypot(box.right - left, box.bottom - top) / 2 + LEAVE_PX;
    if (drawn >= DRAWN_MAX) this.rangePx = Math.min(this.rangePx, farthestPx) / RANGE_STEP;
    else if (drawn < 0.9 * DRAWN_MAX) this.rangePx = Math.min(this.rangePx * RANGE_STEP, farthestPx);
  }

  /** How far out of sight a place is, in pixels; 0 or less is in sight. @param isDrawn whether who is there is drawn */
  distancePx(x: number, y: number, isDrawn: boolean): number {
    const { left, top, right, bottom } = this.box;
    const outsidePx = Math.max(left - x, x - right, top - y, y - bottom);
    const [dx, dy] = [x - (left + right) / 2, y - (top + bottom) / 2];
    // Not by Math.hypot, which takes several times as long.
    const beyondPx = Math.sqrt(dx * dx + dy * dy) - this.rangePx;
    return Math.max(outsidePx, beyondPx) - (isDrawn ? LEAVE_PX : 0);
  }
}
