import { DEFAULT_YARD_SIZE, YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import type { Position, YardSize } from '../../shared/movement';
import { drift, easeMargins, marginsFor, NO_OVERLAYS, yardOrigin, type Viewport } from './camera';
import type { Box } from '../../shared/landscape/box';

const viewport = { width: 1000, height: 600 };

function originFor(
  target: Position,
  seen: Viewport = viewport,
  size: YardSize = DEFAULT_YARD_SIZE,
): Position {
  const origin = { x: NaN, y: NaN };
  yardOrigin(target, seen, size, NO_OVERLAYS, origin);
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

describe('the camera keeps a margin for what lies over the yard', () => {
  const PILL = { left: 16, top: 16, right: 300, bottom: 56 };
  const ACTIONS = { left: 700, top: 16, right: 984, bottom: 56 };
  const MAP = { left: 804, top: 460, right: 984, bottom: 584 };
  const EMOTES = { left: 16, top: 546, right: 306, bottom: 584 };
  const PANEL = { left: 560, top: 68, right: 984, bottom: 500 };
  const all = [PILL, ACTIONS, MAP, EMOTES];

  function onScreen(target: Position, overlays: readonly Box[], seen: Viewport): Position {
    const origin = { x: NaN, y: NaN };
    const margins = marginsFor(overlays, target, seen, DEFAULT_YARD_SIZE);
    yardOrigin(target, seen, DEFAULT_YARD_SIZE, margins, origin);
    return { x: origin.x + target.x, y: origin.y + target.y };
  }

  /** With its name, which is 22 px high and 34 px above. */
  const isUnder = ({ x, y }: Position, { left, top, right, bottom }: Box) =>
    x + 17 > left && x - 17 < right && y + 20 > top && y - 45 < bottom;

  const moved = (box: Box, { width, height }: Viewport): Box => {
    const [dx, dy] = [box.left > 500 ? width - 1000 : 0, box.top > 400 ? height - 600 : 0];
    return { left: box.left + dx, right: box.right + dx, top: box.top + dy, bottom: box.bottom + dy };
  };

  test.each([
    { width: 1000, height: 600 },
    { width: 700, height: 420 },
    { width: 2500, height: 1700 },
    { width: 3840, height: 2160 },
  ])('nowhere at the edge is the avatar covered, on a screen of %p', (seen) => {
    const overlays = all.map((box) => moved(box, seen));
    const covered: Position[] = [];
    for (let share = 0; share <= 1; share += 1 / 256) {
      const [x, y] = [share * YARD_WIDTH_PX, share * YARD_HEIGHT_PX];
      for (const target of [
        { x, y: 0 },
        { x, y: YARD_HEIGHT_PX },
        { x: 0, y },
        { x: YARD_WIDTH_PX, y },
      ])
        if (overlays.some((box) => isUnder(onScreen(target, overlays, seen), box))) covered.push(target);
    }
    expect(covered).toEqual([]);
  });

  test('a panel at the right is cleared at the right edge', () => {
    const place = onScreen({ x: YARD_WIDTH_PX, y: 800 }, [PANEL], { width: 1400, height: 600 });
    expect(place.x + 17).toBeLessThanOrEqual(1400);
    const wide = { ...PANEL, left: 960, right: 1384 };
    expect(isUnder(onScreen({ x: YARD_WIDTH_PX, y: 300 }, [wide], { width: 1400, height: 600 }), wide)).toBe(
      false,
    );
  });

  test('one over the middle of the screen is cleared wherever one is', () => {
    const panel = { ...PANEL, left: 360, right: 784 };
    const seen = { width: 800, height: 600 };
    for (const x of [0, 400, 1200, 2000, YARD_WIDTH_PX])
      expect(isUnder(onScreen({ x, y: 800 }, [panel], seen), panel)).toBe(false);
  });

  test('one that covers nearly all of the screen changes nothing: there is no place beside it', () => {
    const large = { left: 40, top: 80, right: 464, bottom: 300 };
    const seen = { width: 480, height: 360 };
    expect(marginsFor([large], { x: 1200, y: 800 }, seen, DEFAULT_YARD_SIZE)).toEqual(NO_OVERLAYS);
  });

  test('far from its sides an overlay at the top or bottom changes nothing, and along the edge the camera never jumps', () => {
    expect(marginsFor([MAP], { x: 500, y: YARD_HEIGHT_PX }, viewport, DEFAULT_YARD_SIZE).bottom).toBe(60);
    let stepPx = 0;
    let last = onScreen({ x: 0, y: YARD_HEIGHT_PX }, all, viewport);
    for (let x = 4; x <= YARD_WIDTH_PX; x += 4) {
      const now = onScreen({ x, y: YARD_HEIGHT_PX }, all, viewport);
      stepPx = Math.max(stepPx, Math.abs(now.y - last.y));
      last = now;
    }
    expect(stepPx).toBeGreaterThan(0);
    expect(stepPx).toBeLessThan(4);
  });

  test('margins change over some frames, and arrive', () => {
    const margins = { ...NO_OVERLAYS };
    const wanted = { ...NO_OVERLAYS, right: 464 };
    easeMargins(margins, wanted, 1 / 60);
    expect(margins.right).toBeGreaterThan(60);
    expect(margins.right).toBeLessThan(200);
    for (let frame = 0; frame < 120; frame++) easeMargins(margins, wanted, 1 / 60);
    expect(margins).toEqual(wanted);
  });
});
