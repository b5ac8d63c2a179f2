/** What the game remembers from one start to the next. */
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { killAll, Program, startServer } from '../support/programs';
import { closePeers, RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { closeGames, Game } from './game';
import { host } from './host';
import { joining } from './joined';

afterEach(async () => {
  await closeGames();
  closePeers();
  await killAll();
});

test('the first colour that a yard gives is kept, and the name of this run is not', async () => {
  const port = await freePort();
  await startServer(port, '--name', 'Test yard');
  const watcher = new RawPeer(port);
  await watcher.send({ address: '/ping', n: 1 });
  await watcher.until('/yard');
  new Program('player', ['--join', `tcp://127.0.0.1:${port}`, '--name', 'Root', '--colour', '#e69f00']);
  await watcher.until('/player/profile');
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const first = await Game.startIn(userData, ...joining(port, 'Root'));
  await first.untilStatus('Test yard at');
  const { colour } = await watcher.until('/player/profile', ({ name }) => name === 'Root 2');
  expect(colour).toBe('#009e73');
  await first.press('Players');
  expect(await first.page.locator('.players bdi').allTextContents()).toEqual(['Guest 1', 'Root', 'Root 2']);
  await first.app.close();
  const { profile } = JSON.parse(readFileSync(join(userData, 'settings.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  expect(profile).toEqual({ colour });
  const second = await Game.startIn(userData);
  expect(await second.page.getByRole('radio', { name: 'Green' }).isChecked()).toBe(true);
});

test('name and colour are kept, and a wrong name is said where it was typed', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const first = await Game.startIn(userData);
  const name = first.page.getByLabel('Name', { exact: true });
  await name.fill('x'.repeat(25));
  await name.press('Tab');
  await first.untilAlert('A name has 1 to 24 characters; this one has 25.');
  await name.fill('Ada');
  await name.press('Tab');
  await first.page.getByRole('radio', { name: 'Blue', exact: true }).check({ force: true });
  await until('the fault to be gone', async () => (await first.page.getByRole('alert').count()) === 0);
  await first.app.close();
  const second = await Game.startIn(userData);
  expect(await second.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada');
  expect(await second.page.getByRole('radio', { name: 'Blue', exact: true }).isChecked()).toBe(true);
});

test('a corrupted settings file is kept aside, and said so', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  writeFileSync(join(userData, 'settings.json'), '{"profile": {"na');
  const ada = await Game.startIn(userData);
  await ada.untilAlert('Your settings could not be read, so they start anew.');
  expect(readdirSync(userData).some((name) => name.startsWith('settings.json.broken-'))).toBe(true);
  await ada.press('Dismiss');
  expect(await ada.page.getByRole('alert').count()).toBe(0);
});

test('a window opens where it was, unless that is no longer on a screen', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const place = { x: 40, y: 30, width: 640, height: 480, isMaximized: false };
  const opened = async (window: typeof place) => {
    writeFileSync(join(userData, 'settings.json'), JSON.stringify({ recent: [], window }));
    const game = await Game.startIn(userData);
    const { firstBounds } = game;
    await game.app.close();
    return firstBounds;
  };
  const first = await opened(place);
  const second = await opened({ ...place, x: place.x + 100, y: place.y + 60 });
  expect(first).toMatchObject({ width: 640, height: 480 });
  // Relative, since a window manager may add a frame.
  expect([second.x - first.x, second.y - first.y]).toEqual([100, 60]);
  expect((await opened({ ...place, x: -5000, y: -5000 })).x).toBeGreaterThanOrEqual(0);
});

test.each([
  ['a width of 1e12', { window: { x: 0, y: 0, width: 1e12, height: 480, isMaximized: false } }],
  ['a colour that is none', { profile: { name: 'Ada', colour: 'blue' } }],
  ['a name of 150 characters', { profile: { name: 'A'.repeat(150), colour: '#e69f00' } }],
])('with %s in its settings the game plays, and a yard opens without a fault', async (_, values) => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  writeFileSync(join(userData, 'settings.json'), JSON.stringify({ recent: [], ...values }));
  const game = await Game.startIn(userData);
  await host(game, await freePort());
  expect(await game.page.getByRole('alert').count()).toBe(0);
  expect(game.firstBounds.width).toBeLessThan(10_000);
});

test('where nothing can be written the game plays, says that nothing is kept, and not that it runs already', async () => {
  // Not even root makes a folder there.
  const game = await Game.startIn('/sys/zeroyard');
  await game.untilAlert('Your settings can neither be read nor saved');
  await host(game, await freePort());
});
