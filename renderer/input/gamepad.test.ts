import fc from 'fast-check';
import { padDirection, PadButtons, withoutDeadZone } from './gamepad';

const NONE: number[] = [];
const pad = (pressed: number[], axes: number[] = [0, 0]) => ({
  axes,
  buttons: Array.from({ length: 17 }, (_, i) => ({ pressed: pressed.includes(i) })),
});
const axis = fc.double({ min: -1, max: 1, noNaN: true });

test('a stick that rests beside its middle walks nowhere', () => {
  expect(withoutDeadZone(0.1, -0.1)).toEqual({ x: 0, y: 0 });
  expect(withoutDeadZone(0.2, 0)).toEqual({ x: 0, y: 0 });
  expect(withoutDeadZone(NaN, 0)).toEqual({ x: 0, y: 0 });
});

test('beyond the dead zone the walk begins slowly, and is at full speed at the rim', () => {
  expect(withoutDeadZone(0.21, 0).x).toBeLessThan(0.05);
  expect(withoutDeadZone(0.575, 0).x).toBeCloseTo(0.5);
  expect(withoutDeadZone(0, -0.96)).toEqual({ x: 0, y: -1 });
});

test('the angle stays that of the stick, and nobody is faster than at full tilt', () => {
  fc.assert(
    fc.property(axis, axis, (x, y) => {
      const direction = withoutDeadZone(x, y);
      const length = Math.hypot(direction.x, direction.y);
      expect(length).toBeLessThanOrEqual(1 + 1e-9);
      if (length > 0) expect(Math.atan2(direction.y, direction.x)).toBeCloseTo(Math.atan2(y, x), 9);
    }),
  );
});

test('more tilt never walks slower', () => {
  fc.assert(
    fc.property(axis, axis, fc.double({ min: 0, max: 1, noNaN: true }), (x, y, share) => {
      const length = (scale: number) => {
        const direction = withoutDeadZone(x * scale, y * scale);
        return Math.hypot(direction.x, direction.y);
      };
      expect(length(share)).toBeLessThanOrEqual(length(1) + 1e-9);
    }),
  );
});

test('the cross walks in eight directions, before the stick', () => {
  expect(padDirection(pad([15]))).toEqual({ x: 1, y: 0 });
  expect(padDirection(pad([12, 14], [1, 1]))).toEqual({ x: -1, y: -1 });
  expect(padDirection(pad(NONE, [0, 1]))).toEqual({ x: 0, y: 1 });
});

test('a pad with fewer axes and buttons than usual is at rest', () => {
  expect(padDirection({ axes: [], buttons: [] })).toEqual({ x: 0, y: 0 });
});

test('a button gives its command once, until it is pressed again', () => {
  const buttons = new PadButtons();
  expect(buttons.readPresses(pad([2]))).toEqual([{ action: 'emote', nth: 0 }]);
  expect(buttons.readPresses(pad([2, 9]))).toEqual([{ action: 'help', nth: 0 }]);
  expect(buttons.readPresses(pad(NONE))).toEqual([]);
  expect(buttons.readPresses(pad([2]))).toEqual([{ action: 'emote', nth: 0 }]);
});

test('button A, the cross and the sticks give no command', () => {
  expect(new PadButtons().readPresses(pad([0, 10, 11, 12, 13, 14, 15, 16]))).toEqual([]);
});
