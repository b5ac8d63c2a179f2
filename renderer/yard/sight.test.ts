import { seeded } from '../../shared/random';
import { DRAWN_MAX, Sight } from './sight';

const SCREEN = { left: 1000, top: 1000, right: 2280, bottom: 1800 };
const MARGIN_PX = 110;

function sightOf(seen = SCREEN): Sight {
  const sight = new Sight();
  sight.update(seen, MARGIN_PX, 0);
  return sight;
}

test('in sight is what is on the screen, with a margin; who is drawn leaves a little later than it came', () => {
  const sight = sightOf();
  expect(sight.distancePx(1640, 1400, false)).toBeLessThan(0);
  expect(sight.distancePx(1000 - MARGIN_PX + 1, 1400, false)).toBeLessThan(0);
  expect(sight.distancePx(1000 - MARGIN_PX - 20, 1400, false)).toBe(20);
  expect(sight.distancePx(1000 - MARGIN_PX - 20, 1400, true)).toBeLessThan(0);
  expect(sight.distancePx(1640, 1800 + MARGIN_PX + 500, false)).toBe(500);
});

test('of a crowd that is too large those nearest to the middle are drawn, and all again when it is smaller', () => {
  const random = seeded(4);
  const place = () => ({ x: 900 + 1480 * random(), y: 900 + 1000 * random(), isDrawn: false });
  const crowd = Array.from({ length: 3 * DRAWN_MAX }, place);
  const sight = sightOf();
  const middlePx = ({ x, y }: { x: number; y: number }) => Math.hypot(x - 1640, y - 1400);
  const drawn = () => crowd.filter(({ isDrawn }) => isDrawn);
  const frame = () => {
    sight.update(SCREEN, MARGIN_PX, drawn().length);
    for (const one of crowd) one.isDrawn = sight.distancePx(one.x, one.y, one.isDrawn) <= 0;
  };
  for (let i = 0; i < 300; i++) frame();
  expect(drawn().length).toBeGreaterThan(0.8 * DRAWN_MAX);
  expect(drawn().length).toBeLessThan(1.1 * DRAWN_MAX);
  const farthestPx = Math.max(...drawn().map(middlePx));
  const missing = crowd.filter(({ isDrawn }) => !isDrawn);
  expect(Math.min(...missing.map(middlePx))).toBeGreaterThan(farthestPx - 45);
  crowd.splice(DRAWN_MAX / 2);
  for (let i = 0; i < 300; i++) frame();
  const inSight = crowd.filter(({ x, y }) => sightOf().distancePx(x, y, false) <= 0);
  expect(drawn().length).toBeGreaterThanOrEqual(inSight.length);
});
