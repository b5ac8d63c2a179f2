import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../shared/config';
import type { Position } from '../shared/movement';

/** The side of a square. */
export const CELL_PX = 50;
const COLUMNS = Math.ceil(YARD_WIDTH_PX / CELL_PX);
const ROWS = Math.ceil(YARD_HEIGHT_PX / CELL_PX);
/** Of a ring so many are looked at: where all stand on one spot, not everybody by everybody. */
const RING_MAX = 256;

/**
 * The yard in squares, and who stands in each: tells who is near without a look at everybody. To build it costs as much
 * as there are places; a search costs little more than it finds, be they far apart or all on one spot. Pure.
 */
export class Grid {
  private readonly places: readonly Position[];
  /** The numbers of all places, square by square and row by row: a stretch of squares in a row is a stretch in here. */
  private readonly members: Int32Array;
  /** Where the members of each square begin, and behind the last square where they end. */
  private readonly starts = new Int32Array(COLUMNS * ROWS + 1);
  /** The ring at hand, and the squared distances of those who are picked from it, in order. */
  private readonly ring = new Int32Array(RING_MAX);
  private readonly squaredPx = new Float64Array(RING_MAX);

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
   * for it takes the nearest.
   * @param found has room for no more than RING_MAX
   */
  nearest(n: number, found: Int32Array): number {
    const place = this.places[n];
    if (!place) return 0;
    const wanted = Math.min(found.length, this.places.length - 1);
    let count = 0;
    for (let ring = 0; count < wanted; ring++) {
      const members = this.collectRing(n, rowOf(place), columnOf(place), ring);
      if (members <= wanted - count) found.set(this.ring.subarray(0, members), count);
      else this.pickNearest(place, members, found.subarray(count, wanted));
      count = Math.min(wanted, count + members);
    }
    return count;
  }

  /** Fills `ring` with the members of the squares so many squares away, without `n`, and returns how many they are. */
  private collectRing(n: number, row: number, column: number, ring: number): number {
    const [left, right] = [column - ring, column + ring];
    let count = this.collect(n, row - ring, left, right, 0);
    for (let side = row - ring + 1; side < row + ring; side++) {
      count = this.collect(n, side, left, left, count);
      count = this.collect(n, side, right, right, count);
    }
    return ring === 0 ? count : this.collect(n, row + ring, left, right, count);
  }

  /** Adds the members of a stretch of squares to `ring`, without `n`, and returns how many are there now. */
  private collect(n: number, row: number, from: number, to: number, count: number): number {
    if (row < 0 || row >= ROWS || to < 0 || from >= COLUMNS) return count;
    const first = row * COLUMNS;
    const end = this.startOf(first + Math.min(to, COLUMNS - 1) + 1);
    for (let i = this.startOf(first + Math.max(from, 0)); i < end && count < RING_MAX; i++) {
      const member = this.members[i] ?? 0;
      if (member !== n) this.ring[count++] = member;
    }
    return count;
  }

  /** Fills `found` with those of so many in `ring` that are nearest to a place, by insertion into what is in order. */
  private pickNearest(place: Position, members: number, found: Int32Array): void {
    const { ring, squaredPx } = this;
    let count = 0;
    for (let i = 0; i < members; i++) {
      const member = ring[i] ?? 0;
      const other = this.places[member] ?? place;
      const [dx, dy] = [other.x - place.x, other.y - place.y];
      const square = dx * dx + dy * dy;
      if (count === found.length && square >= (squaredPx[count - 1] ?? 0)) continue;
      let at = count < found.length ? count++ : count - 1;
      for (; at > 0 && (squaredPx[at - 1] ?? 0) > square; at--) {
        squaredPx[at] = squaredPx[at - 1] ?? 0;
        found[at] = found[at - 1] ?? 0;
      }
      squaredPx[at] = square;
      found[at] = member;
    }
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
