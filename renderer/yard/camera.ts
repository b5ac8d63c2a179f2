import type { Position, YardSize } from '../../shared/movement';
import type { Box } from './crowding';

/** How much of the land outside the fence may be seen where nothing lies over the yard. */
const MARGIN_PX = 60;
/** From the middle of an avatar to what of it reaches farthest: its name above, its feet below. */
const FIGURE_PX = { side: 40, above: 54, below: 34 } as const;
/** So far beside an overlay at the top or bottom the camera begins to give way, so that it does not jump. */
const RAMP_PX = 240;
/** What covers more of the screen than this share leaves no place to be moved to. */
const OVERLAY_SHARE_MAX = 0.6;
/** In this time the margins come two thirds of the way to what they are to be. */
const EASE_MS = 120;
/** How far the camera drifts from the middle behind the lobby, and how long it takes to come back. */
const DRIFT = { xPx: 460, yPx: 280, xMs: 97_000, yMs: 61_000 } as const;

/** The size of what is seen, in pixels. */
export interface Viewport {
  width: number;
  height: number;
}

/** How far from each edge of the screen the yard's edge stops, and the avatar too, in pixels. */
export type Margins = Box;

export const NO_OVERLAYS: Margins = { left: MARGIN_PX, top: MARGIN_PX, right: MARGIN_PX, bottom: MARGIN_PX };

/**
 * The margins with which an avatar at `target` is not covered. Each overlay is cleared at the edge of the screen that it is
 * nearest to; one at the top or bottom only while the avatar is near its sides. Deterministic: no I/O, no clock.
 *
 * @param overlays what lies over the yard, in pixels of the screen
 */
export function marginsFor(
  overlays: readonly Box[],
  target: Position,
  viewport: Viewport,
  size: YardSize,
): Margins {
  const margins = { ...NO_OVERLAYS };
  for (const overlay of overlays) {
    const { edge, depthPx } = nearestEdge(overlay, viewport);
    if (edge === 'left' || edge === 'right')
      margins[edge] = Math.max(margins[edge], depthPx + FIGURE_PX.side);
  }
  const x = target.x + axisOrigin(target.x, viewport.width, size.widthPx, margins.left, margins.right);
  for (const overlay of overlays) {
    const { edge, depthPx } = nearestEdge(overlay, viewport);
    if (edge !== 'top' && edge !== 'bottom') continue;
    const neededPx = depthPx + (edge === 'top' ? FIGURE_PX.above : FIGURE_PX.below);
    const besidePx = Math.max(0, overlay.left - FIGURE_PX.side - x, x - overlay.right - FIGURE_PX.side);
    const marginPx = MARGIN_PX + (neededPx - MARGIN_PX) * smoothstep(1 - besidePx / RAMP_PX);
    margins[edge] = Math.max(margins[edge], marginPx);
  }
  return margins;
}

/** Moves `margins` towards `wanted` as far as it goes in `dtSeconds`. Deterministic: no I/O, no clock. */
export function easeMargins(margins: Margins, wanted: Margins, dtSeconds: number): void {
  const share = 1 - Math.exp((-1000 * dtSeconds) / EASE_MS);
  for (const edge of ['left', 'top', 'right', 'bottom'] as const) {
    const restPx = wanted[edge] - margins[edge];
    margins[edge] = Math.abs(restPx) < 0.5 ? wanted[edge] : margins[edge] + restPx * share;
  }
}

/**
 * Where the yard's origin lies on the screen when the camera looks at `target`, written to `origin`. The target is in the
 * middle, or as near to it as the margins leave room; near the yard's edge the camera stops, and a yard smaller than the
 * screen stays in the middle. Deterministic: no I/O, no clock.
 */
export function yardOrigin(
  target: Position,
  viewport: Viewport,
  size: YardSize,
  margins: Margins,
  origin: Position,
): void {
  origin.x = axisOrigin(target.x, viewport.width, size.widthPx, margins.left, margins.right);
  origin.y = axisOrigin(target.y, viewport.height, size.heightPx, margins.top, margins.bottom);
}

function axisOrigin(target: number, seen: number, yard: number, before: number, after: number): number {
  const farthest = seen - yard - after;
  if (farthest > before) return (farthest + before) / 2;
  const hasRoom = before + after <= seen;
  const middle = hasRoom ? Math.min(seen - after, Math.max(before, seen / 2)) : (before + seen - after) / 2;
  return Math.min(before, Math.max(farthest, middle - target));
}

/** The edge of the screen at which an overlay lies, and how far it reaches from there; no edge for one that is too large. */
function nearestEdge({ left, top, right, bottom }: Box, { width, height }: Viewport) {
  const depths = { left: right, top: bottom, right: width - left, bottom: height - top };
  let nearest: { edge: keyof Margins | undefined; depthPx: number } = { edge: undefined, depthPx: Infinity };
  for (const edge of ['top', 'bottom', 'left', 'right'] as const) {
    const size = edge === 'left' || edge === 'right' ? width : height;
    const isFeasible = depths[edge] <= OVERLAY_SHARE_MAX * size;
    if (isFeasible && depths[edge] < nearest.depthPx) nearest = { edge, depthPx: depths[edge] };
  }
  return nearest;
}

/** From 0 to 1 without a corner at either end. */
function smoothstep(share: number): number {
  const t = Math.min(1, Math.max(0, share));
  return t * t * (3 - 2 * t);
}

/** Where a camera looks that nobody leads: slowly around the middle of the yard. Written to `target`. Deterministic: no I/O, no clock. */
export function drift(nowMs: number, { widthPx, heightPx }: YardSize, target: Position): void {
  target.x = widthPx / 2 + DRIFT.xPx * Math.sin((2 * Math.PI * nowMs) / DRIFT.xMs);
  target.y = heightPx / 2 + DRIFT.yPx * Math.sin((2 * Math.PI * nowMs) / DRIFT.yMs);
}

/** A yard as it is drawn. @param zoom pixels of the screen to one of the yard */
export function zoomed({ widthPx, heightPx }: YardSize, zoom: number): YardSize {
  return { widthPx: widthPx * zoom, heightPx: heightPx * zoom };
}
