/** What a host may do in the window: lock, let in, send away, mute, remove, lift a ban. The console's answers are scripted. */
import { freePort } from '../support/free-port';
import { RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { axeViolations } from './axe';
import { closeAll, Game } from './game';
import { host } from './host';
import { logOf } from './joined';
import { ordersOf, report, scriptServer } from './scripted-server';

const ACCESS = { isLocked: false, ticket: undefined, waiting: [], bans: [], muted: [] };
const COLOURS = ['#56b4e9', '#009e73', '#f0e442'];

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeAll);

async function hosting(): Promise<Game> {
  const ada = await Game.start('--name', 'Ada');
  await scriptServer(ada);
  await host(ada, port);
  return ada;
}

const button = (game: Game, name: string) => game.page.getByRole('button', { name, exact: true });

/** The order that was given last, once there are so many. */
async function untilOrdered(game: Game, count: number): Promise<{ n: number; command: string }> {
  return until(`${count} orders`, async () => {
    const orders = await ordersOf(game);
    return orders.length === count ? orders.at(-1) : undefined;
  });
}

test('a yard is locked and unlocked, and an order that cannot be done is said where it was given', async () => {
  const ada = await hosting();
  await button(ada, 'Lock').click();
  const { n, command } = await untilOrdered(ada, 1);
  expect(command).toBe('lock');
  // One at a time.
  expect(await button(ada, 'Lock').isDisabled()).toBe(true);
  await report(ada, { event: 'answer', n, text: 'The yard is locked.', isError: false });
  await report(ada, { event: 'access', access: { ...ACCESS, isLocked: true } });
  await button(ada, 'Locked').click();
  const unlock = await untilOrdered(ada, 2);
  expect(unlock.command).toBe('unlock');
  await report(ada, { event: 'answer', n: unlock.n, text: 'The key is lost.', isError: true });
  await ada.page.getByRole('region', { name: 'You host' }).getByRole('alert').waitFor();
  await ada.untilAlert('The key is lost.');
});

test('who waits is announced with the panel closed, counted on its button, listed in it, and let in or sent away', async () => {
  const ada = await hosting();
  await button(ada, 'Close the hosting panel').click();
  const waiting = Array.from({ length: 18 }, (_, i) => ({
    ...{ number: i + 1, name: `Walker ${i + 1}`, colour: COLOURS[i % 3] ?? '' },
  }));
  await report(ada, { event: 'access', access: { ...ACCESS, waiting } });
  await ada.untilAlert('Walker 1 would like to come in.');
  await button(ada, 'Hosting: 18 waiting to come in').waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
  await button(ada, 'Let in Walker 1').click();
  const { n, command } = await untilOrdered(ada, 1);
  expect(command).toBe('admit 1');
  await report(ada, { event: 'answer', n, text: 'In.', isError: false });
  await report(ada, { event: 'access', access: { ...ACCESS, waiting: waiting.slice(1) } });
  await button(ada, 'and 16 more').click();
  const panel = ada.page.getByRole('region', { name: 'Waiting to come in (17)' });
  expect(await panel.getByRole('listitem').count()).toBe(6);
  await panel.getByText('and 11 more').waitFor();
  await ada.page.getByRole('group', { name: 'Waiting to come in' }).waitFor({ state: 'detached' });
  await button(ada, 'For good: send Walker 3 away').click();
  expect((await untilOrdered(ada, 2)).command).toBe('reject 3 for good');
  await button(ada, 'Send away Walker 2').click();
  const rejected = await untilOrdered(ada, 3);
  expect(rejected.command).toBe('reject 2');
  await report(ada, { event: 'answer', n: rejected.n, text: 'Away.', isError: false });
  await ada.page.getByText('Walker 2 was sent away, and may ask again in 60 s.').waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
});

test('a ban is listed and lifted', async () => {
  const ada = await hosting();
  const identity = Buffer.alloc(32, 5).toString('base64url');
  const bans = Array.from({ length: 24 }, (_, i) => ({
    ...{ identity: i === 0 ? identity : Buffer.alloc(32, 100 + i).toString('base64url'), name: `Rude ${i}` },
  }));
  await report(ada, { event: 'access', access: { ...ACCESS, bans } });
  await ada.page.getByText('Banned (24)').click();
  await ada.page.getByText('and 12 more').waitFor();
  await button(ada, 'Lift the ban of Rude 0').click();
  expect((await untilOrdered(ada, 1)).command).toBe(`unban ${identity}`);
});

test('the menu on a name is one of keys too: mute for me, for all, remove; in an open yard it says why nobody is banned', async () => {
  const ada = await hosting();
  const [grace, edsger] = [new RawPeer(port), new RawPeer(port)];
  await grace.introduce('Grace');
  await edsger.introduce('Edsger');
  await ada.untilStatus('3 here');
  // Who is silent is gone.
  const beat = setInterval(() => {
    for (const peer of [grace, edsger]) void peer.send({ address: '/ping', n: 1 });
  }, 1000);
  await button(ada, 'Players').click();
  const opener = button(ada, 'Menu for Grace');
  const menu = ada.page.getByRole('menu', { name: 'Menu for Grace' });
  const choose = async (steps: number) => {
    await opener.focus();
    await ada.page.keyboard.press('Enter');
    await menu.waitFor();
    for (let step = 0; step < steps; step++) await ada.page.keyboard.press('ArrowDown');
    await ada.page.keyboard.press('Enter');
    await menu.waitFor({ state: 'detached' });
  };
  await opener.click();
  expect(await menu.getByRole('menuitem').allInnerTexts()).toEqual(['Mute for me', 'Mute for all', 'Remove']);
  await menu.getByText('Nobody can be banned from an open yard').waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
  const standing = await ada.own();
  await ada.page.keyboard.press('ArrowUp');
  expect(
    await menu.getByRole('menuitem', { name: 'Remove' }).evaluate((item) => item === document.activeElement),
  ).toBe(true);
  await ada.page.keyboard.press('Escape');
  await menu.waitFor({ state: 'detached' });
  expect(await opener.evaluate((element) => element === document.activeElement)).toBe(true);
  expect(await ada.own()).toEqual(standing);

  await choose(0);
  await grace.send({ address: '/say', text: 'unseen' });
  await edsger.until('/player/said', ({ text }) => text === 'unseen');
  // It comes to Ada after the other.
  await edsger.send({ address: '/say', text: 'Goodbye' });
  await until('the line', async () => (await logOf(ada)).includes('Edsger: Goodbye'));
  await choose(1);
  const mute = await untilOrdered(ada, 1);
  await choose(0);
  await grace.send({ address: '/say', text: 'seen' });
  await until('the line', async () => (await logOf(ada)).some((line) => line.endsWith('seen')));
  expect((await logOf(ada)).filter((line) => line.includes('seen'))).toEqual(['Grace: seen']);

  expect(mute.command).toMatch(/^mute \d+$/);
  const id = Number(mute.command.slice(5));
  await report(ada, { event: 'answer', n: mute.n, text: 'Muted.', isError: false });
  await report(ada, { event: 'access', access: { ...ACCESS, muted: [id] } });
  await choose(1);
  const unmute = await untilOrdered(ada, 2);
  expect(unmute.command).toBe(`unmute ${id}`);
  await report(ada, { event: 'answer', n: unmute.n, text: 'Heard again.', isError: false });
  await choose(2);
  const kick = await untilOrdered(ada, 3);
  expect(kick.command).toBe(`kick ${id}`);
  await report(ada, { event: 'answer', n: kick.n, text: 'Gone.', isError: false });
  await ada.page.getByText('Grace was removed, and may come back in 60 s.').waitFor();
  clearInterval(beat);
});
