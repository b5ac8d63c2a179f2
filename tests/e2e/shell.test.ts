/** What the desktop shell promises: a locked-down page, a yard of its own, plain words, and nothing left behind. */
import { execFileSync, spawnSync } from 'node:child_process';
import { until } from '../support/until';
import { closeGames, ELECTRON, Game, SWITCHES } from './game';

afterEach(closeGames);

const processesOf = (userData: string) => {
  const all = execFileSync('ps', ['-eo', 'args', '--width', '2000'], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(userData));
};

test('without --join the game opens its own yard, a second one enters it, and the end of the first closes it', async () => {
  const ada = await Game.start('--name', 'Ada');
  await ada.untilStatus("Ada's yard at tcp://127.0.0.1:5557 · only you here");
  const grace = await Game.start('--name', 'Grace');
  await grace.untilStatus("Ada's yard at tcp://127.0.0.1:5557 · 2 here");
  const userData = await ada.app.evaluate(({ app }) => app.getPath('userData'));
  expect(processesOf(userData).length).toBeGreaterThan(2);
  await ada.close();
  await grace.untilStatus("Reconnecting to Ada's yard");
  await until('Ada to be gone', async () => (await grace.others()).length === 0);
  await until('no process to be left', () => processesOf(userData).length === 0);
});

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

test.each([
  [['--nmae', 'Ada'], "unknown option '--nmae' (Did you mean --name?)"],
  [['--join', 'http://x'], '"http://x" is not the address of a yard. One looks like tcp://'],
])('%j is answered with a sentence and exit code 2', (options, sentence) => {
  const { status, stderr } = spawnSync(ELECTRON, ['.', ...SWITCHES, ...options], { encoding: 'utf8' });
  expect(stderr).toContain(sentence);
  expect(status).toBe(2);
});
