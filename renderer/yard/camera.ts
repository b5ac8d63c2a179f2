import type { Position, YardSize } from '../../shared/movement';

/** How much of the land outside the fence may be seen. */
const MARGIN_PX = 60;
/** How far the camera drifts from the middle behind the lobby, and how long it takes to come back. */
const DRIFT = { xPx: 460, yPx: 280, xMs: 97_000, yMs: 61_000 } as const;

/** The size of what is seen, in pixels. */
export interface Viewport {
  width: number;
  height: number;
}

/**
 * Where the yard's origin lies on the screen when the camera looks at `target`, written to `origin`. The target is in the
 * middle, except near the edge, where the camera stops; a yard smaller than the screen stays in the middle. Deterministic: no I/O, no clock.
 */
export function yardOrigin(target: Position, viewport: Viewport, size: YardSize, origin: Position): void {
  origin.x = axisOrigin(target.x, viewport.width, size.widthPx);
  origin.y = axisOrigin(target.y, viewport.height, size.heightPx);
}

function axisOrigin(target: number, seen: number, yard: number): number {
  const farthest = seen - yard - MARGIN_PX;
  if (farthest > MARGIN_PX) return (seen - yard) / 2;
  return Math.min(MARGIN_PX, Math.max(farthest, seen / 2 - target));
}

/** Where a camera looks that nobody leads: slowly around the middle of the yard. Written to `target`. Deterministic: no I/O, no clock. */
export function drift(nowMs: number, { widthPx, heightPx }: YardSize, target: Position): void {
  target.x = widthPx / 2 + DRIFT.xPx * Math.sin((2 * Math.PI * nowMs) / DRIFT.xMs);
  target.y = heightPx / 2 + DRIFT.yPx * Math.sin((2 * Math.PI * nowMs) / DRIFT.yMs);
}
