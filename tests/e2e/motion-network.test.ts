/** What a real window draws of others over networks and from programs that are not as ours: read frame by frame. */
import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closeProxies, Proxy } from '../support/proxy';
import { closePeers, RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { faults, leaps, record, type Frame } from './frames';
import { closeGames, Game } from './game';
import { joining } from './joined';

/** Less than that nobody sees. */
const UNSEEN_PX = 0.5;
const SENDING_INTERVAL_MS = 100;

let port: number;
beforeEach(async () => {
  port = await freePort();
  await startServer(port);
});
afterEach(async () => {
  await closeGames();
  closePeers();
  closeProxies();
  await killAll();
});

const now = () => performance.timeOrigin + performance.now();

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

/** How far a walk to the right was seen to go in a stretch of time. */
function progressPx(frames: readonly Frame[], fromMs: number, toMs: number): number {
  const within = frames.filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
  return (within.at(-1)?.x ?? NaN) - (within[0]?.x ?? NaN);
}

test('a guest that sends ten positions a second is drawn as it walks, and comes to stand where it says', async () => {
  const game = await Game.start(...joining(port, 'Grace'));
  await game.untilStatus('only you here');
  const guest = new RawPeer(port);
  await guest.send({ address: '/position', x: 200, y: 600 });
  const name = `Guest ${await guest.id()}`;
  await until('the guest', async () => (await game.other(name))?.x === 200);
  const recorded = await record(game, name);
  const startMs = now();
  let x = 200;
  while (x < 1000) {
    await pause(SENDING_INTERVAL_MS);
    x = 200 + ((now() - startMs) / 1000) * WALKING_SPEED_PX_PER_S;
    await guest.send({ address: '/position', x, y: 600 });
  }
  const end = await game.untilAtRest(name);
  expect(end.x).toBeCloseTo(x, 2);
  expect(end.y).toBe(600);
  const frames = await recorded();
  expect(faults(frames, 1)).toEqual([]);
  // Between the places that it sent, and not from one to the next.
  const moving = frames.filter(({ x }) => x > 250 && x < 950);
  const still = moving.filter(({ x }, i) => x === moving[i - 1]?.x);
  expect(still.length / moving.length).toBeLessThan(0.1);
  // How long after it was there.
  const lagsMs = moving.map(({ atMs, x }) => atMs - startMs - ((x - 200) / WALKING_SPEED_PX_PER_S) * 1000);
  expect(median(lagsMs) / SENDING_INTERVAL_MS).toBeLessThan(4);
});

test('who did not walk there is drawn there at once: a guest, and a player who comes back elsewhere', async () => {
  const game = await Game.start(...joining(port, 'Grace'));
  await game.untilStatus('only you here');
  const expectLeap = async (name: string, leap: () => Promise<void>) => {
    await until(name, async () => (await game.other(name))?.x === 300);
    const recorded = await record(game, name);
    await leap();
    await until(`${name} there`, async () => (await game.other(name))?.x === 2000);
    const frames = await recorded();
    expect(new Set(frames.map(({ x, y }) => `${x} ${y}`))).toEqual(new Set(['300 400', '2000 1200']));
  };
  const guest = new RawPeer(port);
  await guest.send({ address: '/position', x: 300, y: 400 });
  await expectLeap(`Guest ${await guest.id()}`, () => guest.send({ address: '/position', x: 2000, y: 1200 }));
  const profile = {
    address: '/profile',
    protocol: 2,
    name: 'Ada',
    colour: '#e69f00',
    key: 'the same',
  } as const;
  const stand = { address: '/motion', vx: 0, vy: 0 } as const;
  const before = new RawPeer(port);
  await before.send(profile);
  await before.send({ ...stand, x: 300, y: 400 });
  const after = new RawPeer(port);
  await expectLeap('Ada', async () => {
    await before.send({ address: '/leave' });
    await after.send(profile);
    await after.send({ ...stand, x: 2000, y: 1200 });
  });
});

test('through 400 ms without a network a straight walk goes on, and nobody leaps when it is back', async () => {
  const proxy = await Proxy.open(port);
  const [ada, grace] = await Promise.all([
    Game.start(...joining(port, 'Ada')),
    Game.start(...joining(proxy.port, 'Grace')),
  ]);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  const { x: fromX } = await grace.untilAtRest('Ada');
  const recorded = await record(grace, 'Ada');
  await ada.page.keyboard.down('ArrowRight');
  await until('a walk', async () => ((await grace.other('Ada'))?.x ?? 0) > fromX + 150);
  const silentMs = now();
  proxy.halfOpen();
  await pause(400);
  const backMs = now();
  proxy.restore();
  await pause(800);
  const stopMs = now();
  await ada.page.keyboard.up('ArrowRight');
  const end = await grace.untilAtRest('Ada');
  expect(end.x).toBeCloseTo((await ada.own()).x, 2);
  const frames = await recorded();
  expect(leaps(frames)).toEqual([]);
  // Nobody can know of a stop before it is told: what was drawn of the walk until then is taken back.
  const walk = frames.filter(({ atMs }) => atMs < stopMs);
  expect(faults(walk, 1)).toEqual([]);
  const lengthMs = backMs - silentMs;
  const before = progressPx(frames, silentMs - lengthMs, silentMs);
  expect(before).toBeGreaterThan(0);
  // For some of the silence, however few frames this computer draws.
  expect(progressPx(frames, silentMs, backMs) / before).toBeGreaterThan(0.25);
});

test('behind 20 % loss on both sides the other screen has a walker where she stands within 5 s', async () => {
  const lossy = ['--simulate', 'loss=20'];
  const [ada, grace] = await Promise.all([
    Game.start(...joining(port, 'Ada'), ...lossy),
    Game.start(...joining(port, 'Grace'), ...lossy),
  ]);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  const offPx = async (): Promise<number> => {
    const [own, seen] = await Promise.all([ada.own(), grace.other('Ada')]);
    return seen ? Math.hypot(seen.x - own.x, seen.y - own.y) : Infinity;
  };
  await until('Ada', async () => (await offPx()) < UNSEEN_PX);
  const recorded = await record(grace, 'Ada');
  for (const keys of [
    ['ArrowRight', 'ArrowUp'],
    ['ArrowLeft', 'ArrowDown'],
    ['ArrowDown', 'ArrowLeft'],
    ['ArrowUp', 'ArrowRight'],
  ]) {
    for (const key of keys) {
      await ada.page.keyboard.down(key);
      await pause(500);
    }
    for (const key of keys) await ada.page.keyboard.up(key);
    // And not only on the way to somewhere else.
    const isThere = async () => {
      if ((await offPx()) >= UNSEEN_PX) return false;
      await pause(300);
      return (await offPx()) < UNSEEN_PX;
    };
    await until('her place in the other window', isThere, 5000);
  }
  expect(leaps(await recorded())).toEqual([]);
});
