/** Our own players with a real server over loopback: they see each other, and outlive what happens to the server. */
import { spawn } from 'node:child_process';
import * as pictures from './support/pictures';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

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
  pictures.leave(edsger);
  await until('Grace to see Edsger go', () => grace.picture.sights().length === 1);
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
  await until('Grace to see Ada alone', () => grace.picture.sights().length === 1);
  expect(grace.picture.sights()).toEqual([{ name: 'Ada', x: 100, y: 200 }]);
  await watcher.send({ address: '/ping', n: 1 });
  await watcher.until('/player/profile', ({ name }) => name === 'Ada');
});

test('who changes name and color is seen so at once, with the same id', async () => {
  await startServer(port);
  const [ada, watcher] = [join('Ada'), new RawPeer(port)];
  await watcher.send({ address: '/ping', n: 1 });
  const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Ada');
  ada.player.setProfile({ name: 'Countess', color: '#0072b2' });
  const changed = await watcher.until('/player/profile', ({ name }) => name === 'Countess');
  expect(changed).toMatchObject({ id, color: '#0072b2' });
});

test('players may be there before the server', async () => {
  const { states } = join('Ada');
  await startServer(port);
  await until('Ada to be in', () => states.at(-1) === 'present');
  expect(states).toEqual(['present']);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
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
  const watcher = pictures.join(port, 'Watcher');
  await Promise.all(
    Array.from({ length: 60 }, async (_, i) => {
      const visitor = pictures.join(port, `Visitor ${i}`);
      await pause(i / 2);
      pictures.leave(visitor);
    }),
  );
  await until(
    'the visitors to be gone',
    () => watcher.picture.id !== undefined && watcher.picture.others.size === 0,
  );
});

test('what a headless player says on arrival is heard by the others', async () => {
  await startServer(port);
  const listener = new RawPeer(port);
  await listener.send({ address: '/ping', n: 1 });
  await listener.id();
  const walker = new Program('player', ['--join', `127.0.0.1:${port}`, '--say', 'Good morning 🦊']);
  expect(await listener.until('/player/said')).toMatchObject({ text: 'Good morning 🦊' });
  expect(await walker.stop('SIGTERM')).toBe(0);
});

test('the end of npm is the end of the server that it started', async () => {
  const npm = spawn('npm', ['run', 'server', '--', '--port', String(port)], { stdio: 'ignore' });
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
  const walkers = new Program('player', ['--join', `127.0.0.1:${port}`, '--count', '3', '--seconds', '5']);
  const places = () => {
    const seen = new Map<number, Set<number>>();
    for (const message of watcher.messages()) {
      if (message.address !== '/player/position') continue;
      seen.set(message.id, (seen.get(message.id) ?? new Set()).add(message.x));
    }
    return [...seen.values()].filter((xs) => xs.size > 5);
  };
  const gone = () => watcher.messages().filter(({ address }) => address === '/player/left');
  await until('three walkers in many places', () => places().length === 3);
  expect(await walkers.exit()).toBe(0);
  await until('three to have left', () => gone().length === 3);
});
