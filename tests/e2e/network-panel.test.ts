/** The network panel in the real window: what it shows, copies and simulates. */
import { freePort } from '../support/free-port';
import { killAll, Program, startServer } from '../support/programs';
import { until } from '../support/until';
import { axeViolations } from './axe';
import { closeGames, Game } from './game';

let game: Game;

beforeEach(async () => {
  const port = await freePort();
  await startServer(port, '--name', 'Test yard');
  const address = `tcp://127.0.0.1:${port}`;
  new Program('player', ['--join', address, '--walk', 'random']);
  game = await Game.start('--join', address, '--name', 'Ada');
  await game.untilStatus('2 here');
  await game.page.keyboard.press('F3');
});
afterEach(async () => {
  await closeGames();
  await killAll();
});

/** What stands behind a label of the panel. */
async function figure(label: string): Promise<string> {
  const row = game.page.locator('.network dl > div', { has: game.page.getByText(label, { exact: true }) });
  return (await row.locator('dd').textContent()) ?? '';
}

const untilFigure = (label: string, words: RegExp) =>
  until(`${label} to be ${words}`, async () => {
    const [shown] = await game.page.getByRole('heading', { name: 'Network' }).all();
    return shown && (await game.page.locator('.network dl').count()) > 0 && words.test(await figure(label));
  });

test('it shows what comes and goes, copies it as text, and closes by its key', async () => {
  await untilFigure('Round trip', /^\d+(\.\d)? ms$/);
  await untilFigure('Received', /^[1-9]\d* updates\/s, .*B\/s$/);
  await untilFigure('Frame', /^\d+, worst \d+ ms$/);
  expect(await axeViolations(game.page)).toEqual([]);
  await game.press('Copy figures');
  const copied = await game.app.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toMatch(/^Zeroyard, \u2068Test yard\u2069 at tcp:\/\/127\.0\.0\.1:\d+, /);
  for (const label of ['Round trip', 'Jitter', 'Others’ delay', 'Frame', 'Received', 'Sent', 'Lost'])
    expect(copied).toMatch(new RegExp(`^${label}: .*\\d`, 'm'));
  await game.page.keyboard.press('F3');
  expect(await game.page.getByRole('heading', { name: 'Network' }).count()).toBe(0);
});

test('a network is made bad from the panel, and good again', async () => {
  await game.page.getByLabel('Delay, ms').fill('150');
  await game.press('Apply');
  await untilFigure('Round trip', /^[3-9]\d\d ms$/);
  await game.press('Off');
  await untilFigure('Round trip', /^\d{1,2}(\.\d)? ms$/);
  expect(await game.page.getByLabel('Delay, ms').inputValue()).toBe('0');
});
