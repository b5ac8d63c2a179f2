import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import { yardOrigin } from './camera';

const viewport = { width: 1000, height: 600 };

test('in the open the target is in the middle of the screen', () => {
  const target = { x: 1200, y: 800 };
  const origin = yardOrigin(target, viewport);
  expect(origin.x + target.x).toBe(500);
  expect(origin.y + target.y).toBe(300);
});

test('at the edges the camera stops a little outside the fence', () => {
  expect(yardOrigin({ x: 0, y: 0 }, viewport)).toEqual({ x: 60, y: 60 });
  expect(yardOrigin({ x: YARD_WIDTH_PX, y: YARD_HEIGHT_PX }, viewport)).toEqual({
    x: viewport.width - YARD_WIDTH_PX - 60,
    y: viewport.height - YARD_HEIGHT_PX - 60,
  });
});

test('a screen larger than the yard holds it in the middle, wherever the target is', () => {
  const large = { width: 4000, height: 3000 };
  expect(yardOrigin({ x: 0, y: 0 }, large)).toEqual({ x: 800, y: 700 });
  expect(yardOrigin({ x: 2400, y: 1600 }, large)).toEqual({ x: 800, y: 700 });
});
