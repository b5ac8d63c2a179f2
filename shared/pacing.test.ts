import { POSITION_RATE_HZ } from './config';
import { PositionPacer } from './pacing';

/** Offers a walk of one second at so many frames a second, and returns the times at which it was sent. */
function walkOneSecond(pacer: PositionPacer, framesPerSecond: number): number[] {
  const sentMs: number[] = [];
  for (let frame = 0; frame < framesPerSecond; frame++) {
    const nowMs = (frame * 1000) / framesPerSecond;
    if (pacer.offer({ x: frame, y: 0 }, nowMs)) sentMs.push(nowMs);
  }
  return sentMs;
}

test.each([60, 59.9, 75, 144, 240])('at %d frames a second a walk is sent at the rate', (framesPerSecond) => {
  expect(
    Math.abs(walkOneSecond(new PositionPacer(), framesPerSecond).length - POSITION_RATE_HZ),
  ).toBeLessThanOrEqual(1);
});

test('at fewer frames than the rate every frame is sent', () => {
  expect(walkOneSecond(new PositionPacer(), 20)).toHaveLength(20);
});

test('standing still sends nothing, and the last place of a walk is sent when it is due', () => {
  const pacer = new PositionPacer();
  expect(pacer.offer({ x: 1, y: 1 }, 0)).toBe(true);
  expect(pacer.offer({ x: 2, y: 1 }, 5)).toBe(false);
  expect(pacer.offer({ x: 2, y: 1 }, 40)).toBe(true);
  expect(pacer.offer({ x: 2, y: 1 }, 10_000)).toBe(false);
});
