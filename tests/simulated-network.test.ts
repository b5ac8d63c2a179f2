/** Players behind bad networks of their own making: what they receive, what their figures say of it, and how they come through. */
import { YardClient } from '../client/yard-client';
import type { ConnectionState, NetworkFigures, YardMessage } from '../shared/bridge';
import { NO_SIMULATION, parseSimulation } from '../shared/simulation';
import { join, leaveAll } from './support/pictures';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { pause, until } from './support/until';

let port: number;
const players = new Set<YardClient>();

beforeEach(async () => {
  port = await freePort();
  await startServer(port);
});
afterEach(async () => {
  for (const player of players) player.leave();
  players.clear();
  leaveAll();
  await killAll();
});

/** A player with all that it received. */
function listen(name: string, network = '') {
  const messages: YardMessage[] = [];
  const states: ConnectionState[] = [];
  const figures: NetworkFigures[] = [];
  const player = new YardClient(
    `tcp://127.0.0.1:${port}`,
    { name, colour: '#e69f00' },
    {
      onMessage: (message) => messages.push(message),
      onState: (state) => states.push(state),
      onFigures: (now) => figures.push(now),
    },
  );
  player.simulate(parseSimulation(network));
  players.add(player);
  return { player, messages, states, figures };
}

test('the round trip is that of the network, and less when the bad network is switched off', async () => {
  const { player, figures } = listen('Ada', 'delay=80 jitter=10');
  const roundTripMs = () => figures.at(-1)?.roundTripMs ?? NaN;
  await until('a round trip', () => roundTripMs() > 0);
  expect(roundTripMs()).toBeGreaterThanOrEqual(139);
  player.simulate(NO_SIMULATION);
  await until('a shorter round trip', () => roundTripMs() < 100);
});

test('figures: what is sent and received, and a share of lost pings', async () => {
  const ada = listen('Ada', 'loss=50');
  const grace = join(port, 'Grace');
  let x = 0;
  const walk = setInterval(() => {
    x++;
    ada.player.move({ x, y: 1 });
    grace.player.move({ x, y: 2 });
  }, 1000 / 30);
  try {
    const newest = () => ada.figures.at(-1);
    await until('pings to be lost', () => (newest()?.lossPercent ?? 0) > 10);
    await until('positions sent', () => (newest()?.sent.updatesPerS ?? 0) > 5);
    await until('positions received', () => (newest()?.received.updatesPerS ?? 0) > 1);
    expect(newest()?.sent.bytesPerS).toBeGreaterThan(5 * 24);
    expect(newest()?.received.bytesPerS).toBeGreaterThan(36);
  } finally {
    clearInterval(walk);
  }
});

test('behind 80 ± 30 ms and 20 % loss everybody is seen, as who they are, and where they stopped', async () => {
  const bad = listen('Ada', 'delay=80 jitter=30 loss=20 duplicate=5');
  const grace = join(port, 'Grace');
  for (let x = 1; x <= 30; x++) {
    grace.player.move({ x, y: 2 });
    bad.player.move({ x: 100 + x, y: 3 });
    await pause(1000 / 30);
  }
  await until('Grace to see Ada', () => {
    const [ada] = grace.picture.sights();
    return ada?.name === 'Ada' && ada.x === 130;
  });
  await until('Ada to see where Grace stopped', () =>
    bad.messages.some((one) => one.address === '/motions' && one.xs.includes(30)),
  );
  // The yard's word of itself may be lost more than once; it comes each second.
  await until('Ada to know that she is there', () => bad.states.length > 0);
  expect(bad.states).toEqual(['present']);
});

test('who loses packets sends each change of its motion again, and where it stopped came after all', async () => {
  const grace = join(port, 'Grace');
  const [even, bad] = [listen('Ada'), listen('Eve', 'loss=40')];
  const newest = () => bad.figures.at(-1);
  await until('pings to be lost', () => (newest()?.lossPercent ?? 0) > 0);
  // What tells is that a later one is answered.
  const { roundTripMs } = newest() ?? {};
  await until('another answer', () => newest()?.roundTripMs !== roundTripMs);
  const sent = { even: 0, bad: 0 };
  const count = () => {
    sent.even += even.figures.splice(0).reduce((sum, one) => sum + one.sent.updatesPerS, 0);
    sent.bad += bad.figures.splice(0).reduce((sum, one) => sum + one.sent.updatesPerS, 0);
  };
  count();
  sent.even = sent.bad = 0;
  for (let turn = 1; turn <= 12; turn++) {
    for (const { player } of [even, bad]) player.move({ x: 100 + turn, y: 3, vx: 0, vy: 0 });
    await pause(300);
  }
  await until('Eve to be seen where she stands', () => grace.picture.sights().some(({ x }) => x === 112));
  count();
  // Three times each; half of that at least, however busy this computer is.
  expect(sent.bad).toBeGreaterThan(1.5 * sent.even);
});

test('positions bear the time at which the server sent them', async () => {
  const ada = listen('Ada', 'delay=50');
  join(port, 'Grace').player.move({ x: 1, y: 2 });
  const positions = await until('a position', () => ada.messages.find((one) => one.address === '/motions'));
  const ageMs = performance.timeOrigin + performance.now() - positions.sentMs;
  expect(ageMs).toBeGreaterThanOrEqual(49);
  expect(ageMs).toBeLessThan(60_000);
});

test('a headless player takes --simulate, and refuses a wrong one in a sentence', async () => {
  const wrong = new Program('player', ['--simulate', 'lag=80']);
  expect(await wrong.exit()).toBe(2);
  expect(wrong.errors).toContain('They are given as "delay=80 jitter=30 loss=2 duplicate=1"');
  const grace = join(port, 'Grace');
  const args = ['--join', `tcp://127.0.0.1:${port}`, '--name', 'Walker', '--seconds', '3'];
  // Behind a network that loses everything nobody is reached.
  const lost = new Program('player', [...args, '--simulate', 'loss=100']);
  const walker = new Program('player', [...args, '--simulate', 'delay=40 jitter=20 loss=5']);
  await until('the walker to be seen', () => grace.picture.sights()[0]?.x !== undefined);
  expect(await walker.exit()).toBe(0);
  await until('the walker to be gone', () => grace.picture.sights().length === 0);
  expect(await lost.exit()).toBe(1);
  expect(lost.errors).toContain('1 of 1 never got an answer');
});
