/** Where somebody who comes in stands. Deterministic: no I/O, no clock. */
import { clampToYard, type Position, type YardSize } from '../../shared/movement';
import { seeded } from '../../shared/random';
import type { YardPlayer } from './yard-player';

/** Between two avatars, middle to middle, so that neither lies over the other: one is 34 px wide. */
export const SPAWN_CLEARANCE_PX = 48;
/** So many places are looked at, and no more, however full it is. */
export const SPAWN_TRIES = 96;
/** Where more than so many stand in the space of one, the others make it no fuller. */
const CELL_MAX = 24;
/** More than the widest yard has, and one on either side. */
const CELLS_A_ROW = 2 ** 16;
const NOBODY: readonly Position[] = [];
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
  const near = new Neighbourhood();
  for (const other of others) if (squaredDistance(other, wanted) < reachPx ** 2) near.add(other);
  const turn = 2 * Math.PI * seeded(seed)();
  let best = wanted;
  let mostRoom = -1;
  for (let n = 0; n < SPAWN_TRIES; n++) {
    const place = n === 0 ? wanted : placeOnSpiral(wanted, n, turn, size);
    const room = near.squaredRoom(place, mostRoom);
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

/** Who stands about, by cells as wide as the clearance: who is nearer than that to a place is in its cell or in one beside it. */
class Neighbourhood {
  private readonly cells = new Map<number, Position[]>();

  add(position: Position): void {
    const key = cellOf(position, 0, 0);
    const cell = this.cells.get(key);
    if (!cell) this.cells.set(key, [position]);
    else if (cell.length < CELL_MAX) cell.push(position);
  }

  /** The square of the distance to the nearest, of the clearance where nobody is so near; no further one is looked at once it is at most `least`. */
  squaredRoom(place: Position, least: number): number {
    let room = SPAWN_CLEARANCE_PX ** 2;
    for (let down = -1; down <= 1; down++)
      for (let right = -1; right <= 1; right++)
        for (const other of this.cells.get(cellOf(place, right, down)) ?? NOBODY) {
          room = Math.min(room, squaredDistance(other, place));
          if (room <= least) return room;
        }
    return room;
  }
}

function cellOf({ x, y }: Position, right: number, down: number): number {
  const [column, row] = [
    Math.floor(x / SPAWN_CLEARANCE_PX) + right,
    Math.floor(y / SPAWN_CLEARANCE_PX) + down,
  ];
  return row * CELLS_A_ROW + column;
}

function squaredDistance(a: Position, b: Position): number {
  return (a.x - b.x) ** 2 + (a.y - b.y) ** 2;
}
