import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../shared/config';
import type { Position } from '../shared/movement';

/** The side of a square. */
export const CELL_PX = 50;
const COLUMNS = Math.ceil(YARD_WIDTH_PX / CELL_PX);
const ROWS = Math.ceil(YARD_HEIGHT_PX / CELL_PX);

/**
 * The yard in squares, and who stands in each: tells who is near without a look at everybody. To build it costs as much
 * as there are places; a search costs as much as it finds, be they far apart or all on one spot. Pure.
 */
export class Grid {
  private readonly places: readonly Position[];
  /** The numbers of all places, square by square and row by row: a stretch of squares in a row is a stretch in here. */
  private readonly members: Int32Array;
  /** Where the members of each square begin, and behind the last square where they end. */
  private readonly starts = new Int32Array(COLUMNS * ROWS + 1);

  /** @param places all inside the yard; from here on they are known by their numbers, counted from 0 */
  constructor(places: readonly Position[]) {
    this.places = places;
    this.members = new Int32Array(places.length);
    // A counting sort: how many are in each square, where each square ends, and then everybody from its end on down.
    for (const place of places) this.starts[cellOf(place)] = this.startOf(cellOf(place)) + 1;
    for (let cell = 1; cell < this.starts.length; cell++)
      this.starts[cell] = this.startOf(cell) + this.startOf(cell - 1);
    for (let n = places.length - 1; n >= 0; n--) {
      const place = places[n];
      if (!place) continue;
      const start = this.startOf(cellOf(place)) - 1;
      this.starts[cellOf(place)] = start;
      this.members[start] = n;
    }
  }

  /**
   * Fills `found` with the numbers of those nearest to place number `n`, itself left out, and returns how many they are.
   * It goes by rings of squares around the place's own, as a screen shows them; of a ring with more than there is room
   * for it takes any.
   */
  nearest(n: number, found: Int32Array): number {
    const place = this.places[n];
    if (!place) return 0;
    const row = rowOf(place);
    const column = columnOf(place);
    const wanted = Math.min(found.length, this.places.length - 1);
    let count = this.collect(n, row, column, column, found, 0);
    for (let ring = 1; count < wanted; ring++) {
      count = this.collect(n, row - ring, column - ring, column + ring, found, count);
      count = this.collect(n, row + ring, column - ring, column + ring, found, count);
      for (let side = row - ring + 1; side < row + ring; side++) {
        count = this.collect(n, side, column - ring, column - ring, found, count);
        count = this.collect(n, side, column + ring, column + ring, found, count);
      }
    }
    return count;
  }

  /** Adds the members of a stretch of squares, without `n`, and returns how many are found now. */
  private collect(
    n: number,
    row: number,
    from: number,
    to: number,
    found: Int32Array,
    count: number,
  ): number {
    if (row < 0 || row >= ROWS || to < 0 || from >= COLUMNS) return count;
    const first = row * COLUMNS;
    const end = this.startOf(first + Math.min(to, COLUMNS - 1) + 1);
    for (let i = this.startOf(first + Math.max(from, 0)); i < end && count < found.length; i++) {
      const member = this.members[i] ?? 0;
      if (member !== n) found[count++] = member;
    }
    return count;
  }

  private startOf(cell: number): number {
    return this.starts[cell] ?? 0;
  }
}

function rowOf({ y }: Position): number {
  return Math.min(ROWS - 1, Math.floor(y / CELL_PX));
}

function columnOf({ x }: Position): number {
  return Math.min(COLUMNS - 1, Math.floor(x / CELL_PX));
}

function cellOf(place: Position): number {
  return rowOf(place) * COLUMNS + columnOf(place);
}
