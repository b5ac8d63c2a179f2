/** Who is here, and what helps one to play: the panels over the yard. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from '../support/programs';
import { RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { axeViolations } from './axe';
import { Game } from './game';
import { enter, joining, say, sayLines, untilLogged, useYard } from './joined';

const port = useYard();

test('Tab that is held shows who is here, Tab that is pressed moves the focus', async () => {
  const ada = await enter(port(), 'Ada');
  const guest = new RawPeer(port());
  await guest.send({ address: '/position', x: 100, y: 200 });
  const id = await guest.id();
  const zoe = new RawPeer(port());
  await zoe.introduce('Zoe');
  await ada.untilStatus('3 here');
  const players = ada.page.getByRole('region', { name: 'Players' });
  const focused = () => ada.page.evaluate(() => document.activeElement?.getAttribute('aria-label'));

  await ada.page.keyboard.down('Tab');
  await players.getByRole('heading', { name: '3 here' }).waitFor();
  expect(await players.getByRole('listitem').allTextContents()).toEqual([
    'Adayou',
    `Guest ${id}guest`,
    'Zoe',
  ]);
  expect(await focused()).toBeNull();
  await ada.page.keyboard.up('Tab');
  await players.waitFor({ state: 'detached' });

  await until('the focus to move', async () => {
    await ada.page.keyboard.press('Tab');
    return (await focused()) === 'Players';
  });
  await ada.page.keyboard.press('Enter');
  await players.waitFor();
  await ada.page.keyboard.press('Escape');
  await players.waitFor({ state: 'detached' });
});

test('of a crowd the list has those in the page that are seen, and all when it is scrolled', async () => {
  const ada = await enter(port(), 'Ada');
  new Program('player', ['--join', `127.0.0.1:${port()}`, '--count', '60', '--walk', 'none']);
  await ada.untilStatus('61 here');
  await ada.press('Players');
  const players = ada.page.getByRole('region', { name: 'Players' });
  await players.getByRole('heading', { name: '61 here' }).waitFor();
  const rows = players.getByRole('listitem');
  await until('the first of the list', async () => (await rows.first().textContent()) === 'Adayou');
  const inPage = await rows.count();
  expect(inPage).toBeLessThan(45);
  expect(await rows.last().textContent()).toBe(`Walker ${inPage - 1}`);
  await players.evaluate((card) => card.scrollTo(0, card.scrollHeight));
  await until('the last of the list', async () => (await rows.last().textContent()) === 'Walker 60');
  expect(await rows.last().getAttribute('aria-posinset')).toBe('61');
  const bottom = (box: { y: number; height: number } | null) => (box ? box.y + box.height : NaN);
  await until('the last in sight', async () => {
    return bottom(await rows.last().boundingBox()) <= bottom(await players.boundingBox());
  });
});

test.each([
  [480, 360],
  [1200, 800],
])('what was said is legible while one types, whatever panel is under it: %i x %i', async (width, height) => {
  const ada = await enter(port(), 'Ada');
  await ada.resize(width, height);
  await sayLines(port(), 12, (line) => untilLogged(ada, line));
  await ada.page.keyboard.press('Enter');
  const log = ada.page.getByRole('log');
  await log.getByText('line 12').waitFor();
  const { x = NaN, y = NaN, width: w = NaN, height: h = NaN } = (await log.boundingBox()) ?? {};
  // Without its round corners, through which a panel shows.
  const clip = { x: x + 12, y: y + 12, width: w - 24, height: h - 24 };
  const bare = await ada.page.screenshot({ clip });
  await ada.page.keyboard.press('F3');
  await ada.page.getByRole('region', { name: 'Network' }).waitFor();
  expect((await ada.page.screenshot({ clip })).equals(bare)).toBe(true);
});

test('the help comes by itself at the first start only, and lets one walk; F1 brings it back', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const first = await Game.startIn(userData, ...joining(port(), 'Ada'));
  const help = (game: Game) => game.page.getByRole('region', { name: 'How to play' });
  await help(first).waitFor();
  const start = await first.own();
  await first.page.keyboard.down('ArrowLeft');
  await until('a walk', async () => (await first.own()).x < start.x - 20);
  await first.page.keyboard.up('ArrowLeft');
  expect(await help(first).count()).toBe(1);
  await first.app.close();

  const second = await Game.startIn(userData, ...joining(port(), 'Ada'));
  await second.untilStatus('only you here');
  await pause(300);
  expect(await help(second).count()).toBe(0);
  await second.page.getByRole('button', { name: 'Leave' }).focus();
  await second.page.keyboard.press('F1');
  await until('the focus in the help', () =>
    second.page.evaluate(() => document.activeElement?.getAttribute('aria-label') === 'Close the help'),
  );
  await second.page.keyboard.press('Escape');
  await help(second).waitFor({ state: 'detached' });
  // The focus is where it was.
  expect(await second.page.evaluate(() => document.activeElement?.textContent.trim())).toBe('Leave');
});

test('axe finds nothing to mend in chat, list of players and help', async () => {
  const ada = await Game.start(...joining(port(), 'Ada'));
  await ada.page.getByRole('region', { name: 'How to play' }).waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
  await ada.page.keyboard.press('Escape');
  const grace = new RawPeer(port());
  await grace.introduce('Grace');
  await grace.send({ address: '/say', text: 'hello' });
  await untilLogged(ada, 'Grace: hello');
  await say(ada, 'x'.repeat(201));
  await ada.untilAlert('A line of chat has 1 to 200 characters');
  expect(await axeViolations(ada.page)).toEqual([]);
  await ada.page.keyboard.press('Escape');
  await ada.press('Players');
  await ada.page.getByRole('region', { name: 'Players' }).waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
});
