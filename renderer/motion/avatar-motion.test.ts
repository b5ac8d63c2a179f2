import { AvatarMotion, MotionSources } from './avatar-motion';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const APART_MS = 5_000_000;
const FRAME_MS = 1000 / 60;

test('who was drawn too far towards the yard’s edge is never drawn beyond it', () => {
  const sources = new MotionSources(SIZE);
  const avatar = new AvatarMotion(sources);
  const push = (y: number, vy: number, atMs: number, nowMs: number): void => {
    sources.clock.addSample(atMs + APART_MS, nowMs);
    avatar.push({ id: 1, x: 100, y, vx: 0, vy, atMs: atMs + APART_MS, flags: 0 }, nowMs);
  };
  const place = { x: NaN, y: NaN };
  const ys: number[] = [];
  push(100, -240, 0, 1);
  for (let nowMs = 1; nowMs < 2000; nowMs += FRAME_MS) {
    // It is told late that she stood for a while, and went on from there.
    if (ys.length === 24) {
      push(40, 0, 250, nowMs);
      push(40, -240, 350, nowMs);
    }
    ys.push(avatar.at(nowMs, place).y);
  }
  expect(Math.min(...ys)).toBe(0);
  expect(ys.at(-1)).toBe(0);
});
