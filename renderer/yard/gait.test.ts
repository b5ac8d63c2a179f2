import { Gait } from './gait';

const FRAME_S = 1 / 60;

function walk(gait: Gait, dxPx: number, dyPx: number, frames: number, isCalm = false) {
  const seen = { squash: 0, hopPx: 0, swing: 0 };
  for (let i = 0; i < frames; i++) {
    gait.advance(dxPx, dyPx, FRAME_S, isCalm);
    seen.squash = Math.max(seen.squash, Math.abs(gait.squash));
    seen.hopPx = Math.max(seen.hopPx, gait.hopPx);
    seen.swing = Math.max(seen.swing, Math.abs(gait.swing));
  }
  return seen;
}

test('who stands does not move', () => {
  expect(walk(new Gait(), 0, 0, 60)).toEqual({ squash: 0, hopPx: 0, swing: 0 });
});

test('who walks steps, hops, and looks where they walk', () => {
  const gait = new Gait();
  const seen = walk(gait, 4, 0, 60);
  expect(seen.swing).toBeGreaterThan(0.8);
  expect(seen.hopPx).toBeGreaterThan(2);
  expect(seen.squash).toBeGreaterThan(0.03);
  expect(gait.gazeX).toBeCloseTo(1);
  expect(gait.gazeY).toBeCloseTo(0);
});

test('who stops comes to rest and goes on looking there', () => {
  const gait = new Gait();
  walk(gait, -4, 0, 33);
  walk(gait, 0, 0, 60);
  for (const rest of [gait.swing, gait.hopPx, gait.squash]) expect(rest).toBeCloseTo(0);
  expect(gait.gazeX).toBeCloseTo(-1);
});

test('a frame without a new place does not stop the walk', () => {
  const gait = new Gait();
  walk(gait, 4, 0, 60);
  gait.advance(0, 0, FRAME_S, false);
  expect(walk(gait, 4, 0, 10).swing).toBeGreaterThan(0.6);
});

test('who prefers calm sees steps alone', () => {
  const seen = walk(new Gait(), 4, 0, 60, true);
  expect(seen.squash).toBe(0);
  expect(seen.hopPx).toBe(0);
  expect(seen.swing).toBeGreaterThan(0.8);
});
