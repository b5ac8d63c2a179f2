import { WALKING_SPEED_PX_PER_S, YARD_HEIGHT_PX, YARD_WIDTH_PX } from './config';
import { seeded } from './random';
import { Walker } from './walker';

test.each([1, 2, 3])(
  'a minute of strolling (seed %d): in the yard, at walking speed, and far about',
  (seed) => {
    const walker = new Walker(seeded(seed));
    let walkedPx = 0;
    for (let i = 0; i < 60 * 30; i++) {
      const from = walker.position;
      const to = walker.step(1 / 30);
      const distancePx = Math.hypot(to.x - from.x, to.y - from.y);
      expect(distancePx).toBeLessThanOrEqual(WALKING_SPEED_PX_PER_S / 30 + 1e-9);
      expect(to.x >= 0 && to.x <= YARD_WIDTH_PX && to.y >= 0 && to.y <= YARD_HEIGHT_PX).toBe(true);
      walkedPx += distancePx;
    }
    expect(walkedPx).toBeGreaterThan(30 * WALKING_SPEED_PX_PER_S);
  },
);
