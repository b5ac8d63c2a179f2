/** How a thing runs away. Deterministic: no I/O, no clock. */
import type { Position } from '../../shared/movement';
import type { GameThing } from './game';

/** A way that leads so little elsewhere, in radians, is the same. */
const SAME_WAY = 0.35;

/** The direction away from all of these, the nearest counting most; undefined where nobody is. */
export function awayFrom(place: Position, near: readonly Position[]): Position | undefined {
  if (near.length === 0) return undefined;
  let [x, y] = [0, 0];
  for (const at of near) {
    const distance = Math.max(1, Math.hypot(place.x - at.x, place.y - at.y));
    x += (place.x - at.x) / distance ** 2;
    y += (place.y - at.y) / distance ** 2;
  }
  const length = Math.hypot(x, y);
  // From who stands on it, or from both sides: to anywhere, but always the same way.
  return length < 1e-9 ? { x: 1, y: 0 } : { x: x / length, y: y / length };
}

/** The thing as it goes on in a direction, or rests without one; undefined where that is as it went before. */
export function swim(
  thing: GameThing,
  direction: Position | undefined,
  speedPxPerS: number,
  atMs: number,
): GameThing | undefined {
  const [vx, vy] = direction ? [direction.x * speedPxPerS, direction.y * speedPxPerS] : [0, 0];
  const isMoving = thing.vx !== 0 || thing.vy !== 0;
  if (isMoving === (direction !== undefined) && (!isMoving || angleBetween(thing, { vx, vy }) < SAME_WAY))
    return undefined;
  return { ...thing, vx, vy, atMs };
}

function angleBetween(a: { vx: number; vy: number }, b: { vx: number; vy: number }): number {
  const lengths = Math.hypot(a.vx, a.vy) * Math.hypot(b.vx, b.vy);
  return Math.acos(Math.max(-1, Math.min(1, (a.vx * b.vx + a.vy * b.vy) / lengths)));
}
