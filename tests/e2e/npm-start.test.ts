/** `npm start` as a person types it: it plays, or it says in plain words why it cannot. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { SWITCHES } from './game';

afterEach(async () => {
  closePeers();
  await killAll();
});

const userData = mkdtempSync(join(tmpdir(), 'zeroyard-start-'));
afterAll(() => {
  rmSync(userData, { recursive: true, force: true });
});

const gpuSwitches = SWITCHES.filter((name) => name !== '--no-sandbox');

test('arguments reach the game, and Electron its own; root is told of the sandbox; a signal ends all in order', async () => {
  const port = await freePort();
  await startServer(port);
  const watcher = new RawPeer(port);
  await watcher.tell({ address: '/ping', n: 1 });
  const options = [
    '--join',
    `tcp://127.0.0.1:${port}`,
    '--name',
    'Starter',
    '--profile',
    userData,
    ...gpuSwitches,
  ];
  const game: ChildProcess = spawn('npm', ['start', '--', ...options], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let output = '';
  game.stdout?.on('data', (text) => (output += String(text)));
  const { id } = await watcher.until('/player/profile', ({ name }) => name === 'Starter');
  await watcher.until('/player/position', (position) => position.id === id);
  game.kill('SIGTERM');
  await watcher.until('/player/left', (left) => left.id === id);
  if (game.exitCode === null && game.signalCode === null) await once(game, 'exit');
  expect(output.includes('adding --no-sandbox')).toBe(process.getuid?.() === 0);
});

test.each([
  [
    'without a display',
    { DISPLAY: '', WAYLAND_DISPLAY: '' },
    'There is no display here, so no window can open.',
  ],
  ['without Electron', { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, 'Electron could not be started'],
])('%s it says so and what to do, and exits with 1', (_, environment, sentence) => {
  const env = { ...process.env, ...environment };
  const { status, stderr } = spawnSync(process.execPath, ['scripts/start.mjs'], { env, encoding: 'utf8' });
  expect(stderr).toContain(`zeroyard: ${sentence}`);
  expect(status).toBe(1);
});
