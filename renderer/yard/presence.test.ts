import { Presence } from './presence';

test('somebody new grows from nothing to life size', () => {
  const presence = new Presence(1000);
  expect(presence.scale(1000, false)).toBeCloseTo(0);
  expect(presence.scale(1060, false)).toBeGreaterThan(0.5);
  expect(presence.scale(1200, false)).toBe(1);
  expect(presence.scale(99_000, false)).toBe(1);
});

test('who leaves shrinks and is gone', () => {
  const presence = new Presence(0);
  presence.leave(1000);
  expect(presence.scale(1000, false)).toBe(1);
  expect(presence.scale(1100, false)).toBeLessThan(1);
  expect(presence.isGone(1100)).toBe(false);
  expect(presence.scale(1160, false)).toBe(0);
  expect(presence.isGone(1160)).toBe(true);
});

test('a departure that arrives twice is seen once', () => {
  const presence = new Presence(0);
  presence.leave(1000);
  presence.leave(1100);
  expect(presence.isGone(1160)).toBe(true);
});

test('who prefers calm sees nobody grow or shrink', () => {
  const presence = new Presence(0);
  expect(presence.scale(10, true)).toBe(1);
  presence.leave(20);
  expect(presence.scale(21, true)).toBe(0);
});
