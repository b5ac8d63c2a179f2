/** How fast a player can be who lies in velocities, places and tags. */
import { MOTION_MAX_PX_PER_S, SPEED_BURST_PX } from '../../shared/config';
import type { Position, Velocity } from '../../shared/movement';
import { seeded } from '../../shared/random';
import { PlayerMotion } from './player-motion';

const SIZE = { widthPx: 9600, heightPx: 6400 };
const START_MS = 1_000_000;
const TOLD = 100;
/** What a tag may be off, and what rounding velocities to eighths of a pixel gives. */
const TOLERANCE_PX = 100;

interface Told {
  to: Position;
  velocity: Velocity;
  tagMs?: number | undefined;
}
type Lie = (at: Position, i: number, random: () => number) => Told;

const right = { vx: 300, vy: 0 };
const far = { x: 9600, y: 3200 };
const LIES: Record<string, { everyMs: number; lie: Lie }> = {
  'tells the fastest walk, and leaps ahead of it each second': {
    everyMs: 1000,
    lie: () => ({ to: far, velocity: right }),
  },
  'does so 100 times a second': { everyMs: 10, lie: () => ({ to: far, velocity: right }) },
  'does so every 2.4 s': { everyMs: 2400, lie: () => ({ to: far, velocity: right }) },
  'stands and creeps': { everyMs: 20, lie: () => ({ to: far, velocity: { vx: 0, vy: 0 } }) },
  'tells a velocity that no number of ours holds': {
    everyMs: 500,
    lie: () => ({ to: far, velocity: { vx: 3e38, vy: -0 } }),
  },
  'tells tags that go to and fro': {
    everyMs: 50,
    lie: (_, i) => ({ to: far, velocity: right, tagMs: i % 2 === 0 ? -250 : 0 }),
  },
  'tells repeats a little ahead': {
    everyMs: 10,
    lie: ({ x, y }, i) => ({ to: { x: x + (i % 100 === 0 ? 400 : 4.9), y }, velocity: right }),
  },
  'lies at random': {
    everyMs: 40,
    lie: ({ x, y }, _, random) => ({
      to: { x: x + 900 * (random() - 0.2), y: y + 500 * (random() - 0.5) },
      velocity: { vx: 4000 * (random() - 0.3), vy: 4000 * (random() - 0.5) },
      tagMs: random() < 0.3 ? undefined : 2500 * (random() - 0.8),
    }),
  },
};

test.each(Object.entries(LIES))(
  'nobody goes farther than the limit and one burst in any time who %s',
  (_, { everyMs, lie }) => {
    const player = new PlayerMotion(SIZE);
    const random = seeded(17);
    player.setMotion({ x: 0, y: 3200, vx: 0, vy: 0 }, undefined, START_MS);
    const from = player.at(START_MS);
    let at = { x: 0, y: 3200 };
    for (let i = 1; i * everyMs <= 10_000; i++) {
      const nowMs = START_MS + i * everyMs;
      at = { ...(player.at(nowMs) ?? at) };
      const { to, velocity, tagMs } = lie(at, i, random);
      player.setMotion({ ...to, ...velocity }, tagMs === undefined ? undefined : nowMs + tagMs, nowMs);
      const { x, y } = player.at(nowMs) ?? at;
      expect(Number.isFinite(x) && Number.isFinite(y)).toBe(true);
      const px = Math.hypot(x - (from?.x ?? 0), y - (from?.y ?? 0));
      expect(px).toBeLessThan(
        SPEED_BURST_PX + (MOTION_MAX_PX_PER_S * (nowMs - START_MS)) / 1000 + TOLERANCE_PX,
      );
    }
  },
);

test('who walked for long and repeated it cannot leap back to where that walk began', () => {
  const player = new PlayerMotion(SIZE);
  for (let s = 0; s <= 10; s++)
    player.setMotion({ x: TOLD + 240 * s, y: 100, vx: 240, vy: 0 }, undefined, START_MS + 1000 * s);
  const { corrected } = player.setMotion({ x: TOLD, y: 100, vx: 0, vy: 0 }, undefined, START_MS + 10_000);
  expect(corrected?.x).toBeGreaterThanOrEqual(TOLD + 2400 - SPEED_BURST_PX);
});

test('who tells a position in the place of each other motion is no faster', () => {
  const player = new PlayerMotion(SIZE);
  player.setMotion({ x: 0, y: 0, vx: 0, vy: 0 }, undefined, START_MS);
  for (let nowMs = START_MS + 500; nowMs <= START_MS + 10_000; nowMs += 1000) {
    player.setMotion({ x: 9600, y: 0, ...right }, undefined, nowMs);
    player.setPosition({ x: 9600, y: 0 }, nowMs + 500, false);
  }
  expect(player.current?.x).toBeLessThan(SPEED_BURST_PX + 10 * MOTION_MAX_PX_PER_S + TOLERANCE_PX);
});

test('who comes back by another connection may have walked meanwhile, and no farther', () => {
  const player = new PlayerMotion(SIZE);
  player.setMotion({ x: 100, y: 100, vx: 0, vy: 0 }, undefined, START_MS);
  player.resume(START_MS + 4000);
  expect(
    player.setMotion({ x: 1060, y: 100, vx: 0, vy: 0 }, undefined, START_MS + 4000).corrected,
  ).toBeUndefined();
  for (let ms = 4100; ms <= 5000; ms += 100) player.resume(START_MS + ms);
  const { corrected } = player.setMotion({ x: 9000, y: 100, vx: 0, vy: 0 }, undefined, START_MS + 5000);
  expect(corrected?.x).toBeLessThanOrEqual(100 + SPEED_BURST_PX + 5 * MOTION_MAX_PX_PER_S);
});

test('who turned again and again while the server was away is where it says, and no more than that', () => {
  const player = new PlayerMotion(SIZE);
  const right = { vx: 240, vy: 0 };
  player.setMotion({ x: 5000, y: 100, ...right }, START_MS, START_MS);
  // Away for 3 s; what it told meanwhile is read then: it turned each 0.75 s.
  const nowMs = START_MS + 3000;
  player.excuseSilence(3000, nowMs);
  const told = [5180, 5000, 5180, 5000].map((x, i) =>
    player.setMotion({ x, y: 100, vx: i % 2 === 0 ? -240 : 240, vy: 0 }, START_MS + 750 * (i + 1), nowMs),
  );
  expect(told.map(({ corrected }) => corrected)).toEqual([undefined, undefined, undefined, undefined]);
  const { corrected } = player.setMotion({ x: 9000, y: 100, ...right }, nowMs, nowMs);
  expect(corrected?.x).toBeLessThanOrEqual(5000 + SPEED_BURST_PX + 3 * MOTION_MAX_PX_PER_S - 4 * 180 + 1);
});
