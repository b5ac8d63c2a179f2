/** Our own players with a real server over loopback: they see each other, and outlive what happens to the server. */
import { spawn } from 'node:child_process';
import { Router } from 'zeromq';
import * as pictures from './support/pictures';
import { freePort } from './support/free-port';
import { addressOf } from '../shared/protocol/osc';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { expectLeftBeforeTimeout, fallSilent } from './support/silence';
import { pause, until } from './support/until';
import { routerOptions, securityArgs, targetAt } from './support/secured';

let port: number;
const join = (name: string) => pictures.join(port, name);

beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  pictures.leaveAll();
  closePeers();
  await killAll();
});

test('two players see each other walk, and a third one go', async () => {
  await startServer(port);
  const [ada, grace, edsger] = [join('Ada'), join('Grace'), join('Edsger')];
  ada.player.move({ x: 100, y: 200 });
  await until('Grace to see Ada and Edsger', () => grace.picture.sights().length === 2);
  ada.player.move({ x: 101, y: 200 });
  await until('Grace to see Ada there', () => grace.picture.sights()[0]?.x === 101);
  const silentId = await fallSilent(port);
  await until('Grace to see who falls silent', () => grace.picture.others.has(silentId));
  pictures.leave(edsger);
  await until('Grace to see Edsger go', () => grace.picture.left.length > 0);
  expect(grace.picture.left).toEqual([edsger.picture.id]);
  expect(grace.states).toEqual(['present']);
});

test('who leaves twice, and walks on after that, has left', async () => {
  await startServer(port);
  const [ada, grace] = [join('Ada'), join('Grace')];
  await until('Grace to see Ada', () => grace.picture.sights().length === 1);
  ada.player.leave();
  pictures.leave(ada);
  ada.player.move({ x: 100, y: 200 });
  await until('Grace to see Ada go', () => grace.picture.sights().length === 0);
});

test('who leaves says goodbye, and does not leave it to the end of its connection', async () => {
  const router = new Router({ linger: 0, receiveTimeout: 10_000, ...routerOptions() });
  try {
    await router.bind(`tcp://127.0.0.1:${port}`);
    const ada = join('Ada');
    const nextAddress = async () => addressOf((await router.receive()).at(-1) ?? Buffer.alloc(0));
    expect(await nextAddress()).toBe('/profile');
    pictures.leave(ada);
    let address = await nextAddress();
    while (['/profile', '/ping'].includes(address)) address = await nextAddress();
    expect(address).toBe('/leave');
  } finally {
    router.close();
  }
});

test('a killed server that is started again has everybody back, where they were, with nobody double', async () => {
  const server = await startServer(port);
  const [ada, grace] = [join('Ada'), join('Grace')];
  ada.player.move({ x: 100, y: 200 });
  grace.player.move({ x: 300, y: 400 });
  await until(
    'both to see each other',
    () => ada.picture.sights()[0]?.x === 300 && grace.picture.sights()[0]?.x === 100,
  );
  await server.stop('SIGKILL');
  await until('both to notice', () => [ada, grace].every(({ states }) => states.at(-1) === 'lost'));
  const watcher = await startServer(port).then(() => new RawPeer(port));
  await until('both to be back', () => [ada, grace].every(({ states }) => states.at(-1) === 'present'));
  // Its profile may come before its place.
  await until('Grace to see where Ada is', () => grace.picture.sights()[0]?.x !== undefined);
  expect(grace.picture.sights()).toEqual([{ name: 'Ada', x: 100, y: 200 }]);
  await watcher.send({ address: '/ping', n: 1 });
  await watcher.until('/player/profile', ({ name }) => name === 'Ada');
});

test('who changes name and colour is seen so at once, with the same id', async () => {
  await startServer(port);
  const [ada, watcher] = [join('Ada'), new RawPeer(port)];
  await watcher.send({ address: '/ping', n: 1 });
  const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
  ada.player.setProfile({ name: 'Countess', colour: '#0072b2' });
  // A change that waits for the next repetition is sent after this line.
  ada.player.say('I am a countess');
  await watcher.until('/player/said');
  const messages = watcher.messages();
  const before = messages.slice(
    0,
    messages.findIndex(({ address }) => address === '/player/said'),
  );
  expect(before).toContainEqual({ address: '/player/profile', id, name: 'Countess', colour: '#0072b2' });
});

test('players may be there before the server', async () => {
  const { states } = join('Ada');
  await startServer(port);
  await until('Ada to be in', () => states.at(-1) === 'present');
  expect(states).toEqual(['present']);
});

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  'at %s the server says goodbye for everybody, and ends with 0',
  async (signal) => {
    const server = await startServer(port);
    const [ada, watcher] = [join('Ada'), new RawPeer(port)];
    await watcher.send({ address: '/ping', n: 1 });
    const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
    // Again and again, as from an impatient person, or from a terminal and npm both.
    const impatience = setInterval(() => server.process.kill(signal));
    const code = await server.exit();
    clearInterval(impatience);
    expect(code).toBe(0);
    await watcher.until('/player/left', (left) => left.id === id);
    await until('Ada to know', () => ada.states.at(-1) === 'closed' && ada.picture.sights().length === 0);
  },
);

test('who leaves again while it still connects, at whatever moment, just goes', async () => {
  await startServer(port);
  const watcher = join('Watcher');
  await until('the watcher to be in', () => watcher.states.at(-1) === 'present');
  const silentId = await fallSilent(port);
  const newcomers = Array.from({ length: 60 }, async (_, i) => {
    const newcomer = join(`Newcomer ${i}`);
    // The last of them leave as soon as they know that they are in, so that some are for certain.
    if (i < 50) await pause(i / 2);
    else await until(`${newcomer.name} to be in`, () => newcomer.states.length > 0);
    pictures.leave(newcomer);
  });
  await Promise.all(newcomers);
  // Whatever the others have still on their way to the server was sent before this one comes.
  const last = join('Last');
  const names = () => watcher.picture.sights().map(({ name }) => name);
  await until('the last one to be in', () => names().includes('Last'));
  await until('nobody else but who fell silent to be there', () => names().join() === 'Last,Silent');
  expect(watcher.picture.left.length).toBeGreaterThanOrEqual(10);
  expect(watcher.picture.left).not.toContain(silentId);
  expect(last.picture.sights().map(({ name }) => name)).toContain('Silent');
});

test('a headless player says that it has come in, and as whom it is shown', async () => {
  await startServer(port);
  const args = ['--join', targetAt(port), '--name', 'Ada'];
  const first = new Program('player', args);
  await until('the first', () => /In the yard ".+" as "Ada"\.\n/.test(first.output));
  const second = new Program('player', args);
  await until('the second', () => /In the yard ".+" as "Ada .+"\.\n/.test(second.output));
});

test('what a headless player says on arrival is passed on to the others', async () => {
  await startServer(port);
  const listener = new RawPeer(port);
  await listener.send({ address: '/ping', n: 1 });
  await listener.id();
  const walker = new Program('player', ['--join', targetAt(port), '--say', 'Good morning 🦊']);
  expect(await listener.until('/player/said')).toMatchObject({ text: 'Good morning 🦊' });
  expect(await walker.stop('SIGTERM')).toBe(0);
});

test('the end of npm is the end of the server that it started', async () => {
  const npm = spawn('npm', ['run', 'server', '--', '--port', String(port), ...securityArgs()], {
    stdio: 'ignore',
  });
  const watcher = new RawPeer(port);
  await watcher.send({ address: '/ping', n: 1 });
  const id = await watcher.id();
  npm.kill('SIGTERM');
  await watcher.until('/player/left', (left) => left.id === id);
});

test('headless players from the command line really walk, and leave', async () => {
  await startServer(port);
  // A guest, who may be silent for as long as it likes.
  const watcher = new RawPeer(port);
  await watcher.send({ address: '/ping', n: 1 });
  const walkers = new Program('player', ['--join', targetAt(port), '--count', '3']);
  const walked = () => {
    const seen = new Map<number, Set<number>>();
    for (const message of watcher.messages()) {
      if (message.address !== '/player/position') continue;
      seen.set(message.id, (seen.get(message.id) ?? new Set()).add(message.x));
    }
    return [...seen].flatMap(([id, xs]) => (xs.size > 5 ? [id] : []));
  };
  await until('three walkers in many places', () => walked().length === 3);
  const silentId = await fallSilent(port);
  expect(await walkers.stop('SIGTERM')).toBe(0);
  for (const id of walked()) await expectLeftBeforeTimeout(watcher, id, silentId);
});

test('headless players of whom some find the yard full say that it is full', async () => {
  await startServer(port, '--max-players', '2');
  const players = new Program('player', ['--join', targetAt(port), '--count', '3', '--seconds', '3']);
  expect(await players.exit()).toBe(1);
  expect(players.errors).toMatch(/^zeroyard-player: 1 of 3 were refused by tcp:\S+: .*\bfull\b.*\n$/);
});

test('headless players whose numbered names would be too long come with shorter ones, and not as guests', async () => {
  await startServer(port);
  const watcher = new RawPeer(port);
  await watcher.send({ address: '/ping', n: 1 });
  const name = 'x'.repeat(24);
  new Program('player', ['--join', targetAt(port), '--count', '2', '--name', name]);
  for (const n of [1, 2])
    await watcher.until('/player/profile', (profile) => profile.name === `${'x'.repeat(22)} ${n}`);
});

test('more headless players come from one program than libzmq has sockets for unless it is asked', async () => {
  await startServer(port, '--max-players', '500');
  const args = ['--join', targetAt(port), '--count', '350', '--walk', 'none', '--seconds', '12'];
  const players = new Program('player', args);
  expect([await players.exit(), players.errors]).toEqual([0, '']);
});

test('headless players leave by themselves when their time is over', async () => {
  await startServer(port);
  const watcher = new RawPeer(port);
  await watcher.send({ address: '/ping', n: 1 });
  const players = new Program('player', ['--join', targetAt(port), '--count', '3', '--seconds', '3']);
  expect(await players.exit()).toBe(0);
  const departures = () => watcher.messages().filter(({ address }) => address === '/player/left');
  await until('three to have left', () => departures().length === 3);
});

test('a yard of another size tells it, and headless players walk all over it', async () => {
  await startServer(port, '--size', '9600x6400');
  const watcher = new RawPeer(port);
  await watcher.send({ address: '/ping', n: 1 });
  expect(await watcher.until('/yard')).toMatchObject({ widthPx: 9600, heightPx: 6400 });
  new Program('player', ['--join', targetAt(port), '--count', '12']);
  const places = () =>
    new Map(
      watcher
        .messages()
        .flatMap((message) => (message.address === '/player/position' ? [[message.id, message]] : [])),
    );
  await until('twelve walkers', () => places().size === 12);
  // Around the middle, where they begin; all of a yard of the usual size lies beside that.
  const beyond = [...places().values()].filter(({ x, y }) => x >= 2400 && y >= 1600 - 240);
  expect(beyond).toHaveLength(12);
});
