import { rowsInSight, rowsToScroll } from './rows-in-sight';

const ROW_PX = 28;

test('a short list is in the page as a whole', () => {
  expect(rowsInSight(0, 600, ROW_PX, 0)).toEqual({ first: 0, end: 0 });
  expect(rowsInSight(0, 600, ROW_PX, 20)).toEqual({ first: 0, end: 20 });
});

test('of a long list all that is seen is in the page, and little more, wherever it is scrolled', () => {
  const count = 5000;
  for (let scrolledPx = 0; scrolledPx <= count * ROW_PX - 600; scrolledPx += 333) {
    const { first, end } = rowsInSight(scrolledPx, 600, ROW_PX, count);
    expect(first * ROW_PX).toBeLessThanOrEqual(scrolledPx);
    expect(end * ROW_PX).toBeGreaterThanOrEqual(scrolledPx + 600);
    expect(end - first).toBeLessThan(50);
  }
});

test('where the list has become shorter than it was scrolled its end is seen', () => {
  expect(rowsInSight(100_000, 600, ROW_PX, 10)).toEqual({ first: 0, end: 10 });
  const { first, end } = rowsInSight(100_000, 600, ROW_PX, 100);
  expect(end).toBe(100);
  expect(first).toBeLessThanOrEqual(100 - Math.ceil(600 / ROW_PX));
});

test('what is seen of a list stays where it is when rows come or go above it, and not what is above or at its head', () => {
  expect(rowsToScroll(['b', 'd', 'e'], ['a', 'b', 'c', 'd', 'e'], 1)).toBe(2);
  expect(rowsToScroll(['a', 'b', 'c', 'd', 'e'], ['b', 'd', 'e'], 4)).toBe(-2);
  // The first that is seen goes itself: the next one is held.
  expect(rowsToScroll(['a', 'b', 'c'], ['a', 'c'], 1)).toBe(-1);
  expect(rowsToScroll(['b', 'd'], ['b', 'd', 'e'], 1)).toBe(0);
  expect(rowsToScroll(['b', 'd'], ['a', 'b', 'd'], -1)).toBe(0);
  expect(rowsToScroll(['b'], [], 0)).toBe(0);
});
