import { TILE_PX } from '../../shared/yard-size';
import type { Box } from '../../shared/landscape/box';
import { KEPT_MS, Tiles, TILES_MAX } from './tiles';

const FRAME_MS = 1000 / 60;
const LAND: Box = { left: -120, top: -120, right: 9720, bottom: 6520 };
const SCREEN = { width: 1280, height: 800 };

/** What a screen shows whose upper left corner is there. */
const seenAt = (left: number, top: number, { width, height } = SCREEN): Box => ({
  left,
  top,
  right: left + width,
  bottom: top + height,
});

function tilesOf(land: Box) {
  const there = new Set<string>();
  let made = 0;
  const tiles = new Tiles<string>(
    (column, row) => {
      const tile = `${column},${row}`;
      expect(there.has(tile)).toBe(false);
      there.add(tile);
      made++;
      return tile;
    },
    (tile) => expect(there.delete(tile)).toBe(true),
  );
  tiles.reset(land);
  const isThere = (x: number, y: number) =>
    there.has(`${Math.floor(x / TILE_PX)},${Math.floor(y / TILE_PX)}`);
  return { tiles, there, isThere, madeSoFar: () => made };
}

/** Whether all land that is seen lies on a tile. */
function isCovered({ left, top, right, bottom }: Box, isThere: (x: number, y: number) => boolean): boolean {
  for (let y = Math.max(top, LAND.top); y < Math.min(bottom, LAND.bottom); y += 40)
    for (let x = Math.max(left, LAND.left); x < Math.min(right, LAND.right); x += 40)
      if (!isThere(x, y)) return false;
  return true;
}

test('all that is in sight is there at once, and far less than the whole yard', () => {
  const { tiles, there, isThere } = tilesOf(LAND);
  const seen = seenAt(4000, 3000);
  tiles.update(seen, 0);
  expect(isCovered(seen, isThere)).toBe(true);
  expect(there.size).toBeLessThan(24);
});

test('on a walk across the yard no tile is missing, one is made a frame at most, and few are kept', () => {
  const { tiles, there, isThere, madeSoFar } = tilesOf(LAND);
  tiles.update(seenAt(-60, 2000), 0);
  let [mostMade, mostThere] = [0, 0];
  for (let nowMs = FRAME_MS; nowMs < 35_000; nowMs += FRAME_MS) {
    const before = madeSoFar();
    const seen = seenAt(-60 + 0.24 * nowMs, 2000);
    tiles.update(seen, nowMs);
    mostMade = Math.max(mostMade, madeSoFar() - before);
    mostThere = Math.max(mostThere, there.size);
    expect(isCovered(seen, isThere)).toBe(true);
  }
  expect(mostMade).toBe(1);
  expect(mostThere).toBeLessThanOrEqual(TILES_MAX);
});

test('who turns round sees the same tiles again, who stays away has them freed', () => {
  const { tiles, isThere, madeSoFar } = tilesOf(LAND);
  const small = { width: 480, height: 360 };
  const [home, away] = [seenAt(1000, 1000, small), seenAt(2600, 1000, small)];
  for (let nowMs = 0; nowMs < 1000; nowMs += FRAME_MS) tiles.update(home, nowMs);
  tiles.update(away, 1000);
  expect(isThere(1000, 1000)).toBe(true);
  const made = madeSoFar();
  tiles.update(home, 1100);
  expect(madeSoFar() - made).toBeLessThanOrEqual(1);
  for (let nowMs = 1200; nowMs < 3000 + KEPT_MS; nowMs += 100) tiles.update(away, nowMs);
  expect(isThere(1000, 1000)).toBe(false);
  expect(isCovered(away, isThere)).toBe(true);
});

test('where more are in sight than are kept else, all of them are there', () => {
  const { tiles, there, isThere } = tilesOf(LAND);
  const seen = seenAt(0, 0, { width: 5120, height: 2880 });
  for (let nowMs = 0; nowMs < 2000; nowMs += FRAME_MS) tiles.update(seen, nowMs);
  expect(there.size).toBeGreaterThan(TILES_MAX);
  expect(isCovered(seen, isThere)).toBe(true);
  tiles.update(seenAt(0, 0), 3100);
  expect(there.size).toBeLessThanOrEqual(TILES_MAX);
});

test('outside the land there are none, and another yard begins with none', () => {
  const { tiles, there } = tilesOf({ left: -120, top: -120, right: 920, bottom: 720 });
  tiles.update(seenAt(-1000, -1000, { width: 3000, height: 3000 }), 0);
  const columns = [...there].map((tile) => Number(tile.split(',')[0]));
  expect([Math.min(...columns), Math.max(...columns)]).toEqual([-1, 2]);
  tiles.reset(LAND);
  expect(there.size).toBe(0);
});
