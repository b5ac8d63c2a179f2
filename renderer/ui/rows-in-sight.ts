/** More are made than are seen, so that none is missing while the list is scrolled. */
const SPARE_ROWS = 8;

/** Which rows of a long list are in the page: from `first` up to `end`, which is not. */
export interface Rows {
  first: number;
  end: number;
}

/**
 * The rows that may be seen of a list of rows of one height. Deterministic: no I/O, no clock.
 * @param scrolledPx how far the list was scrolled
 * @param heightPx at least as much as is seen of it
 */
export function rowsInSight(scrolledPx: number, heightPx: number, rowPx: number, count: number): Rows {
  const most = Math.ceil(heightPx / rowPx) + 1 + 2 * SPARE_ROWS;
  // What was scrolled to may be gone since.
  const first = Math.max(0, Math.min(Math.floor(scrolledPx / rowPx) - SPARE_ROWS, count - most));
  return { first, end: Math.min(count, first + most) };
}
