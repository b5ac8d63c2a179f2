import { recordAt, emptyMotions, MOTION_FLAGS } from '../../shared/protocol/motions';
import { AvatarMotion, MotionSources } from './avatar-motion';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const FRAME_MS = 16;
const START_MS = 1e12;

/** Draws somebody of whom every other frame tells something new by a clock of this kind; returns where, at each frame. */
function draw(
  frames: number,
  sentMsAt: (nowMs: number) => number,
  xAt: (nowMs: number) => number,
  flags = 0,
) {
  const sources = new MotionSources(SIZE);
  const avatar = new AvatarMotion(sources);
  const out = { x: 0, y: 0 };
  return Array.from({ length: frames }, (_, i) => {
    const nowMs = i * FRAME_MS;
    if (i % 2 === 0) {
      const sentMs = sentMsAt(nowMs);
      sources.clock.addSample(sentMs, nowMs);
      avatar.push({ id: 1, x: xAt(nowMs), y: 100, vx: 0, vy: 0, atMs: sentMs, flags }, nowMs);
    }
    return avatar.at(nowMs, out).x;
  });
}

test.each([
  ['motions', 0],
  ['positions', MOTION_FLAGS.byPositions],
])('a clock that is set back by hours leaves nobody where they were, known by %s', (_, flags) => {
  const backMs = 1e7;
  const isBack = (nowMs: number) => nowMs > 3000;
  const xs = draw(
    600,
    (nowMs) => START_MS + nowMs - (isBack(nowMs) ? backMs : 0),
    (nowMs) => (isBack(nowMs) ? 150 : 100),
    flags,
  );
  expect(xs.at(180)).toBeCloseTo(100, 0);
  expect(xs.at(-1)).toBeCloseTo(150, 0);
});

test('tags that stand still for a while make no velocity infinite', () => {
  const sources = new MotionSources(SIZE);
  const avatar = new AvatarMotion(sources);
  const out = { x: 0, y: 0 };
  for (let nowMs = 0; nowMs < 6000; nowMs += FRAME_MS) {
    const sentMs = START_MS + (nowMs < 2000 ? nowMs : 0);
    sources.clock.addSample(sentMs, nowMs);
    const records = emptyMotions(1);
    records.ids[0] = 1;
    records.xs[0] = 1000 + (nowMs % 7);
    records.vxs[0] = 100;
    avatar.push(recordAt(records, 0, sentMs), nowMs);
    avatar.at(nowMs, out);
    expect(Number.isFinite(out.x) && Number.isFinite(out.y)).toBe(true);
    expect(sources.clock.rate).toBeGreaterThan(0);
  }
});

test('who was drawn too far towards the yard’s edge is never drawn beyond it', () => {
  const sources = new MotionSources(SIZE);
  const avatar = new AvatarMotion(sources);
  const push = (y: number, vy: number, atMs: number, nowMs: number): void => {
    sources.clock.addSample(atMs + START_MS, nowMs);
    avatar.push({ id: 1, x: 100, y, vx: 0, vy, atMs: atMs + START_MS, flags: 0 }, nowMs);
  };
  const place = { x: NaN, y: NaN };
  const ys: number[] = [];
  push(100, -240, 0, 1);
  for (let nowMs = 1; nowMs < 2000; nowMs += 1000 / 60) {
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
