import type { YardSize } from '../../shared/movement';

/** The side of a square. */
export const CELL_PX = 50;
/** Of a ring so many are looked at: where all stand on one spot, not everybody by everybody. */
const RING_MAX = 256;

/**
 * The yard in squares, and who stands in each: tells who is near without a look at everybody. To build it costs as much
 * as there are places; a search costs little more than it finds, be they far apart or all on one spot. Deterministic: no I/O, no clock.
 */
export class Grid {
  /** Of all places, by their numbers; in arrays, since a search looks at many. */
  private readonly xs: Float64Array;
  private readonly ys: Float64Array;
  private readonly columns: number;
  private readonly rows: number;
  /** The numbers of all places, square by square and row by row: a stretch of squares in a row is a stretch in here. */
  private readonly members: Int32Array;
  /** Where the members of each square begin, and behind the last square where they end. */
  private readonly starts: Int32Array;
  /** How many stand in the squares above and to the left of each corner of squares: a summed-area table (F. Crow, SIGGRAPH 1984). */
  private readonly sums: Int32Array;
  /** The ring at hand, and the squared distances of those who are picked from it, in order. */
  private readonly ring = new Int32Array(RING_MAX);
  private readonly squaredPx = new Float64Array(RING_MAX);

  /**
   * @param numbers whose places it has
   * @param xs by number, all inside the yard
   */
  constructor(numbers: Int32Array, xs: Float64Array, ys: Float64Array, { widthPx, heightPx }: YardSize) {
    this.xs = xs;
    this.ys = ys;
    this.columns = Math.ceil(widthPx / CELL_PX);
    this.rows = Math.ceil(heightPx / CELL_PX);
    this.starts = new Int32Array(this.columns * this.rows + 1);
    this.members = new Int32Array(numbers.length);
    const cells = numbers.map((n) => this.rowOf(ys[n] ?? 0) * this.columns + this.columnOf(xs[n] ?? 0));
    // A counting sort: how many are in each square, where each square ends, and then everybody from its end on down.
    for (const cell of cells) this.starts[cell] = (this.starts[cell] ?? 0) + 1;
    this.sums = this.sumUp();
    for (let cell = 1; cell < this.starts.length; cell++)
      this.starts[cell] = (this.starts[cell] ?? 0) + (this.starts[cell - 1] ?? 0);
    cells.forEach((cell, i) => {
      const place = (this.starts[cell] ?? 0) - 1;
      this.starts[cell] = place;
      this.members[place] = numbers[i] ?? 0;
    });
  }

  /**
   * Fills `found` with the numbers of those nearest to place number `n`, itself left out, and returns how many they are.
   * It goes by rings of squares around the place's own, as a screen shows them; of the first ring with more than there
   * is room for it takes the nearest.
   * @param found has room for no more than RING_MAX
   */
  nearest(n: number, found: Int32Array): number {
    const wanted = Math.max(0, Math.min(found.length, this.members.length - 1));
    const [row, column] = [this.rowOf(this.ys[n] ?? 0), this.columnOf(this.xs[n] ?? 0)];
    let ring = 0;
    while (this.countWithin(row, column, ring) <= wanted) ring++;
    const count = this.takeWithin(row, column, ring - 1, n, found);
    this.pickNearest(n, this.collectRing(row, column, ring, n), found.subarray(count, wanted));
    return wanted;
  }

  /** From how many are in each square. */
  private sumUp(): Int32Array {
    const { rows, columns } = this;
    const width = columns + 1;
    const sums = new Int32Array(width * (rows + 1));
    for (let row = 0; row < rows; row++) {
      let inRow = 0;
      for (let column = 0; column < columns; column++) {
        inRow += this.starts[row * columns + column] ?? 0;
        const corner = (row + 1) * width + column + 1;
        sums[corner] = (sums[corner - width] ?? 0) + inRow;
      }
    }
    return sums;
  }

  /** How many stand no more than so many squares away. */
  private countWithin(row: number, column: number, squares: number): number {
    const { sums } = this;
    const width = this.columns + 1;
    const top = Math.max(0, row - squares) * width;
    const bottom = Math.min(this.rows, row + squares + 1) * width;
    const left = Math.max(0, column - squares);
    const right = Math.min(this.columns, column + squares + 1);
    return (
      (sums[bottom + right] ?? 0) -
      (sums[top + right] ?? 0) -
      (sums[bottom + left] ?? 0) +
      (sums[top + left] ?? 0)
    );
  }

  /** Fills `found` with their numbers, without `n`, and returns how many that makes. */
  private takeWithin(row: number, column: number, squares: number, n: number, found: Int32Array): number {
    const left = column - squares;
    const right = column + squares;
    let count = 0;
    for (let r = Math.max(0, row - squares); r <= Math.min(this.rows - 1, row + squares); r++)
      count = this.collect(r, left, right, n, found, count);
    return count;
  }

  /** Fills `ring` with the members of the squares that are just so many away, without `n`, and returns how many they are. */
  private collectRing(row: number, column: number, squares: number, n: number): number {
    const { ring } = this;
    const left = column - squares;
    const right = column + squares;
    let count = 0;
    for (let r = Math.max(0, row - squares); r <= Math.min(this.rows - 1, row + squares); r++) {
      if (Math.abs(r - row) === squares) count = this.collect(r, left, right, n, ring, count);
      else {
        count = this.collect(r, left, left, n, ring, count);
        count = this.collect(r, right, right, n, ring, count);
      }
    }
    return count;
  }

  /**
   * Adds the members of a stretch of squares, without `n`, to the `count` that are in a list, as far as there is room;
   * returns how many are there now.
   */
  private collect(
    row: number,
    left: number,
    right: number,
    n: number,
    list: Int32Array,
    count: number,
  ): number {
    const end = this.startIn(row, right + 1);
    for (let i = this.startIn(row, left); i < end && count < list.length; i++) {
      const member = this.members[i] ?? 0;
      if (member !== n) list[count++] = member;
    }
    return count;
  }

  /** Fills `found` with those of so many in `ring` that are nearest to `n`, by insertion into what is in order. */
  private pickNearest(n: number, members: number, found: Int32Array): void {
    const { ring, squaredPx, xs, ys } = this;
    const x = xs[n] ?? 0;
    const y = ys[n] ?? 0;
    let count = 0;
    for (let i = 0; i < members; i++) {
      const member = ring[i] ?? 0;
      const dx = (xs[member] ?? 0) - x;
      const dy = (ys[member] ?? 0) - y;
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

  /** Where the members of a square begin; of one beside the yard, where those of its row do, or end. */
  private startIn(row: number, column: number): number {
    return this.starts[row * this.columns + Math.max(0, Math.min(this.columns, column))] ?? 0;
  }

  private rowOf(y: number): number {
    return Math.min(this.rows - 1, Math.floor(y / CELL_PX));
  }

  private columnOf(x: number): number {
    return Math.min(this.columns - 1, Math.floor(x / CELL_PX));
  }
}
