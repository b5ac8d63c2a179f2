/** Windows of the real game in one yard: who walks in one is seen walking in the other. */
import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import { freePort } from '../support/free-port';
import { killAll, Program, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { nextFrames } from './frames';
import { closeGames, Game } from './game';

/** Of a second. A slow machine may add or take a whole frame, if that is more. */
const TOLERANCE_S = 0.15;

let port: number;
const address = () => `tcp://127.0.0.1:${port}`;
const startGame = (name: string) => Game.start('--join', address(), '--name', name);

beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await closeGames();
  closePeers();
  await killAll();
});

test('one second to the right is 240 pixels in the other window, without an echo; who leaves vanishes', async () => {
  await startServer(port, '--name', 'Test yard');
  const [ada, grace] = await Promise.all([startGame('Ada'), startGame('Grace')]);
  const walker = new Program('player', ['--join', address(), '--name', 'Walker']);
  for (const game of [ada, grace]) await game.untilStatus(`Test yard at ${address()} · 3 here`);

  const from = await grace.untilAtRest('Ada');
  const start = await ada.own();
  expect(from.x).toBeCloseTo(start.x, 3);
  expect(from.y).toBeCloseTo(start.y, 3);
  await ada.page.evaluate(() => {
    const held = { downMs: 0, upMs: 0, longestFrameMs: 0 };
    window.addEventListener('keydown', (event) => (held.downMs ||= event.timeStamp));
    window.addEventListener('keyup', (event) => (held.upMs = event.timeStamp));
    Object.assign(window, { held });
    let lastMs = performance.now();
    requestAnimationFrame(function frame() {
      const nowMs = performance.now();
      held.longestFrameMs = Math.max(held.longestFrameMs, nowMs - lastMs);
      lastMs = nowMs;
      requestAnimationFrame(frame);
    });
  });
  await ada.page.keyboard.down('ArrowRight');
  await pause(1000);
  await ada.page.keyboard.up('ArrowRight');
  const { heldS, longestFrameS } = await ada.page.evaluate(() => {
    const { held } = window as unknown as {
      held: { downMs: number; upMs: number; longestFrameMs: number };
    };
    return { heldS: (held.upMs - held.downMs) / 1000, longestFrameS: held.longestFrameMs / 1000 };
  });
  const to = await grace.untilAtRest('Ada');
  const walkedS = (to.x - from.x) / WALKING_SPEED_PX_PER_S;
  expect(Math.abs(walkedS - heldS)).toBeLessThan(Math.max(TOLERANCE_S, longestFrameS));
  expect(to.y).toBe(from.y);
  expect(to.x).toBeCloseTo((await ada.own()).x, 3);
  expect((await ada.others()).map(({ name }) => name).sort()).toEqual(['Grace', 'Walker']);

  await walker.stop('SIGINT');
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  expect((await grace.others()).map(({ name }) => name)).toEqual(['Ada']);
});

test('W, A, S and D walk too, and leaving the window ends the walk', async () => {
  await startServer(port);
  const ada = await startGame('Ada');
  await ada.untilStatus('only you here');
  const from = await ada.own();
  await ada.page.keyboard.down('KeyA');
  await until('a step to the left', async () => (await ada.own()).x < from.x - 20);
  await ada.page.evaluate(() => window.dispatchEvent(new Event('blur')));
  await nextFrames(ada);
  const rest = await ada.own();
  await pause(300);
  expect(await ada.own()).toEqual(rest);
});

test('a killed server that is started again has both windows back, with each other in them', async () => {
  const server = await startServer(port);
  const [ada, grace] = await Promise.all([startGame('Ada'), startGame('Grace')]);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  const place = await grace.untilAtRest('Ada');
  await server.stop('SIGKILL');
  for (const game of [ada, grace]) await game.untilStatus('Reconnecting to');
  await startServer(port, '--name', 'Second yard');
  for (const game of [ada, grace]) await game.untilStatus('Second yard at .* 2 here');
  const { x, y } = await grace.untilAtRest('Ada');
  expect({ x, y }).toEqual({ x: place.x, y: place.y });
  expect(await grace.others()).toHaveLength(1);
});

test('a raw Dealer that sends two integers is somebody in the window', async () => {
  await startServer(port);
  const ada = await startGame('Ada');
  await ada.untilStatus('only you here');
  const tool = new RawPeer(port);
  await tool.send({ address: '/position', x: 100, y: 200 });
  const id = await tool.id();
  await ada.untilStatus('2 here');
  await until('the guest', async () => (await ada.other(`Guest ${id}`))?.x === 100);
});

test('a full yard says so in the window, and takes the next one in when there is room', async () => {
  await startServer(port, '--max-players', '1');
  const ada = await startGame('Ada');
  await ada.untilStatus('only you here');
  const grace = await startGame('Grace');
  await grace.untilStatus('This yard is full');
  await ada.close();
  await grace.untilStatus('only you here');
});

test('with NumLock off the number pad walks, and says nothing', async () => {
  await startServer(port, '--name', 'Test yard');
  const ada = await startGame('Ada');
  await ada.untilStatus('only you here');
  const start = await ada.own();
  // Without Shift this is the pad's arrow, as with NumLock off.
  await ada.page.keyboard.down('Numpad4');
  await until('a step to the left', async () => (await ada.own()).x < start.x - 20);
  await ada.page.keyboard.up('Numpad4');
  await ada.page.keyboard.down('Numpad8');
  await until('a step up', async () => (await ada.own()).y < start.y - 20);
  await ada.page.keyboard.up('Numpad8');
  expect(await ada.page.getByRole('log').locator('p').allTextContents()).toEqual([]);
});
