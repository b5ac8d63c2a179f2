import { DEFAULT_YARD_SIZE } from '../../shared/config';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { AvatarMotion, MotionSources } from './avatar-motion';

const byPosition = (x: number, atMs: number) => ({
  ...{ id: 1, x, y: 800, vx: 0, vy: 0, atMs },
  flags: MOTION_FLAGS.byPositions,
});
const byMotion = (x: number, atMs: number) => ({ id: 1, x, y: 800, vx: 240, vy: 0, atMs, flags: 0 });

/** Where an avatar is drawn that was told these things before its first frame. */
function firstDrawn(...records: ReturnType<typeof byMotion>[]) {
  const sources = new MotionSources(DEFAULT_YARD_SIZE);
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
  const sources = new MotionSources(DEFAULT_YARD_SIZE);
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
    const sources = new MotionSources(DEFAULT_YARD_SIZE);
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
