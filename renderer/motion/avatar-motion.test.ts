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

const byPosition = (x: number, atMs: number) => ({
  ...{ id: 1, x, y: 800, vx: 0, vy: 0, atMs },
  flags: MOTION_FLAGS.byPositions,
});
const byMotion = (x: number, atMs: number) => ({ id: 1, x, y: 800, vx: 240, vy: 0, atMs, flags: 0 });

/** Where an avatar is drawn that was told these things before its first frame. */
function firstDrawn(...records: ReturnType<typeof byMotion>[]) {
  const sources = new MotionSources(SIZE);
  const avatar = new AvatarMotion(sources);
  for (const record of records) {
    sources.addSample(record.atMs, record.atMs + 5);
    avatar.push(record, record.atMs + 5);
  }
  const nowMs = (records.at(-1)?.atMs ?? 0) + 21;
  return avatar.at(nowMs, { x: NaN, y: NaN });
}

test('who tells motions after positions, or positions after motions, before it was ever drawn is drawn where it is', () => {
  expect(firstDrawn(byPosition(100, 1000), byMotion(101, 1010)).x).toBeCloseTo(101, 0);
  expect(firstDrawn(byMotion(100, 1000), byPosition(102, 1010)).x).toBeCloseTo(102, 0);
});

test('who tells motions after positions goes on from where it was drawn', () => {
  const sources = new MotionSources(SIZE);
  const avatar = new AvatarMotion(sources);
  const out = { x: NaN, y: NaN };
  for (let atMs = 0; atMs <= 1000; atMs += 40) {
    sources.addSample(atMs, atMs);
    avatar.push(byPosition(100 + 0.24 * atMs, atMs), atMs);
    avatar.at(atMs, out);
  }
  const { x } = out;
  sources.addSample(1010, 1010);
  avatar.push(byMotion(100 + 0.24 * 1010, 1010), 1010);
  avatar.at(1016, out);
  expect(out.x).toBeGreaterThanOrEqual(x);
  expect(out.x - x).toBeLessThan(2 * 0.24 * 16);
});

test.each([
  ['few messages', 10],
  ['many', 60],
])(
  'after the page stood still for seconds, on a network of %s a second, nobody is drawn longer ago',
  (_, perS) => {
    const sources = new MotionSources(SIZE);
    const avatar = new AvatarMotion(sources);
    const out = { x: NaN, y: NaN };
    const everyMs = 1000 / perS;
    let [told, frames] = [0, 0];
    const go = (untilMs: number, isStill = false) => {
      for (let nowMs = frames; nowMs < untilMs && !isStill; nowMs += 16) {
        sources.frame(nowMs);
        for (; told <= nowMs - 5; told += everyMs) take(told, nowMs);
        avatar.at(nowMs, out);
      }
      frames = untilMs;
    };
    const take = (sentMs: number, nowMs: number) => {
      sources.addSample(sentMs, nowMs);
      avatar.push(byMotion(Math.floor(sentMs / 400), sentMs), nowMs);
    };
    go(10_000);
    const before = avatar.delayMs;
    go(15_000, true);
    for (; told <= 14_995; told += everyMs) take(told, 15_000);
    go(17_000);
    expect(avatar.delayMs).toBeLessThan(1.5 * before);
  },
);
