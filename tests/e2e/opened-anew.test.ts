/** A yard that its host opens to the network, and closes to it again, while people are in it. */
import { freePort } from '../support/free-port';
import { RawPeer } from '../support/raw-peer';
import { pause, until } from '../support/until';
import { closeAll, Game } from './game';
import { host } from './host';

jest.setTimeout(120_000);
let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeAll);

/** The ids under which each is seen by the other. */
async function idsOf(ada: Game, grace: Game): Promise<(number | undefined)[]> {
  return [(await ada.other('Grace'))?.id, (await grace.other('Ada'))?.id];
}

/** Presses a button as often as it can be; the yard is opened anew only so often, and that is said. */
async function pressUntil(game: Game, name: string, isDone: () => Promise<boolean>): Promise<boolean> {
  const button = game.page.getByRole('button', { name, exact: true });
  if (await button.isEnabled({ timeout: 500 }).catch(() => false)) await button.click();
  await pause(1000);
  return isDone();
}

test('“Open to the network” and “Only this computer” leave everybody where and who they are', async () => {
  const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
  const yard = await host(ada, port);
  await grace.page.getByRole('button', { name: `Join ${yard}`, exact: true }).click();
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  await grace.page.keyboard.down('ArrowDown');
  const from = await grace.own();
  await until('Grace to have walked', async () => (await grace.own()).y > from.y + 60);
  await grace.page.keyboard.up('ArrowDown');
  const [graceAtRest, adaAtRest] = [await ada.untilAtRest('Grace'), await grace.untilAtRest('Ada')];
  const ids = await idsOf(ada, grace);
  let lobbies = 0;
  for (const game of [ada, grace]) {
    await game.page.exposeFunction('noteLobby', () => lobbies++);
    await game.page.evaluate(() => {
      new MutationObserver(() => {
        if (document.querySelector('.lobby-page')) (Reflect.get(window, 'noteLobby') as () => void)();
      }).observe(document.body, { childList: true, subtree: true });
    });
  }
  expect(ids).toEqual([expect.any(Number), expect.any(Number)]);
  // Open to this computer, and not to the network unasked.
  expect(await ada.page.getByRole('radio', { name: 'Secured' }).isChecked()).toBe(true);
  for (const [press, next] of [
    ['Open to the network', 'Only this computer'],
    ['Only this computer', 'Open to the network'],
  ] as const) {
    const button = ada.page.getByRole('button', { name: next, exact: true });
    await until(`the button ${next}`, () => pressUntil(ada, press, () => button.isVisible()), 60_000);
    for (const game of [ada, grace]) await game.untilAlert('The yard was opened anew, and you stay in it.');
    for (const game of [ada, grace]) {
      await game.untilStatus('2 here');
      await game.press('Dismiss');
    }
    expect(await idsOf(ada, grace)).toEqual(ids);
    const [graceNow, adaNow] = [await ada.untilAtRest('Grace'), await grace.untilAtRest('Ada')];
    expect([graceNow.x, graceNow.y, adaNow.x, adaNow.y]).toEqual([
      graceAtRest.x,
      graceAtRest.y,
      adaAtRest.x,
      adaAtRest.y,
    ]);
  }
  expect(lobbies).toBe(0);
  // Secured it is from then on, and who does not know its key is told nothing.
  const invite = await ada.page
    .getByRole('region', { name: 'You host' })
    .locator('code')
    .first()
    .textContent();
  expect(invite).toMatch(/\?key=[\w-]{43}$/);
  const stranger = new RawPeer(port);
  await stranger.send({ address: '/position', x: 1, y: 2 });
  await pause(1500);
  expect(stranger.messages()).toEqual([]);
});
