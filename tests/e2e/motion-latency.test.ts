/** How long it takes from a key in one real window to another picture in the other, both on this machine. */
import type { DebugView } from '../../renderer/debug';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { pause, until } from '../support/until';
import { closeGames, Game } from './game';
import { joining } from './joined';

const PRESSES = 24;
/** What the way from one window to the other may take: three frames of theirs, and a little for what lies between. */
const FRAMES_MAX = 3;
const BETWEEN_MS = 5;
/** Less than that nobody sees. */
const UNSEEN_PX = 0.02;

afterEach(async () => {
  await closeGames();
  await killAll();
});

interface Watch {
  /** Of each press, in the window of who walks. */
  pressesMs: number[];
  /** The frames in which somebody was drawn elsewhere than in the one before. */
  movesMs: number[];
  framesMs: number[];
}

/** Notes from now on, in milliseconds since 1970, when keys go down in a page, and in which frames somebody moves there. */
function watch(game: Game, name: string): Promise<void> {
  return game.page.evaluate(
    ([who, unseenPx]) => {
      // The clock that all programs of this machine share ticks in milliseconds: its ticks say how far ours is from it.
      let apartMs = -Infinity;
      for (const startMs = performance.now(); performance.now() < startMs + 50;)
        apartMs = Math.max(apartMs, Date.now() - performance.now());
      const watch: Watch = { pressesMs: [], movesMs: [], framesMs: [] };
      Object.assign(window, { watch });
      window.addEventListener('keydown', ({ timeStamp }) => watch.pressesMs.push(apartMs + timeStamp));
      let last: { x: number; y: number } | undefined;
      const look = (): void => {
        const nowMs = apartMs + performance.now();
        const other = (window as { zeroyard?: DebugView }).zeroyard?.others.find((one) => one.name === who);
        if (other && last && Math.hypot(other.x - last.x, other.y - last.y) > unseenPx)
          watch.movesMs.push(nowMs);
        last = other;
        watch.framesMs.push(nowMs);
        requestAnimationFrame(look);
      };
      look();
    },
    [name, UNSEEN_PX] as const,
  );
}

/** All is done in the page's frames as ever, but a processor has no pixels to fill in place of a graphics card. */
function withoutDrawing(game: Game): Promise<void> {
  return game.page.evaluate(() => {
    const { prototype } = WebGL2RenderingContext;
    for (const name of [
      'clear',
      'drawArrays',
      'drawArraysInstanced',
      'drawElements',
      'drawElementsInstanced',
    ])
      Reflect.set(prototype, name, () => undefined);
  });
}

const watched = (game: Game) => game.page.evaluate(() => (window as unknown as { watch: Watch }).watch);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

test('a key in one window is seen in the other within 3 frames and 5 ms, in the median', async () => {
  const port = await freePort();
  await startServer(port);
  const [ada, grace] = await Promise.all([
    Game.start(...joining(port, 'Ada')),
    Game.start(...joining(port, 'Grace')),
  ]);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  for (const game of [ada, grace]) await withoutDrawing(game);
  await grace.untilAtRest('Ada');
  await watch(ada, 'Grace');
  await watch(grace, 'Ada');
  for (let i = 0; i < PRESSES; i++) {
    const key = i % 2 === 0 ? 'ArrowRight' : 'ArrowLeft';
    const from = await ada.own();
    await ada.page.keyboard.down(key);
    await until('a walk', async () => Math.abs((await ada.own()).x - from.x) > 60);
    await ada.page.keyboard.up(key);
    await until('rest', async () => {
      const [own, seen] = await Promise.all([ada.own(), grace.other('Ada')]);
      return Math.abs(own.x - (seen?.x ?? NaN)) < UNSEEN_PX;
    });
    // Out of step with the frames.
    await pause(300 + 50 * Math.random());
  }
  const [pressed, seen] = [await watched(ada), await watched(grace)];
  expect(pressed.pressesMs).toHaveLength(PRESSES);
  const latencies = pressed.pressesMs.map(
    (pressMs) => (seen.movesMs.find((moveMs) => moveMs > pressMs) ?? NaN) - pressMs,
  );
  const framesMs = seen.framesMs.slice(1).map((atMs, i) => atMs - (seen.framesMs[i] ?? NaN));
  expect(median(latencies)).toBeLessThan(FRAMES_MAX * median(framesMs) + BETWEEN_MS);
});
