/** What the desktop shell promises: a locked-down page, plain words and no way out. */
import { spawnSync } from 'node:child_process';
import { closeGames, ELECTRON, Game, SWITCHES } from './game';

afterEach(closeGames);

test('the page has no Node, no way out, and no code but its own', async () => {
  const { page, app } = await Game.start();
  const url = page.url();
  const found = await page.evaluate(async () => ({
    node: ['require', 'process', 'module', 'Buffer'].filter((name) => name in window),
    opened: window.open('https://example.org') !== null,
    fetched: await fetch('https://example.org').then(
      () => true,
      () => false,
    ),
    inline: await new Promise((resolve) => {
      const script = document.createElement('script');
      script.textContent = 'window.inlineRan = true';
      document.body.append(script);
      resolve('inlineRan' in window);
    }),
    notification: await Notification.requestPermission(),
  }));
  expect(found).toEqual({ node: [], opened: false, fetched: false, inline: false, notification: 'denied' });
  await page.evaluate(() => location.assign('https://example.org'));
  expect(page.url()).toBe(url);
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
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
  const { app } = await Game.start();
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
  expect(await licences.evaluate(() => window.open('https://example.org') === null)).toBe(true);
  await licences.evaluate(() => location.assign('https://example.org'));
  expect(licences.url()).toBe('app://zeroyard/licences.txt');
});

test.each([
  [['--nmae', 'Ada'], "unknown option '--nmae' (Did you mean --name?)"],
  [['--join', 'http://x'], '"http://x" is not the address of a yard. One looks like tcp://'],
])('%j is answered with a sentence and exit code 2', (options, sentence) => {
  const { status, stderr } = spawnSync(ELECTRON, ['.', ...SWITCHES, ...options], { encoding: 'utf8' });
  expect(stderr).toContain(sentence);
  expect(status).toBe(2);
});
