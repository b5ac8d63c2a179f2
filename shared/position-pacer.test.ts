import { POSITION_RATE_HZ } from './config';
import { PositionPacer } from './position-pacer';

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

test('the last place of a walk is sent when it is due, and twice more to say that it is the last', () => {
  const pacer = new PositionPacer();
  expect(pacer.offer({ x: 1, y: 1 }, 0)).toBe(true);
  const sentMs = [];
  for (let nowMs = 5; nowMs < 10_000; nowMs += 5) if (pacer.offer({ x: 2, y: 1 }, nowMs)) sentMs.push(nowMs);
  expect(sentMs).toEqual([35, 70, 100]);
});

test('who walks on after a rest is sent at once, and its next rest again', () => {
  const pacer = new PositionPacer();
  const offers = (x: number, fromMs: number) =>
    Array.from({ length: 20 }, (_, i) => pacer.offer({ x, y: 0 }, fromMs + 10 * i)).filter(Boolean).length;
  expect(offers(1, 0)).toBe(3);
  expect(pacer.offer({ x: 2, y: 0 }, 1000)).toBe(true);
  expect(offers(2, 1010)).toBe(2);
});
