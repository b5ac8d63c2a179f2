import fc from 'fast-check';
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { CELL_PX, Grid } from './grid';

const SIZE = { widthPx: YARD_WIDTH_PX, heightPx: YARD_HEIGHT_PX };

function gridOf(places: readonly Position[]): Grid {
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  return new Grid(Int32Array.from(places.keys()), Float64Array.from(xs), Float64Array.from(ys), SIZE);
}

const place: fc.Arbitrary<Position> = fc.record({
  x: fc.double({ min: 0, max: YARD_WIDTH_PX, noNaN: true }),
  y: fc.double({ min: 0, max: YARD_HEIGHT_PX, noNaN: true }),
});
/** Spread over the yard, or all of them in a corner of it. */
const places = fc.oneof(
  fc.array(place, { minLength: 1, maxLength: 80 }),
  fc.array(
    place.map(({ x, y }) => ({ x: YARD_WIDTH_PX - x / 40, y: y / 40 })),
    { minLength: 1, maxLength: 80 },
  ),
);

/** Grows with the rings of squares from one place to another, and with the distance where those are the same. */
function remoteness(a: Position, b: Position): number {
  const squares = (px: number, edgePx: number) => Math.floor(Math.min(px, edgePx - 1) / CELL_PX);
  const rings = Math.max(
    Math.abs(squares(a.x, YARD_WIDTH_PX) - squares(b.x, YARD_WIDTH_PX)),
    Math.abs(squares(a.y, YARD_HEIGHT_PX) - squares(b.y, YARD_HEIGHT_PX)),
  );
  const farthestPx = YARD_WIDTH_PX + YARD_HEIGHT_PX;
  return rings + Math.hypot(a.x - b.x, a.y - b.y) / farthestPx;
}

test('of all the others it finds as many as there is room for, and none that is farther than one left out', () => {
  fc.assert(
    fc.property(places, fc.nat(), fc.integer({ min: 1, max: 20 }), (all, any, room) => {
      const n = any % all.length;
      const from = all[n];
      if (!from) throw new Error('There is such a place.');
      const found = new Int32Array(room);
      const count = gridOf(all).nearest(n, found);
      const near = new Set(found.subarray(0, count));
      expect(count).toBe(Math.min(room, all.length - 1));
      expect(near.size).toBe(count);
      expect(near.has(n)).toBe(false);
      const distances = (isIn: boolean) =>
        all.flatMap((to, i) => (i !== n && near.has(i) === isIn ? [remoteness(from, to)] : []));
      // The grid compares squares of distances, which round otherwise.
      const nearestLeftOut = Math.min(Infinity, ...distances(false)) + 1e-9;
      expect(Math.max(-1, ...distances(true))).toBeLessThanOrEqual(nearestLeftOut);
    }),
  );
});

test('an edge of the yard belongs to its last square', () => {
  const corner = { x: YARD_WIDTH_PX, y: YARD_HEIGHT_PX };
  const found = new Int32Array(1);
  expect(
    gridOf([{ x: 0, y: 0 }, corner, { x: YARD_WIDTH_PX - 1, y: YARD_HEIGHT_PX - 1 }]).nearest(1, found),
  ).toBe(1);
  expect(found[0]).toBe(2);
});
