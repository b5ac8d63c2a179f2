/** Where somebody who comes in stands. Deterministic: no I/O, no clock. */
import { clampToYard, type Position, type YardSize } from '../../shared/movement';
import { seeded } from '../../shared/random';
import type { YardPlayer } from './yard-player';

/** Between two avatars, middle to middle, so that neither lies over the other: one is 34 px wide. */
export const SPAWN_CLEARANCE_PX = 48;
/** So many places are looked at, and no more, however full it is. */
export const SPAWN_TRIES = 96;
/** The n-th place is so far out, times the root of n: as many places on each ring as fit. */
const SPACING_PX = 34;
/** Each place is so much further round than the one before, so that they are spread evenly, as seeds in a sunflower. */
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

/** Where a newcomer stands who says that it is at `wanted`: beside those who are there. */
export function placeNewcomer(
  { id }: YardPlayer,
  wanted: Position,
  players: Iterable<YardPlayer>,
  nowMs: number,
  size: YardSize,
): Position {
  const others = Array.from(players, ({ motion }) => motion.at(nowMs)).filter((at) => at !== undefined);
  return spawnPosition(clampToYard(wanted, size), others, id, size);
}

/**
 * The place nearest to `wanted` where nobody stands, or where all are taken, the one with the most room.
 *
 * @param others where everybody else stands, in pixels
 * @param seed the same seed, the same place
 */
export function spawnPosition(
  wanted: Position,
  others: Iterable<Position>,
  seed: number,
  size: YardSize,
): Position {
  const reachPx = SPACING_PX * Math.sqrt(SPAWN_TRIES) + SPAWN_CLEARANCE_PX;
  const near = [...others].filter((other) => squaredDistance(other, wanted) < reachPx ** 2);
  const turn = 2 * Math.PI * seeded(seed)();
  let best = wanted;
  let mostRoom = -1;
  for (let n = 0; n < SPAWN_TRIES; n++) {
    const place = n === 0 ? wanted : placeOnSpiral(wanted, n, turn, size);
    const room = squaredRoom(place, near, mostRoom);
    if (room >= SPAWN_CLEARANCE_PX ** 2) return place;
    if (room <= mostRoom) continue;
    mostRoom = room;
    best = place;
  }
  return best;
}

/** In whole pixels, which every message holds exactly. */
function placeOnSpiral({ x, y }: Position, n: number, turn: number, size: YardSize): Position {
  const radiusPx = SPACING_PX * Math.sqrt(n);
  const angle = turn + GOLDEN_ANGLE * n;
  const place = {
    x: Math.round(x + radiusPx * Math.cos(angle)),
    y: Math.round(y + radiusPx * Math.sin(angle)),
  };
  return clampToYard(place, size);
}

/** The square of the distance to the nearest; where that is at most `least`, no further one is looked at. */
function squaredRoom(place: Position, others: readonly Position[], least: number): number {
  let room = Infinity;
  for (const other of others) {
    room = Math.min(room, squaredDistance(other, place));
    if (room <= least) return room;
  }
  return room;
}

function squaredDistance(a: Position, b: Position): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
