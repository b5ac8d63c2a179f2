/** Motions of players of other servers, as those tell them. */
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { PlayerMotion } from './player-motion';

const SIZE = { widthPx: 2400, heightPx: 1600 };
const START_MS = 1_000_000;
const walk = { x: 100, y: 100, vx: 240, vy: 0, atMs: START_MS };

function walking(): PlayerMotion {
  const motion = new PlayerMotion(SIZE);
  expect(motion.setTold(walk, 0, START_MS + 5)).toBe(true);
  return motion;
}

test('no speed is limited twice: what a server tells of a place is so, and a leap is flagged', () => {
  const motion = walking();
  motion.setTold({ ...walk, x: 2000, atMs: START_MS + 100 }, 0, START_MS + 100);
  expect(motion.current).toMatchObject({ x: 2000 });
  expect(motion.flags).toBe(MOTION_FLAGS.teleported);
  motion.setTold({ ...walk, x: 2000, vx: 0, atMs: START_MS + 200 }, 0, START_MS + 200);
  expect(motion.flags).toBe(0);
  motion.setTold({ ...walk, x: 2000, vx: 0, atMs: START_MS + 300 }, 1, START_MS + 300);
  expect(motion.flags).toBe(MOTION_FLAGS.byPositions);
});

test('what was said of late is told by its moment, and one of the future is now', () => {
  const motion = walking();
  expect(motion.at(START_MS + 1000)).toEqual({ x: 340, y: 100 });
  motion.setTold({ ...walk, x: 340, vx: 0, atMs: START_MS + 1030 }, 0, START_MS + 1000);
  expect(motion.current?.atMs).toBe(START_MS + 1000);
});

test('where the clock of its server was set back by more than a motion is ever late, it holds what is said from then on', () => {
  const motion = walking();
  const turn = { ...walk, vx: 0, vy: 240 };
  expect(motion.setTold({ ...turn, atMs: START_MS - 1500 }, 0, START_MS + 100)).toBe(false);
  expect(motion.setTold({ ...turn, atMs: START_MS - 2500 }, 0, START_MS + 200)).toBe(true);
});

test('who comes here may go on from where it was led, no faster than anybody', () => {
  const came = () => {
    const motion = walking();
    motion.takeOver(START_MS + 1000);
    return motion;
  };
  const led = { ...walk, x: 340 };
  expect(came().setMotion(led, undefined, START_MS + 1000)).toEqual({ isNews: false, corrected: undefined });
  expect(came().setMotion({ ...led, x: 2400 }, undefined, START_MS + 1000).corrected?.x).toBeLessThan(1100);
  expect(came().endIfSilent(START_MS + 3000)).toBe(false);
});
