import { MOTION_MAX_PX_PER_S } from '../../shared/config';
import { placeAt, type Motion } from '../../shared/movement';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { seeded } from '../../shared/random';
import { AvatarMotion, MotionSources } from '../motion/avatar-motion';
import { COARSE_PX, CoarsePlaces } from './coarse-places';

const SIZE = { widthPx: 9600, heightPx: 6400 };
const FRAME_MS = 16;
const LATEST_MS = 250;
/** Who is out of sight is not asked where it is. */
const ASKED_EVERY_MS = 2000;

/**
 * Somebody at the highest speed turns twice a second; the messages take a while. Returns how far their coarse place was at most from the
 * one at which they would be drawn.
 */
function farthestPx(seed: number, isByPositions: boolean): number {
  const random = seeded(seed);
  const sources = new MotionSources(SIZE);
  const avatar = new AvatarMotion(sources);
  const coarse = new CoarsePlaces();
  const under: { motion: Motion; arrivesMs: number }[] = [];
  let motion: Motion = { x: 4800, y: 3200, vx: 0, vy: 0, atMs: 0 };
  let [toldMs, farthest] = [0, 0];
  for (let nowMs = 0; nowMs < 60_000; nowMs += FRAME_MS) {
    if (nowMs >= toldMs) {
      const angle = 2 * Math.PI * random();
      const [vx, vy] = [MOTION_MAX_PX_PER_S * Math.cos(angle), MOTION_MAX_PX_PER_S * Math.sin(angle)];
      const isTurn = !isByPositions || random() < 0.2;
      const way = isTurn ? { vx, vy } : { vx: motion.vx, vy: motion.vy };
      motion = { ...placeAt(motion, nowMs, SIZE), ...way, atMs: nowMs };
      under.push({ motion, arrivesMs: nowMs + LATEST_MS * random() ** 3 });
      toldMs = nowMs + (isByPositions ? 100 : 500);
    }
    for (const told of under.filter(({ arrivesMs }) => arrivesMs <= nowMs)) {
      under.splice(under.indexOf(told), 1);
      const { vx, vy, ...place } = told.motion;
      const flags = isByPositions ? MOTION_FLAGS.byPositions : 0;
      sources.addSample(place.atMs, nowMs);
      avatar.push({ id: 1, ...place, ...(isByPositions ? { vx: 0, vy: 0 } : { vx, vy }), flags }, nowMs);
      if (avatar.newest) coarse.set(0, avatar.newest);
    }
    if (nowMs < 5000 || nowMs % ASKED_EVERY_MS >= FRAME_MS) continue;
    const rough = coarse.at(0, sources.timeAt(nowMs), SIZE, { x: 0, y: 0 });
    const drawn = avatar.at(nowMs, { x: 0, y: 0 });
    farthest = Math.max(farthest, Math.hypot(rough.x - drawn.x, rough.y - drawn.y));
  }
  return farthest;
}

test.each([
  ['motions', false],
  ['positions alone', true],
])(
  'who is known by %s and not asked for is drawn no farther from their coarse place than that may be',
  (_, isByPositions) => {
    const farthest = Math.max(
      ...Array.from({ length: 20 }, (__, seed) => farthestPx(seed + 1, isByPositions)),
    );
    expect(farthest).toBeLessThan(COARSE_PX);
    // It is coarse: the test would see nothing otherwise.
    expect(farthest).toBeGreaterThan(1);
  },
);

test('each has a place of its own, also when there are many, and takes another number with it', () => {
  const coarse = new CoarsePlaces();
  for (let i = 0; i < 1000; i++) coarse.set(i, { x: i, y: 2 * i, vx: 10, vy: 0, atMs: 0 });
  coarse.move(999, 3);
  const at = (i: number) => coarse.at(i, 2000, SIZE, { x: 0, y: 0 });
  expect(at(3)).toEqual({ x: 999 + 20, y: 1998 });
  expect(at(700)).toEqual({ x: 700 + 20, y: 1400 });
});
