import { WALKING_SPEED_PX_PER_S, YARD_HEIGHT_PX, YARD_WIDTH_PX } from './config';

/** A place in the yard: pixels, origin top left, y grows downwards. */
export interface Position {
  x: number;
  y: number;
}

/** Where somebody wants to go: each axis from -1 to 1. Its length does not make anybody faster. */
export interface Direction {
  x: number;
  y: number;
}

/**
 * The one rule of movement that every process shares: walks from `position` for `dtSeconds` seconds.
 * Diagonals are as fast as straight lines, a half-tilted stick walks at half speed, and the yard's edge holds.
 */
export function step(position: Position, direction: Direction, dtSeconds: number): Position {
  const length = Math.hypot(direction.x, direction.y);
  if (length === 0) return position;
  const distancePx = (WALKING_SPEED_PX_PER_S * dtSeconds) / Math.max(1, length);
  return clampToYard({ x: position.x + direction.x * distancePx, y: position.y + direction.y * distancePx });
}

/** The nearest place inside the yard. */
export function clampToYard({ x, y }: Position): Position {
  return { x: clamp(x, 0, YARD_WIDTH_PX), y: clamp(y, 0, YARD_HEIGHT_PX) };
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
