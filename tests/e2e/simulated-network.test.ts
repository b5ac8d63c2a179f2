/** A window behind a bad network, made by --simulate: what it draws of a walk is still a walk. */
import type { DebugView } from '../../renderer/debug';
import { DEFAULT_YARD_SIZE, WALKING_SPEED_PX_PER_S, YARD_WIDTH_PX } from '../../shared/config';
import { MotionPacer } from '../../shared/motion-pacer';
import { join, leaveAll, type Companion } from '../support/pictures';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { pause, until } from '../support/until';
import { faults, record } from './frames';
import { closeGames, Game } from './game';

const MARGIN_PX = 100;
/** One way across the yard takes 9.2 s; the way back begins. */
const WATCHED_MS = 10_500;

afterEach(async () => {
  await closeGames();
  leaveAll();
  await killAll();
});

test('with 80 ± 30 ms and 5 % loss a walk is seen without a step back, and without a leap', async () => {
  const port = await freePort();
  await startServer(port);
  const bad = ['--simulate', 'delay=80 jitter=30 loss=5'];
  const game = await Game.start('--join', `tcp://127.0.0.1:${port}`, '--name', 'Grace', ...bad);
  const ada = join(port, 'Ada');
  ada.player.move({ x: MARGIN_PX, y: 800 });
  await until('Ada in the window', async () => (await game.other('Ada'))?.x === MARGIN_PX);

  const recorded = await record(game, 'Ada');
  await walkToAndFro(ada);
  const frames = await recorded();
  const turn = frames.reduce((farthest, { x }, i) => (x > (frames[farthest]?.x ?? 0) ? i : farthest), 0);
  // She was seen on her way across and on the way back, frame by frame.
  expect(frames[0]?.x).toBeLessThan(YARD_WIDTH_PX / 4);
  expect(frames[turn]?.x).toBeGreaterThan(YARD_WIDTH_PX - 2 * MARGIN_PX);
  expect(frames.at(-1)?.x).toBeLessThan(YARD_WIDTH_PX - 1.2 * MARGIN_PX);
  expect(frames.length).toBeGreaterThan(50);
  expect(faults(frames.slice(0, turn + 1), 1)).toEqual([]);
  expect(faults(frames.slice(turn), -1)).toEqual([]);
  // The window knows how bad its network is: how much later than the fastest the latest messages come.
  const delayMs = await game.page.evaluate(() => (window as { zeroyard?: DebugView }).zeroyard?.delayMs);
  expect(delayMs).toBeGreaterThan(20);
});

/** At walking speed to the right edge of the yard and back, and what is sent of it is what the game sends. */
async function walkToAndFro({ player }: Companion): Promise<void> {
  const startMs = performance.now();
  const pacer = new MotionPacer();
  const legPx = YARD_WIDTH_PX - 2 * MARGIN_PX;
  for (;;) {
    const nowMs = performance.now();
    if (nowMs - startMs > WATCHED_MS) return;
    const walkedPx = ((nowMs - startMs) / 1000) * WALKING_SPEED_PX_PER_S;
    const vx = walkedPx < legPx ? WALKING_SPEED_PX_PER_S : -WALKING_SPEED_PX_PER_S;
    const motion = { x: MARGIN_PX + legPx - Math.abs(legPx - walkedPx), y: 800, vx, vy: 0 };
    if (pacer.offer(motion, nowMs, DEFAULT_YARD_SIZE)) player.move(motion);
    await pause(8);
  }
}
