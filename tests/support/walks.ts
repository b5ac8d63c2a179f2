/** "Undisturbed", as state and never as time: numbered steps, and what another has seen of them. */
import { MOTION_RATE_HZ } from '../../shared/config';
import type { Companion } from './pictures';
import { pause, until } from './until';

export const WALK_STEPS = 200;
/**
 * A server may put many steps into one flush, and a test machine may be busy; a walk of which less than this share was
 * seen was not watched again and again, though.
 */
const SEEN_SHARE = 0.25;

/** Takes steps to x = 1, 2, 3, …, at least WALK_STEPS and until `isOver`. Resolves with the last one's number. */
export async function walk({ player }: Companion, y: number, isOver = () => true): Promise<number> {
  for (let x = 1; ; x++) {
    player.move({ x, y, vx: 0, vy: 0 });
    await pause(1000 / MOTION_RATE_HZ);
    if (x >= WALK_STEPS && isOver()) return x;
  }
}

/** Waits until `onlooker` sees the last of so many steps, and checks that it saw the walker all the way. */
export async function expectSeen(onlooker: Companion, walker: Companion, steps: number): Promise<void> {
  const id = walker.picture.id ?? 0;
  const way = `${onlooker.name} to see ${walker.name}'s step ${steps}`;
  await until(way, () => onlooker.picture.others.get(id)?.x === steps);
  expect(walker.picture.ids).toEqual([id]);
  expect(onlooker.picture.left).not.toContain(id);
  expect(onlooker.picture.xsOf(id).size).toBeGreaterThan(steps * SEEN_SHARE);
}

/** Two walk while something happens; each sees all of the other's walk. */
export async function expectUndisturbed(
  [one, other]: readonly [Companion, Companion],
  isOver?: () => boolean,
): Promise<void> {
  const [ones, others] = await Promise.all([walk(one, 100, isOver), walk(other, 200, isOver)]);
  await Promise.all([expectSeen(other, one, ones), expectSeen(one, other, others)]);
  expect(one.states).toEqual(['present']);
  expect(other.states).toEqual(['present']);
}
