import { YARD_HEIGHT_PX as H, YARD_WIDTH_PX as W } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { ARRIVAL_RADIUS_PX, landscapeOf, PLAZA, TOYS } from './landscape';
import { PATH_WIDTH_PX, pointsAlong } from './paths';

const NAMES = [
  'My yard',
  "Ada's yard",
  '',
  '庭',
  'Zoë 🦊',
  ...Array.from({ length: 20 }, (_, i) => `Yard ${i}`),
];

/** How near any of these comes to any of those. */
function closestPx(these: readonly Position[], those: readonly Position[]): number {
  let px = Infinity;
  for (const a of these) for (const b of those) px = Math.min(px, Math.hypot(a.x - b.x, a.y - b.y));
  return px;
}

test('the same name has the same landscape, another name another one', () => {
  expect(landscapeOf('My yard')).toEqual(landscapeOf('My yard'));
  expect(landscapeOf('My yard')).not.toEqual(landscapeOf('My yarn'));
});

describe.each(NAMES)('the yard "%s"', (name) => {
  const { paths, ponds, toys, trees, flowerBeds, tufts } = landscapeOf(name);
  const onPaths = paths.flatMap(pointsAlong);
  const corners = ponds.flatMap((pond) => pond.corners);

  test('has some of everything', () => {
    expect(paths.length).toBeGreaterThanOrEqual(3);
    expect(ponds.length).toBeGreaterThanOrEqual(1);
    expect(toys.length).toBeGreaterThanOrEqual(TOYS.length - 2);
    expect(trees.length).toBeGreaterThanOrEqual(15);
    expect(flowerBeds.length).toBeGreaterThanOrEqual(10);
  });

  test('has nothing outside', () => {
    const flowers = flowerBeds.flatMap((bed) => bed.flowers);
    const outside = [...corners, ...onPaths, ...toys, ...trees, ...flowers, ...tufts].filter(
      ({ x, y }) => !(x >= 0 && x <= W && y >= 0 && y <= H),
    );
    expect(outside).toEqual([]);
  });

  test('has no pond on a path, and no toy', () => {
    expect(closestPx(corners, onPaths)).toBeGreaterThan(PATH_WIDTH_PX / 2);
    for (const toy of toys)
      expect(closestPx([toy], onPaths)).toBeGreaterThan(PATH_WIDTH_PX / 2 + toy.radiusPx);
  });

  test('has nothing in the way where people arrive', () => {
    expect(closestPx([...corners, ...trees, ...toys], [PLAZA])).toBeGreaterThan(ARRIVAL_RADIUS_PX);
  });

  test('has paths from the middle to gates at the edge', () => {
    for (const { from, to } of paths) {
      expect(from).toEqual({ x: PLAZA.x, y: PLAZA.y });
      expect([0, W].includes(to.x) || [0, H].includes(to.y)).toBe(true);
    }
  });
});
