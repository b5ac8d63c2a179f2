import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { YARD_SIZE_MAX, YARD_SIZE_MIN } from '../../shared/yard-size';
import { dotScaleOf, MAP_MAX_PX, mapScaleOf } from './map-scale';

test('a yard of the usual size is drawn on the map at 7 %', () => {
  expect(mapScaleOf(DEFAULT_YARD_SIZE)).toBeCloseTo(0.07, 10);
});

test.each([
  YARD_SIZE_MIN,
  YARD_SIZE_MAX,
  { widthPx: 9600, heightPx: 600 },
  { widthPx: 800, heightPx: 6400 },
  { widthPx: 2 ** 31 - 1, heightPx: 1 },
])('all of a yard of %p is on a map that is as large as there is room for', (size) => {
  const scale = mapScaleOf(size);
  const [width, height] = [size.widthPx * scale, size.heightPx * scale];
  expect(width).toBeLessThanOrEqual(MAP_MAX_PX.width + 1e-9);
  expect(height).toBeLessThanOrEqual(MAP_MAX_PX.height + 1e-9);
  expect(Math.max(width / MAP_MAX_PX.width, height / MAP_MAX_PX.height)).toBeCloseTo(1, 9);
});

test('dots have their usual size in a usual yard, and are smaller on the map of a larger yard, and in a crowd', () => {
  const usual = mapScaleOf(DEFAULT_YARD_SIZE);
  expect(dotScaleOf(usual, 64)).toBe(1);
  expect(dotScaleOf(usual, 200)).toBeGreaterThan(0.9);
  expect(dotScaleOf(mapScaleOf(YARD_SIZE_MAX), 10)).toBeCloseTo(0.5, 5);
  for (const count of [500, 2000, 5000]) {
    const radiusPx = 4 * dotScaleOf(usual, count);
    expect(count * Math.PI * radiusPx ** 2).toBeLessThan(0.85 * MAP_MAX_PX.width * MAP_MAX_PX.height);
  }
});
