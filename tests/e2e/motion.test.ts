/** Motions from one real window to another: a stick, the yard's edge, a server that is gone and comes back. */
import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import type { Position } from '../../shared/movement';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closeProxies, Proxy } from '../support/proxy';
import { closePeers, RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { faults, leaps, nextFrames, record, type Frame } from './frames';
import { closeGames, Game } from './game';
import { joining } from './joined';
import { connectPad, tilt } from './pad';

/** Places are told as 32-bit floats. */
const SAME_DIGITS = 2;

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await closeGames();
  closePeers();
  closeProxies();
  await killAll();
});

/** Ada and Grace, each in a window, with each other in sight. @param adaPort where Ada connects to */
async function adaAndGrace(adaPort = port): Promise<[ada: Game, grace: Game]> {
  const games = await Promise.all([
    Game.start(...joining(adaPort, 'Ada')),
    Game.start(...joining(port, 'Grace')),
  ]);
  for (const game of games) await game.untilStatus('2 here');
  await games[1].untilAtRest('Ada');
  return games;
}

async function expectSamePlace(ada: Game, grace: Game): Promise<void> {
  const seen = await grace.untilAtRest('Ada');
  const { x, y } = await ada.own();
  expect(seen.x).toBeCloseTo(x, SAME_DIGITS);
  expect(seen.y).toBeCloseTo(y, SAME_DIGITS);
}

/** The velocity of a steady walk, over the middle half of its way: before and after it errors fade. */
function meanVelocity(frames: readonly Frame[]): Position {
  const [start] = frames;
  const distancesPx = frames.map(({ x, y }) => Math.hypot(x - (start?.x ?? NaN), y - (start?.y ?? NaN)));
  const lengthPx = Math.max(...distancesPx);
  const [first, last] = [0.25, 0.75].map(
    (share) => frames[distancesPx.findIndex((px) => px > share * lengthPx)],
  );
  if (!first || !last) return { x: NaN, y: NaN };
  const seconds = (last.atMs - first.atMs) / 1000;
  return { x: (last.x - first.x) / seconds, y: (last.y - first.y) / seconds };
}

/** How fast Ada was told to go along x while she walked, by each motion of hers that came to a peer. */
function speedsTold(peer: RawPeer, id: number): number[] {
  return peer
    .messages()
    .flatMap((one) => (one.address === '/motions' ? [...one.vxs].filter((_, i) => one.ids[i] === id) : []))
    .filter((vx) => vx !== 0);
}

test('an analog stick is seen at its heading and its speed, and one that trembles is told as one motion', async () => {
  await startServer(port);
  const [ada, grace] = await adaAndGrace();
  const { id } = await until('Ada', () => grace.other('Ada'));
  await connectPad(ada);
  const tilts = { full: { x: 0.8, y: -0.6 }, half: { x: 0.46, y: -0.345 } };
  const walk = async ({ x, y }: Position): Promise<number> => {
    const [start, recorded] = await Promise.all([ada.own(), record(grace, 'Ada')]);
    const peer = new RawPeer(port);
    await peer.introduce('Peer');
    await tilt(ada, x, y);
    await until('a steady walk', async () => {
      // Who is silent for long is gone.
      await peer.send({ address: '/ping', n: 1 });
      return (await ada.own()).x > start.x + 240;
    });
    for (let i = 0; i < 10; i++) {
      await tilt(ada, x + 0.01 * (-1) ** i, y);
      await nextFrames(ada);
    }
    expect(new Set(speedsTold(peer, id)).size).toBe(1);
    peer.close();
    await tilt(ada, 0, 0);
    await expectSamePlace(ada, grace);
    const frames = await recorded();
    expect(leaps(frames)).toEqual([]);
    const velocity = meanVelocity(frames);
    // The nearest of 64 headings.
    const heading = (Math.round((Math.atan2(y, x) / (2 * Math.PI)) * 64) / 64) * 2 * Math.PI;
    expect(Math.atan2(velocity.y, velocity.x)).toBeCloseTo(heading, 1);
    return Math.hypot(velocity.x, velocity.y);
  };
  const full = await walk(tilts.full);
  const half = await walk(tilts.half);
  expect(half / full).toBeGreaterThan(0.4);
  expect(half / full).toBeLessThan(0.6);
});

test('who walks into the yard’s edge is seen to stop there, and to go on along it, and is not corrected', async () => {
  await startServer(port, '--size', '1200x800');
  const proxy = await Proxy.open(port);
  const [ada, grace] = await adaAndGrace(proxy.port);
  const corrections = () => proxy.fromServer.toString('latin1').split('/corrected').length - 1;
  const before = corrections();
  const recorded = await record(grace, 'Ada');
  await ada.page.keyboard.down('ArrowUp');
  await until('the upper edge', async () => (await ada.own()).y === 0);
  await until('Ada at the edge in the other window', async () => (await grace.other('Ada'))?.y === 0);
  // For longer than a motion goes unrepeated.
  await pause(1500);
  await ada.page.keyboard.down('ArrowRight');
  await until('the right edge', async () => (await ada.own()).x === 1200);
  await pause(500);
  for (const key of ['ArrowUp', 'ArrowRight']) await ada.page.keyboard.up(key);
  await expectSamePlace(ada, grace);
  const frames = await recorded();
  expect(frames.at(-1)).toMatchObject({ x: 1200, y: 0 });
  expect(leaps(frames)).toEqual([]);
  for (const { x, y } of frames) {
    expect(y).toBeGreaterThanOrEqual(0);
    expect(x).toBeLessThanOrEqual(1200);
  }
  const arrival = frames.findIndex(({ y }) => y === 0);
  expect(Math.max(...frames.slice(arrival).map(({ y }) => y))).toBeLessThan(0.5);
  expect(corrections()).toBe(before);

  // What would have been seen of a correction.
  const liar = new RawPeer(proxy.port);
  await liar.introduce('Liar');
  await liar.send({ address: '/motion', x: 100, y: 100, vx: 0, vy: 0 });
  await liar.send({ address: '/motion', x: 1100, y: 700, vx: 0, vy: 0 });
  await until('a correction', () => corrections() > before);
});

test('a server that is killed while somebody walks holds everybody still, and back again it has her walking on', async () => {
  const size = ['--size', '9600x6400'];
  const server = await startServer(port, ...size);
  const [ada, grace] = await adaAndGrace();
  await ada.page.keyboard.down('ArrowRight');
  await until('a walk', async () => (await grace.other('Ada'))?.isDrawn && (await ada.own()).x > 4800);
  await server.stop('SIGKILL');
  for (const game of [ada, grace]) await game.untilStatus('Reconnecting to');
  await pause(1000);
  const held = await until('Ada', () => grace.other('Ada'));
  await pause(500);
  // But for the rest of an error that fades: not a hundredth of what she walks meanwhile.
  const { x } = await until('Ada', () => grace.other('Ada'));
  expect(Math.abs(x - held.x)).toBeLessThan(0.01 * WALKING_SPEED_PX_PER_S);
  await startServer(port, ...size);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  // She went on in her own window all the while.
  await until('Ada where she has walked to', async () => {
    const [{ x }, seen] = await Promise.all([ada.own(), grace.other('Ada')]);
    return seen && x - seen.x < 0.5 * WALKING_SPEED_PX_PER_S;
  });
  const recorded = await record(grace, 'Ada');
  await pause(1000);
  const frames = await recorded();
  expect(faults(frames, 1)).toEqual([]);
  expect(meanVelocity(frames).x).toBeGreaterThan(0);
  await ada.page.keyboard.up('ArrowRight');
  await expectSamePlace(ada, grace);
});
