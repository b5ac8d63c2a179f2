import type { Position } from '../shared/movement';
import { seeded } from '../shared/random';
import { HeadlessWalker } from './headless-walker';

const yard = (widthPx: number, heightPx: number) =>
  ({ address: '/yard', id: 1, name: 'Yard', protocol: 2, widthPx, heightPx }) as const;

/** Where it told to be in so many seconds. */
function told(walker: HeadlessWalker, seconds: number): Position[] {
  const places: Position[] = [];
  for (let i = 0; i < seconds * 30; i++) {
    const motion = walker.step(1 / 30, (i * 1000) / 30);
    if (motion) places.push(motion);
  }
  return places;
}

test('nothing is told before the yard has told how large it is', () => {
  expect(told(new HeadlessWalker(true, seeded(1)), 3)).toEqual([]);
});

test.each([
  [800, 600],
  [9600, 6400],
])('a headless player walks within a yard of %d x %d px, and uses it', (widthPx, heightPx) => {
  const places = Array.from({ length: 40 }, (_, seed) => {
    const walker = new HeadlessWalker(true, seeded(seed));
    walker.handle(yard(widthPx, heightPx), 0);
    return told(walker, 60);
  }).flat();
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  expect(Math.min(...xs, ...ys)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...xs)).toBeLessThanOrEqual(widthPx);
  expect(Math.max(...ys)).toBeLessThanOrEqual(heightPx);
  expect(Math.max(...xs) - Math.min(...xs)).toBeGreaterThan(widthPx / 2);
});

test('who does not walk stands, and says so again', () => {
  const walker = new HeadlessWalker(false, seeded(1));
  walker.handle(yard(2400, 1600), 0);
  const places = told(walker, 5);
  expect(places.length).toBeGreaterThanOrEqual(4);
  expect(places).toEqual(places.map(() => places[0]));
});
