import type { YardSize } from '../../shared/movement';
import type { Cell } from './subjects';

/** The side of a cell. */
export const CELL_PX = 800;
/** How far from a player others are drawn on a large screen (2600 x 1600), to each side. */
const VIEW_PX = { x: 1300, y: 800 } as const;
/** How far somebody goes, of whom nothing is heard, until the next digest: 2 s at 300 px/s. */
const UNHEARD_WAY_PX = 600;

/** The cells of a yard, by numbers. Deterministic: no I/O, no clock. */
export class CellGrid {
  readonly count: number;
  private readonly columns: number;
  private readonly rows: number;

  constructor({ widthPx, heightPx }: YardSize) {
    this.columns = Math.ceil(widthPx / CELL_PX);
    this.rows = Math.ceil(heightPx / CELL_PX);
    this.count = this.columns * this.rows;
  }

  /** The number of the cell of a place, which is inside the yard. */
  numberAt(x: number, y: number): number {
    return this.index(y, this.rows) * this.columns + this.index(x, this.columns);
  }

  cell(number: number): Cell {
    return { column: number % this.columns, row: Math.floor(number / this.columns) };
  }

  /** Marks the cells that somebody at a place sees, or would see before the next digest. @param morePx to each side besides */
  markSeenFrom(x: number, y: number, morePx: number, seen: Uint8Array): void {
    const [aroundX, aroundY] = [VIEW_PX.x + UNHEARD_WAY_PX + morePx, VIEW_PX.y + UNHEARD_WAY_PX + morePx];
    const [left, right] = [this.index(x - aroundX, this.columns), this.index(x + aroundX, this.columns)];
    const [top, bottom] = [this.index(y - aroundY, this.rows), this.index(y + aroundY, this.rows)];
    for (let row = top; row <= bottom; row++)
      seen.fill(1, row * this.columns + left, row * this.columns + right + 1);
  }

  private index(px: number, count: number): number {
    return Math.max(0, Math.min(count - 1, Math.floor(px / CELL_PX)));
  }
}
