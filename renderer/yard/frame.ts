import type { Box } from '../../shared/landscape/box';

/** One drawing of the yard. There is one such object, which is written anew for each: nothing is allocated per frame. */
export interface DrawnFrame {
  nowMs: number;
  /** Since the last frame. */
  dtSeconds: number;
  /** The person asked for less motion. */
  isCalm: boolean;
  /** What of the yard is seen, in its pixels. */
  readonly seen: Box;
}
