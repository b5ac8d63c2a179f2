/** The packaged game as a person gets it, from a folder of its own, beside the packaged server. */
import { execFileSync } from 'node:child_process';
import { freePort } from '../../cli/free-port';
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

test('the licences of all that is inside are to be read in the game', async () => {
  const { page } = await PackedGame.start(program, 'Ada');
  const licences = await page.evaluate(async () => (await fetch('/licences.txt')).text());
  for (const name of ['pixi.js', 'preact', 'zeromq', 'osc-js', '@fontsource-variable/nunito'])
    expect(licences).toContain(`\n${name} `);
});
