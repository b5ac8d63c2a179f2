/** `npm start` as a person types it: it plays in a window, or says in plain words why not and plays in a browser. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { SWITCHES } from './game';

afterEach(async () => {
  closePeers();
  await killAll();
});

const userData = mkdtempSync(join(tmpdir(), 'zeroyard-start-'));
afterAll(() => {
  rmSync(userData, { recursive: true, force: true, maxRetries: 10 });
});

const gpuSwitches = SWITCHES.filter((name) => name !== '--no-sandbox');

test('arguments reach the game, and Electron its own; root is warned of the sandbox; a signal ends all in order', async () => {
  const port = await freePort();
  await startServer(port);
  const watcher = new RawPeer(port);
  await watcher.send({ address: '/ping', n: 1 });
  const options = [
    '--join',
    `tcp://127.0.0.1:${port}`,
    '--name',
    'Starter',
    '--data-dir',
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
  ['without Electron', { ELECTRON_OVERRIDE_DIST_PATH: '/nowhere' }, 'Electron is not at /nowhere'],
])(
  '%s it says so, and plays in a browser, which it opens where there is a display',
  async (_, env, sentence) => {
    const opened = join(userData, 'opened');
    const browser = join(userData, 'browser');
    writeFileSync(browser, `#!/bin/sh\necho "$1" >>'${opened}'\n`, { mode: 0o755 });
    // Where no desktop says which browser is the person's own, this variable does.
    const onlyBrowser = { XDG_DATA_HOME: userData, XDG_DATA_DIRS: userData, BROWSER: browser };
    const start = spawn(process.execPath, ['scripts/start.mjs'], {
      env: { ...process.env, ...onlyBrowser, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    start.stdout.on('data', (text) => (output += String(text)));
    const url = await until('a URL', () => /http:\S+/.exec(output)?.[0]);
    expect(output).toContain(sentence);
    expect(await (await fetch(url)).text()).toContain('<title>Zeroyard</title>');
    if (!('DISPLAY' in env)) {
      await until('the person’s browser to be opened', () => existsSync(opened));
      expect(readFileSync(opened, 'utf8').trim()).toBe(url);
    }
    start.kill('SIGINT');
    await once(start, 'exit');
    await expect(fetch(url)).rejects.toThrow();
    rmSync(opened, { force: true });
  },
);
