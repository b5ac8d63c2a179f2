/** Where somebody goes who plays by simple rules. Deterministic: no I/O, no clock. */
import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import { velocityOf, walkOn, type Direction, type Position, type YardSize } from '../../shared/movement';

/** How long a person takes to see what happens and to press another key. */
export const REACTION_MS = 180;
/** So near it is there. */
const THERE_PX = 2;
/** So near it slows down, so that it does not pass by before it decides anew. */
const SLOWING_PX = (WALKING_SPEED_PX_PER_S * REACTION_MS) / 1000;
/** Who flees looks so far ahead, in so many directions. */
const AHEAD_S = 0.7;
const DIRECTIONS = 16;
/** A little slower than who runs after it, so that somebody is caught. */
const FLEEING_SHARE = 0.85;

export const STANDING: Direction = { x: 0, y: 0 };

/** The nearest of some places; undefined where there are none. */
export function nearest<P extends Position>(from: Position, places: readonly P[]): P | undefined {
  let best: P | undefined;
  for (const place of places) if (!best || distancePx(from, place) < distancePx(from, best)) best = place;
  return best;
}

/** Straight there, and then stand. */
export function goTo(from: Position, to: Position): Direction {
  const px = distancePx(from, to);
  if (px < THERE_PX) return STANDING;
  const lengthPx = Math.max(px, SLOWING_PX);
  return { x: (to.x - from.x) / lengthPx, y: (to.y - from.y) / lengthPx };
}

/** Where it is farthest from who comes, in a while: not into a corner. */
export function fleeFrom(from: Position, threat: Position, size: YardSize): Direction {
  let [best, mostPx]: [Direction, number] = [STANDING, -Infinity];
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    const direction = { x: FLEEING_SHARE * Math.cos(angle), y: FLEEING_SHARE * Math.sin(angle) };
    const there = walkOn({ ...from, ...velocityOf(direction) }, AHEAD_S, size);
    const px = distancePx(there, threat);
    if (px > mostPx) [best, mostPx] = [direction, px];
  }
  return best;
}

export function distancePx(a: Position, b: Position): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}
