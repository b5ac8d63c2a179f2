import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';

/** How much of the land outside the fence may be seen. */
const MARGIN_PX = 60;

/** The size of what is seen, in pixels. */
export interface Viewport {
  width: number;
  height: number;
}

/**
 * Where the yard's origin lies on the screen when the camera looks at `target`. The target is in the middle, except
 * near the edge, where the camera stops; a yard smaller than the screen stays in the middle.
 */
export function yardOrigin(target: Position, viewport: Viewport): Position {
  return {
    x: axisOrigin(target.x, viewport.width, YARD_WIDTH_PX),
    y: axisOrigin(target.y, viewport.height, YARD_HEIGHT_PX),
  };
}

function axisOrigin(target: number, seen: number, yard: number): number {
  const farthest = seen - yard - MARGIN_PX;
  if (farthest > MARGIN_PX) return (seen - yard) / 2;
  return Math.min(MARGIN_PX, Math.max(farthest, seen / 2 - target));
}
