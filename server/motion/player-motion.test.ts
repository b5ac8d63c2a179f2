import { MOTION_END_MS } from '../../shared/config';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { PlayerMotion } from './player-motion';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const START_MS = 1_000_000;
const RIGHT = { vx: 240, vy: 0 };
const REST = { vx: 0, vy: 0 };

/** Somebody who stands at 100, 100. */
function standing(): PlayerMotion {
  const player = new PlayerMotion(SIZE);
  player.setMotion({ x: 100, y: 100, ...REST }, START_MS, START_MS);
  return player;
}

test('the server walks a player on, and holds it at the edge', () => {
  const player = standing();
  player.setMotion({ x: 100, y: 100, ...RIGHT }, START_MS, START_MS);
  expect(player.at(START_MS + 1000)).toEqual({ x: 340, y: 100 });
  expect(player.at(START_MS + 60_000)).toEqual({ x: 2400, y: 100 });
  expect(player.isWalking(START_MS + 1000)).toBe(true);
  expect(player.isWalking(START_MS + 60_000)).toBe(false);
  expect(new PlayerMotion(SIZE).at(5)).toBeUndefined();
});

test('a straight walk of a minute is no cheat, nor is what was told of it once a second', () => {
  const player = new PlayerMotion({ widthPx: 24_000, heightPx: 1600 });
  for (let s = 0; s <= 60; s++) {
    const nowMs = START_MS + 1000 * s;
    const told = player.setMotion({ x: 240 * s, y: 5, ...RIGHT }, nowMs, nowMs);
    expect(told).toEqual({ isNews: s === 0 || s === 56, corrected: undefined });
  }
});

test('a leap is held on its way, and corrected', () => {
  const player = standing();
  const { corrected } = player.setMotion({ x: 2000, y: 100, ...REST }, START_MS, START_MS);
  expect(corrected).toEqual({ x: 460, y: 100 });
  expect(player.at(START_MS)).toEqual({ x: 460, y: 100 });
});

test('who turned while a message was lost is where it says', () => {
  const player = standing();
  player.setMotion({ x: 100, y: 100, ...RIGHT }, START_MS, START_MS);
  const back = { x: 100 - 240, y: 100 };
  expect(
    player.setMotion({ ...back, x: 0, ...REST }, START_MS + 1000, START_MS + 1000).corrected,
  ).toBeUndefined();
});

test('a motion that meets the edge is not corrected; a place outside is', () => {
  const player = standing();
  player.setMotion({ x: 100, y: 100, vx: -240, vy: 0 }, START_MS, START_MS);
  const nowMs = START_MS + 1000;
  expect(player.setMotion({ x: 0, y: 100, ...REST }, nowMs, nowMs).corrected).toBeUndefined();
  expect(player.setMotion({ x: -5, y: 100, ...REST }, nowMs, nowMs).corrected).toEqual({ x: 0, y: 100 });
});

test('a velocity over the limit is scaled down to it, and no place is corrected for that', () => {
  const player = standing();
  const { corrected } = player.setMotion({ x: 100, y: 100, vx: 3000, vy: 4000 }, START_MS, START_MS);
  expect(corrected).toBeUndefined();
  expect(player.current).toMatchObject({ vx: 180, vy: 240 });
});

test('a repeat that leads where the last one led is no news; another way, a stop or another place is', () => {
  const player = standing();
  player.setMotion({ x: 100, y: 100, ...RIGHT }, START_MS, START_MS);
  const at = (ms: number, x: number, velocity = RIGHT) =>
    player.setMotion({ x, y: 100, ...velocity }, START_MS + ms, START_MS + ms).isNews;
  expect(at(500, 220)).toBe(false);
  expect(at(600, 245.5)).toBe(false);
  expect(at(700, 288)).toBe(true);
  expect(at(800, 312, REST)).toBe(true);
  expect(at(900, 312, REST)).toBe(false);
});

test('the moment is its tag, within bounds', () => {
  const moment = (tagOffMs: number | undefined, nowMs = START_MS + 1000) => {
    const player = standing();
    player.setMotion(
      { x: 101, y: 100, ...RIGHT },
      tagOffMs === undefined ? undefined : nowMs + tagOffMs,
      nowMs,
    );
    return (player.current?.atMs ?? NaN) - nowMs;
  };
  expect(moment(-40)).toBe(-40);
  expect(moment(-600)).toBe(-250);
  expect(moment(30)).toBe(0);
  expect(moment(-2001)).toBe(0);
  expect(moment(2001)).toBe(0);
  expect(moment(undefined)).toBe(0);
  // Never earlier than the last moment of this player.
  expect(moment(-200, START_MS + 100)).toBe(-100);
});

test('a walk of which nothing is heard ends where it led, once', () => {
  const player = standing();
  player.setMotion({ x: 100, y: 100, ...RIGHT }, START_MS, START_MS);
  expect(player.endIfSilent(START_MS + MOTION_END_MS - 1)).toBe(false);
  expect(player.endIfSilent(START_MS + MOTION_END_MS)).toBe(true);
  expect(player.current).toMatchObject({ x: 700, vx: 0 });
  expect(player.endIfSilent(START_MS + MOTION_END_MS + 1000)).toBe(false);
});

test('who is known by positions alone is flagged so, until its next motion, and is always news', () => {
  const player = standing();
  expect(player.setPosition({ x: 110, y: 100 }, START_MS + 50, false).isNews).toBe(true);
  expect(player.flags).toBe(MOTION_FLAGS.byPositions);
  expect(player.setPosition({ x: 110, y: 100 }, START_MS + 90, false).isNews).toBe(true);
  expect(player.setMotion({ x: 110, y: 100, ...REST }, undefined, START_MS + 100).isNews).toBe(true);
  expect(player.flags).toBe(0);
});

test('the first place of a player, and one that it did not walk to, are flagged as teleports', () => {
  const guest = new PlayerMotion(SIZE);
  guest.setPosition({ x: 5, y: 5 }, START_MS, true);
  expect(guest.flags).toBe(MOTION_FLAGS.byPositions | MOTION_FLAGS.teleported);
  guest.setPosition({ x: 15, y: 5 }, START_MS, true);
  expect(guest.flags).toBe(MOTION_FLAGS.byPositions);
  guest.setPosition({ x: 1500, y: 5 }, START_MS, true);
  expect(guest.flags).toBe(MOTION_FLAGS.byPositions | MOTION_FLAGS.teleported);
});

test('who walked another way while nothing of it came did not leap, and who is farther than anybody walks did', () => {
  const player = standing();
  player.setMotion({ x: 100, y: 100, ...RIGHT }, START_MS, START_MS);
  // It turned down at once, and that got lost: it was expected at 340, 100.
  player.setMotion({ x: 100, y: 340, ...REST }, START_MS + 1000, START_MS + 1000);
  expect(player.flags).toBe(0);
  player.setMotion({ x: 100, y: 340, ...REST }, START_MS + 1900, START_MS + 1900);
  player.setMotion({ x: 400, y: 340, ...REST }, START_MS + 1910, START_MS + 1910);
  expect(player.current).toMatchObject({ x: 400 });
  expect(player.flags).toBe(MOTION_FLAGS.teleported);
});

test.each([1500, 2400, 6000])('repeats that come all at once, %d ms late, throw nobody back', (stallMs) => {
  const motion = new PlayerMotion(SIZE);
  const walk = { y: 800, vx: 240, vy: 0 };
  motion.setMotion({ ...walk, x: 100 }, 10_000, 10_000);
  const nowMs = 10_000 + stallMs;
  for (let tagMs = 11_000; tagMs <= nowMs; tagMs += 1000) {
    const told = motion.setMotion({ ...walk, x: 100 + 0.24 * (tagMs - 10_000) }, tagMs, nowMs);
    expect(told).toEqual({ isNews: false, corrected: undefined });
  }
  expect(motion.at(nowMs)?.x).toBeCloseTo(100 + 0.24 * stallMs, 3);
  expect(motion.endIfSilent(nowMs + 100)).toBe(false);
});
