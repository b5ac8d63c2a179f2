/** What the desktop shell promises: a locked-down page, plain words and no way out. */
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { pause } from '../support/until';
import { closeGames, ELECTRON, Game, SWITCHES } from './game';

/** How long a page that may go somewhere else would at most need to ask for it. */
const ESCAPE_MS = 1000;

/** Somewhere else: a web server that can be reached, and what it was asked for. */
let foreign: Server;
let foreignUrl: string;
let requests: string[];
beforeEach(async () => {
  requests = [];
  foreign = createServer(({ url = '' }, response) => {
    requests.push(url);
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.end('Somewhere else');
  }).listen(0, '127.0.0.1');
  await once(foreign, 'listening');
  foreignUrl = `http://127.0.0.1:${(foreign.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await closeGames();
  foreign.closeAllConnections();
  foreign.close();
});

/** Has a page try to get somewhere else, and checks that it did not; the game's main process, which may, is the proof that it could. */
async function expectLocked({ app }: Game, page: Page): Promise<void> {
  const url = page.url();
  const windows = app.windows().length;
  const escaped = await page.evaluate(async (to) => {
    const fetched = await fetch(`${to}/fetch`).then(
      () => true,
      () => false,
    );
    const opened = window.open(`${to}/open`) !== null;
    location.assign(`${to}/assign`);
    return { fetched, opened };
  }, foreignUrl);
  expect(escaped).toEqual({ fetched: false, opened: false });
  await pause(ESCAPE_MS);
  expect(page.url()).toBe(url);
  expect(app.windows()).toHaveLength(windows);
  expect(requests).toEqual([]);
  await app.evaluate(({ net }, to) => net.fetch(`${to}/control`).then(() => undefined), foreignUrl);
  expect(requests).toEqual(['/control']);
}

test('the page has no Node, no way out, and no code but its own', async () => {
  const game = await Game.start();
  const found = await game.page.evaluate(async () => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    inline: await new Promise((resolve) => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      resolve('inlineRan' in window);
    }),
    notification: await Notification.requestPermission(),
  }));
  expect(found).toEqual({ node: [], inline: false, notification: 'denied' });
  await expectLocked(game, game.page);
});

test('the page serves nothing outside its folder', async () => {
  const { page } = await Game.start();
  const statuses = await page.evaluate(async () => {
    const paths = [
      '/index.html',
      '/../build/main.js',
      '/%2e%2e/build/main.js',
      '/..%2fbuild/main.js',
      '/none.html',
    ];
    return Promise.all(paths.map(async (path) => (await fetch(path)).status));
  });
  expect(statuses).toEqual([200, 404, 404, 404, 404]);
});

test('Help shows the licences in a window as locked as the game’s', async () => {
  const game = await Game.start();
  const { app } = game;
  const opened = app.waitForEvent('window');
  await app.evaluate(({ Menu }) => {
    const help = Menu.getApplicationMenu()?.items.find(({ role }) => role === 'help')?.submenu?.items ?? [];
    help.find(({ label }) => label === 'Licences')?.click();
  });
  const licences = await opened;
  const text = licences.getByText('It is made with the following');
  await text.waitFor();
  // The sign is two bytes: taken for another encoding it would be two letters.
  expect(await text.textContent()).toContain('Copyright © Jorge Bucaran');
  expect(licences.url()).toBe('app://zeroyard/licences.txt');
  await expectLocked(game, licences);
});

test.each([
  [['--nmae', 'Ada'], "unknown option '--nmae' (Did you mean --name?)"],
  [['--join', 'http://x'], '"http://x" is not the address of a yard. One looks like tcp://'],
])('%j is answered with a sentence and exit code 2', (options, sentence) => {
  const { status, stderr } = spawnSync(ELECTRON, ['.', ...SWITCHES, ...options], { encoding: 'utf8' });
  expect(stderr).toContain(sentence);
  expect(status).toBe(2);
});
