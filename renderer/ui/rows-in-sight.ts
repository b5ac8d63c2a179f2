/** More are made than are seen, so that none is missing while the list is scrolled. */
const SPARE_ROWS = 8;

/** Which rows of a long list are in the page: from `first` up to `end`, which is not. */
export interface Rows {
  first: number;
  end: number;
}

/**
 * By how many rows a list is to be scrolled on, so that what is seen of it stays where it is though rows came or went above:
 * browsers do so by themselves only where no row's place is computed. Deterministic: no I/O, no clock.
 * @param before the keys of the rows until now, and `after` from now on, in order
 * @param firstSeen the first of `before` that is seen; -1 where the list's head is
 */
export function rowsToScroll<K>(before: readonly K[], after: readonly K[], firstSeen: number): number {
  if (firstSeen < 0) return 0;
  const places = new Map(after.map((key, i) => [key, i]));
  for (const [i, key] of before.entries()) {
    const place = i < firstSeen ? undefined : places.get(key);
    if (place !== undefined) return place - i;
  }
  return 0;
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
