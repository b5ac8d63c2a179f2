import { TOUCH_PX, type Participant } from './game';
import { firstTouch } from './touches';

/** Somebody who comes from the left, and is at the touch radius from (0, 0) at a moment. */
const coming = (id: number, touchesMs: number): Participant => ({
  id,
  at: (ms, out = { x: 0, y: 0 }) => Object.assign(out, { x: -TOUCH_PX + 0.24 * (ms - touchesMs), y: 0 }),
});
const target = (_: number, out = { x: 0, y: 0 }) => Object.assign(out, { x: 0, y: 0 });

test.each([
  ['the earlier', [coming(1, 40), coming(2, 10)], 2],
  ['at one moment the lower id', [coming(3, 10), coming(2, 10)], 2],
  ['nobody before the touch', [coming(1, 60), coming(2, 70)], undefined],
])('of those who touch something between two steps it is %s', (_, all, expected) => {
  for (const others of [all, all.toReversed()]) {
    const touch = firstTouch(target, others, 1, 51);
    expect(touch?.participant.id).toBe(expected);
    if (touch) expect(Math.abs(touch.atMs - 10)).toBeLessThanOrEqual(5);
  }
});
