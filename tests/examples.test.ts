/** The examples for other languages, each as a process of its own with a real server over loopback. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordAt } from '../shared/protocol/motions';
import { freePort } from './support/free-port';
import { killAll, startServer } from './support/programs';
import { PYTHON_WITH_ZMQ, PYZMQ_OBSTACLE } from './support/python';
import { closePeers, RawPeer } from './support/raw-peer';
import { testUnless } from './support/test-unless';
import { pause } from './support/until';

const succeeds = (command: string, args: string[], input = '') =>
  spawnSync(command, args, { input }).status === 0;

const hasLibzmq = succeeds('cc', ['-fsyntax-only', '-x', 'c', '-'], '#include <zmq.h>\n');

const folder = mkdtempSync(join(tmpdir(), 'zeroyard-examples-'));
const running = new Set<ChildProcess>();
let port: number;

beforeEach(async () => {
  port = await freePort();
  await startServer(port);
});
afterEach(async () => {
  for (const walker of running) walker.kill('SIGKILL');
  running.clear();
  closePeers();
  await killAll();
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets a program walk for some seconds beside a watcher that walks too, until the program has left. */
async function walkBesideWatcher(command: string, ...args: string[]) {
  const watcher = new RawPeer(port);
  const watcherId = await watcher.introduce('Watcher');
  const walker = spawn(command, [...args, `tcp://127.0.0.1:${port}`, '4'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(walker);
  let output = '';
  let errors = '';
  walker.stdout.on('data', (text) => (output += String(text)));
  walker.stderr.on('data', (text) => (errors += String(text)));
  const closed = once(walker, 'close');
  for (let x = 200; walker.exitCode === null && walker.signalCode === null; x++) {
    await watcher.send({ address: '/position', x, y: 100 });
    await pause(50);
  }
  await closed;
  expect({ exitCode: walker.exitCode, errors }).toEqual({ exitCode: 0, errors: '' });
  const { id } = await watcher.until('/player/left');
  const { name } = await watcher.until('/player/profile', (profile) => profile.id === id);
  const motions = watcher
    .messages()
    .flatMap((message) =>
      message.address === '/motions' ? Array.from(message.ids, (_, i) => recordAt(message, i, 0)) : [],
    )
    .filter((motion) => motion.id === id);
  return { watcherId, id, name, motions, output };
}

testUnless(PYZMQ_OBSTACLE, 'Python walks in the yard as a player, sees another one and leaves', async () => {
  const { watcherId, name, motions, output } = await walkBesideWatcher(
    PYTHON_WITH_ZMQ ?? '',
    'examples/walk.py',
  );
  expect(name).toBe('Python');
  // It turns after two seconds.
  expect(new Set(motions.map(({ vx }) => vx))).toEqual(new Set([-100, 100]));
  expect(output).toMatch(
    new RegExp(`^player ${watcherId} at 2\\d\\d\\.0, 100\\.0, moving by 0\\.0, 0\\.0$`, 'm'),
  );
});

testUnless(
  hasLibzmq ? undefined : 'no cc or no zmq.h is here',
  'C compiles without a warning, walks in the yard as a guest, sees a player and leaves',
  async () => {
    const walk = join(folder, 'walk');
    const compiler = spawnSync('cc', ['-Wall', '-Wextra', '-Werror', 'examples/walk.c', '-o', walk, '-lzmq']);
    expect(String(compiler.stderr)).toBe('');
    const { watcherId, id, name, motions, output } = await walkBesideWatcher(walk);
    expect(name).toBe(`Guest ${id}`);
    expect(new Set(motions.map(({ x }) => x)).size).toBeGreaterThan(3);
    expect(output).toMatch(new RegExp(`^player ${watcherId} at 2\\d\\d\\.0, 100\\.0$`, 'm'));
  },
);
