import { DEFAULT_YARD_SIZE, YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position, YardSize } from '../../shared/movement';
import { drift, yardOrigin, type Viewport } from './camera';

const viewport = { width: 1000, height: 600 };

function originFor(
  target: Position,
  seen: Viewport = viewport,
  size: YardSize = DEFAULT_YARD_SIZE,
): Position {
  const origin = { x: NaN, y: NaN };
  yardOrigin(target, seen, size, origin);
  return origin;
}

test('in the open the target is in the middle of the screen', () => {
  const target = { x: 1200, y: 800 };
  const origin = originFor(target);
  expect(origin.x + target.x).toBe(500);
  expect(origin.y + target.y).toBe(300);
});

test('at the edges the camera stops a little outside the fence', () => {
  expect(originFor({ x: 0, y: 0 })).toEqual({ x: 60, y: 60 });
  expect(originFor({ x: YARD_WIDTH_PX, y: YARD_HEIGHT_PX })).toEqual({
    x: viewport.width - YARD_WIDTH_PX - 60,
    y: viewport.height - YARD_HEIGHT_PX - 60,
  });
});

test('a screen larger than the yard holds it in the middle, wherever the target is', () => {
  const large = { width: 4000, height: 3000 };
  expect(originFor({ x: 0, y: 0 }, large)).toEqual({ x: 800, y: 700 });
  expect(originFor({ x: 2400, y: 1600 }, large)).toEqual({ x: 800, y: 700 });
});

test.each([
  { widthPx: 800, heightPx: 600 },
  { widthPx: 9600, heightPx: 6400 },
])('in a yard of %p it stops at the edges of that', (size) => {
  const { widthPx, heightPx } = size;
  const [left, right] = [
    originFor({ x: 0, y: 0 }, viewport, size),
    originFor({ x: widthPx, y: heightPx }, viewport, size),
  ];
  expect(left).toEqual(widthPx < 1000 - 120 ? { x: 100, y: 60 } : { x: 60, y: 60 });
  expect(right.x).toBe(widthPx < 1000 - 120 ? 100 : viewport.width - widthPx - 60);
  expect(right.y).toBe(viewport.height - heightPx - 60);
  const target = { x: NaN, y: NaN };
  drift(0, size, target);
  expect(target).toEqual({ x: widthPx / 2, y: heightPx / 2 });
});

test('a camera that drifts is never far from the last moment’s place, nor from the middle', () => {
  const middle = { x: YARD_WIDTH_PX / 2, y: YARD_HEIGHT_PX / 2 };
  const target = { ...middle };
  let stepPx = 0;
  let strayPx = 0;
  for (let nowMs = 0; nowMs < 200_000; nowMs += 16) {
    const { x, y } = target;
    drift(nowMs, DEFAULT_YARD_SIZE, target);
    stepPx = Math.max(stepPx, Math.hypot(target.x - x, target.y - y));
    strayPx = Math.max(strayPx, Math.hypot(target.x - middle.x, target.y - middle.y));
  }
  expect(stepPx).toBeLessThan(1);
  expect(strayPx).toBeGreaterThan(200);
  expect(strayPx).toBeLessThan(600);
});
