import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { drift, yardOrigin, type Viewport } from './camera';

const viewport = { width: 1000, height: 600 };

function originFor(target: Position, seen: Viewport = viewport): Position {
  const origin = { x: NaN, y: NaN };
  yardOrigin(target, seen, origin);
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

test('a camera that drifts is never far from the last moment’s place, nor from the middle', () => {
  const middle = { x: YARD_WIDTH_PX / 2, y: YARD_HEIGHT_PX / 2 };
  const target = { ...middle };
  let stepPx = 0;
  let strayPx = 0;
  for (let nowMs = 0; nowMs < 200_000; nowMs += 16) {
    const { x, y } = target;
    drift(nowMs, target);
    stepPx = Math.max(stepPx, Math.hypot(target.x - x, target.y - y));
    strayPx = Math.max(strayPx, Math.hypot(target.x - middle.x, target.y - middle.y));
  }
  expect(stepPx).toBeLessThan(1);
  expect(strayPx).toBeGreaterThan(200);
  expect(strayPx).toBeLessThan(600);
});
