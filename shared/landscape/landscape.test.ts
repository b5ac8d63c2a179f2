import { createHash } from 'node:crypto';
import { DEFAULT_YARD_SIZE, YARD_HEIGHT_PX as H, YARD_WIDTH_PX as W } from '../config';
import type { Position, YardSize } from '../movement';
import { ARRIVAL_RADIUS_PX, Landscape } from './landscape';
import { PATH_WIDTH_PX, pointsAlong } from './paths';
import { TOYS, type Section } from './section';

const NAMES = [
  'My yard',
  "Ada's yard",
  '',
  '庭',
  'Zoë 🦊',
  ...Array.from({ length: 20 }, (_, i) => `Yard ${i}`),
];

const MIDDLE = { x: W / 2, y: H / 2 };

/** How near any of these comes to any of those. */
function closestPx(these: readonly Position[], those: readonly Position[]): number {
  let px = Infinity;
  for (const a of these) for (const b of those) px = Math.min(px, Math.hypot(a.x - b.x, a.y - b.y));
  return px;
}

/** All of it, laid out in the order of these numbers, or from the first section on. */
function landscapeOf(name: string, size: YardSize = DEFAULT_YARD_SIZE, order?: readonly number[]) {
  const landscape = new Landscape(name, size);
  const { stripeAngle, paths, bushes, sectionCount } = landscape;
  const numbers = Array.from({ length: sectionCount }, (_, i) => i);
  for (const i of order ?? []) landscape.section(i);
  const sections = numbers.map((i) => landscape.section(i));
  const all = <T>(of: (section: Section) => readonly T[]): T[] => sections.flatMap((section) => of(section));
  return {
    ...{ stripeAngle, paths, sections, bushes },
    ponds: all(({ ponds }) => ponds),
    toys: all(({ toys }) => toys),
    trees: all(({ trees }) => trees),
    flowerBeds: all(({ flowerBeds }) => flowerBeds),
    tufts: all(({ tufts }) => tufts),
  };
}

test('the same name has the same landscape, another name another one', () => {
  expect(landscapeOf('My yard')).toEqual(landscapeOf('My yard'));
  expect(landscapeOf('My yard')).not.toEqual(landscapeOf('My yarn'));
});

test.each([
  ['My yard', '22bca5aec1009c29534b65e0a9a2c9ea3264187c2b974d12982e142524d1b141'],
  ['Zeroyard', '86d98f23eb0836ed97d1daae315b454126640cb961234aee041732c2932d0740'],
  ['庭', '570434c83e26cd2425fd3ac44d73d77fbe38371f43c554998e92d013a4a9cc89'],
])('a yard of the usual size looks as it did when there was no other: "%s"', (name, sha256) => {
  const { stripeAngle, paths, ponds, toys, trees, flowerBeds, tufts, bushes } = landscapeOf(name);
  // Rounded, since a processor may have its own last digit.
  const text = JSON.stringify(
    [stripeAngle, paths, ponds, toys, trees, flowerBeds, tufts, bushes],
    (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1000) / 1000 : value),
  );
  expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
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
    expect(closestPx([...corners, ...trees, ...toys], [MIDDLE])).toBeGreaterThan(ARRIVAL_RADIUS_PX);
  });

  test('has paths from the middle to gates at the edge', () => {
    for (const { from, to } of paths) {
      expect(from).toEqual(MIDDLE);
      expect([0, W].includes(to.x) || [0, H].includes(to.y)).toBe(true);
    }
  });
});

describe.each([
  { widthPx: 800, heightPx: 600 },
  { widthPx: 1200, heightPx: 800 },
  { widthPx: 4800, heightPx: 3200 },
  { widthPx: 9600, heightPx: 6400 },
  { widthPx: 9600, heightPx: 600 },
])('a yard of %p', (size) => {
  const { widthPx, heightPx } = size;
  const { paths, ponds, toys, trees, flowerBeds, tufts, sections } = landscapeOf('My yard', size);
  const onPaths = paths.flatMap(pointsAlong);

  test('is the same whichever of its sections was seen first', () => {
    const last = sections.length - 1;
    const order = [last, Math.floor(last / 2), 0];
    expect(landscapeOf('My yard', size, order)).toEqual(landscapeOf('My yard', size));
  });

  test('has everything inside, in its own section, and nothing on a path', () => {
    for (const { bounds, trees: grove, toys: own } of sections)
      for (const { x, y } of [...grove, ...own])
        expect(x >= bounds.left && x <= bounds.right && y >= bounds.top && y <= bounds.bottom).toBe(true);
    const corners = ponds.flatMap((pond) => pond.corners);
    const outside = [...corners, ...onPaths, ...toys, ...trees, ...tufts].filter(
      ({ x, y }) => !(x >= 0 && x <= widthPx && y >= 0 && y <= heightPx),
    );
    expect(outside).toEqual([]);
    for (const toy of toys)
      expect(closestPx([toy], onPaths)).toBeGreaterThan(PATH_WIDTH_PX / 2 + toy.radiusPx);
    expect(closestPx(trees, onPaths)).toBeGreaterThan(PATH_WIDTH_PX / 2);
  });

  test('has about as much on the same area as one of the usual size', () => {
    const share = (widthPx * heightPx) / (W * H);
    const usual = landscapeOf('My yard');
    for (const [there, wanted] of [
      [trees.length, usual.trees.length],
      [flowerBeds.length, usual.flowerBeds.length],
      [tufts.length, usual.tufts.length],
    ] as const) {
      expect(there).toBeLessThanOrEqual(1.1 * share * wanted + 1);
      expect(there).toBeGreaterThanOrEqual(0.5 * share * wanted - 3);
    }
  });

  test('has nothing in the way where people arrive', () => {
    const middle = [{ x: widthPx / 2, y: heightPx / 2 }];
    expect(closestPx([...trees, ...toys], middle)).toBeGreaterThan(ARRIVAL_RADIUS_PX);
  });
});

test('no section looks like another', () => {
  const { sections } = landscapeOf('My yard', { widthPx: 9600, heightPx: 6400 });
  const looks = sections.map(({ bounds, tufts }) =>
    tufts
      .slice(0, 5)
      .map(({ x, y }) => `${Math.round(x - bounds.left)},${Math.round(y - bounds.top)}`)
      .join(),
  );
  expect(sections).toHaveLength(16);
  expect(new Set(looks).size).toBe(16);
});

test('what is in a box is found by the sections around it, and the same ones are the same array', () => {
  const landscape = new Landscape('My yard', { widthPx: 9600, heightPx: 6400 });
  const box = { left: 2300, top: 100, right: 2390, bottom: 200 };
  expect(landscape.sectionsIn(box, 0)).toEqual([landscape.section(0)]);
  expect(landscape.sectionsIn(box, 50)).toEqual([landscape.section(0), landscape.section(1)]);
  expect(landscape.sectionsIn(box, 50)).toBe(landscape.sectionsIn({ ...box, top: 150 }, 50));
  const beyond = { left: 20_000, top: -900, right: 21_000, bottom: -100 };
  expect(landscape.sectionsIn(beyond, 0)).toEqual([landscape.section(3)]);
});
