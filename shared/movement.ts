import { WALKING_SPEED_PX_PER_S } from './config';

/** A place in the yard: pixels, origin top left, y grows downwards. */
export interface Position {
  x: number;
  y: number;
}

/** How somebody goes: pixels a second. */
export interface Velocity {
  vx: number;
  vy: number;
}

/** Where somebody was at a moment, and how it went on from there. */
export interface Motion extends Position, Velocity {
  /** That moment, in milliseconds of the server's clock. */
  atMs: number;
}

/** Where somebody wants to go: each axis from -1 to 1. Its length does not make anybody faster. */
export interface Direction {
  x: number;
  y: number;
}

/** How large a yard is. */
export interface YardSize {
  widthPx: number;
  heightPx: number;
}

/** How fast somebody goes who wants to go there: diagonals are as fast as straight lines, and a half-tilted stick is half as fast. */
export function velocityOf({ x, y }: Direction): Velocity {
  const speed = WALKING_SPEED_PX_PER_S / Math.max(1, Math.hypot(x, y));
  return { vx: x * speed, vy: y * speed };
}

/**
 * The one rule of movement that every process shares: writes into `out`, and returns, where somebody is who went on like
 * this for `seconds`. Each axis is held at the yard's edge by itself, so that one walks along a fence.
 */
export function walkOn(
  from: Readonly<Position & Velocity>,
  seconds: number,
  size: YardSize,
  out: Position = { x: 0, y: 0 },
): Position {
  out.x = clamp(from.x + from.vx * seconds, 0, size.widthPx);
  out.y = clamp(from.y + from.vy * seconds, 0, size.heightPx);
  return out;
}

/** Where a motion has led by a moment of the server's clock, or its own place for an earlier one. */
export function placeAt(motion: Readonly<Motion>, timeMs: number, size: YardSize, out?: Position): Position {
  return walkOn(motion, Math.max(0, timeMs - motion.atMs) / 1000, size, out);
}

/** How somebody goes who wants to go on like this from here: 0 on the axis that a fence holds. */
export function heldByFence({ x, y }: Position, { vx, vy }: Velocity, size: YardSize): Velocity {
  return { vx: holds(x, vx, size.widthPx) ? 0 : vx, vy: holds(y, vy, size.heightPx) ? 0 : vy };
}

/** Writes into `out`, and returns, the nearest place inside the yard. */
export function clampToYard(
  { x, y }: Readonly<Position>,
  size: YardSize,
  out: Position = { x: 0, y: 0 },
): Position {
  out.x = clamp(x, 0, size.widthPx);
  out.y = clamp(y, 0, size.heightPx);
  return out;
}

function holds(at: number, speed: number, most: number): boolean {
  return (at <= 0 && speed < 0) || (at >= most && speed > 0);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
