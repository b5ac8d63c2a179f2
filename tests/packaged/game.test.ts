/** The packaged game as a person gets it, from a folder of its own, beside the packaged server. */
import { execFileSync } from 'node:child_process';
import { freePort } from '../support/free-port';
import { until } from '../support/until';
import {
  copyApp,
  endAll,
  folder,
  PackedGame,
  removeFolder,
  run,
  SERVER_ARCHIVE,
  SERVER_NAME,
} from './packed';

let program: string;
let port: number;
beforeAll(() => (program = copyApp()));
beforeEach(async () => {
  port = await freePort();
});
afterEach(endAll);
afterAll(removeFolder);

test('one hosts, a second copy joins, and each sees the other walk', async () => {
  const ada = await PackedGame.start(program, 'Ada');
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.press('Host a yard');
  await ada.untilStatus(`tcp://127.0.0.1:${port}`);
  const grace = await PackedGame.start(program, 'Grace', `zeroyard://join/127.0.0.1:${port}`);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  await ada.walk('Ada', grace);
  await grace.walk('Grace', ada);
});

test('the server’s archive needs no display, and serves them', async () => {
  execFileSync('tar', ['-xzf', SERVER_ARCHIVE, '-C', folder]);
  const { printed } = run(`${folder}/${SERVER_NAME}/zeroyard-server`, ['--port', String(port)], {
    PATH: process.env['PATH'],
  });
  await until(`the server to listen; it said: ${printed.errors}`, () =>
    printed.output.includes('is open at'),
  );
  const join = ['--join', `tcp://127.0.0.1:${port}`];
  const ada = await PackedGame.start(program, 'Ada', ...join);
  const grace = await PackedGame.start(program, 'Grace', ...join);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  await ada.walk('Ada', grace);
});

test('the page for phones is served out of the archive, with all that it names', async () => {
  const ada = await PackedGame.start(program, 'Ada');
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.page.getByText('Local network').click();
  await ada.page.getByText('Open', { exact: true }).click();
  await ada.press('Host a yard');
  await ada.press('Invite a phone');
  const shown = await ada.page.locator('code').filter({ hasText: 'token=' }).first().textContent();
  const url = new URL(shown ?? '');
  // The same page, without a way through the network's hardware.
  url.hostname = '127.0.0.1';
  const html = await (await fetch(url)).text();
  const named = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, path = '']) => path);
  expect(named).toContainEqual(expect.stringMatching(/^\/assets\/page-.*\.js$/));
  const statuses = await Promise.all(named.map(async (path) => (await fetch(new URL(path, url))).status));
  expect(statuses).toEqual(named.map(() => 200));
});

test('the licences of all that is inside are to be read in the game', async () => {
  const { page } = await PackedGame.start(program, 'Ada');
  const licences = await page.evaluate(async () => (await fetch('/licences.txt')).text());
  for (const name of ['pixi.js', 'preact', 'zeromq', 'osc-js', '@fontsource-variable/nunito'])
    expect(licences).toContain(`\n${name} `);
});
