/** Who may come into a yard that its host has secured: by invite, by the host's word, and no longer. */
import { freePort } from '../support/free-port';
import { until } from '../support/until';
import { closeGames, Game } from './game';
import { host } from './host';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeGames);

const button = (game: Game, name: string | RegExp) => game.page.getByRole('button', { name, exact: true });
const panelOf = (game: Game) => game.page.getByRole('region', { name: 'You host' });

/** The invite that the panel shows, once it is none of these. */
function inviteOf(game: Game, ...old: string[]): Promise<string> {
  return until('an invite', async () => {
    const [invite = ''] = await panelOf(game).locator('code').allTextContents();
    return invite.startsWith('zeroyard:') && !old.includes(invite) ? invite : undefined;
  });
}

async function join(game: Game, invite: string): Promise<void> {
  await game.page.getByLabel('Join by address or invite').fill(invite);
  await button(game, 'Join').click();
}

test('an invited yard: its invite leads in, a new one ends it, who is banned stays outside until the ban is lifted', async () => {
  const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
  await host(ada, port, undefined, 'Invited');
  const invite = await inviteOf(ada);
  expect(invite).toMatch(/\?key=[\w-]{43}&ticket=[\w-]{22}$/);
  await join(grace, invite);
  await grace.untilStatus('2 here');
  await button(ada, 'New invite, and old ones end').click();
  const newer = await inviteOf(ada, invite);
  expect(newer.replace(/ticket=.*/, '')).toBe(invite.replace(/ticket=.*/, ''));

  await button(ada, 'Players').click();
  await button(ada, 'Menu for Grace').click();
  await ada.page.getByRole('menuitem', { name: 'Ban…' }).click();
  // It asks once.
  await ada.page.getByRole('menuitem', { name: 'Do not ban' }).waitFor();
  await ada.page.getByRole('menuitem', { name: 'Ban', exact: true }).click();
  await ada.page.getByText('Grace is banned.').waitFor();
  await grace.untilLobby();
  await ada.untilStatus('only you here');
  await button(ada, 'Hosting').click();
  await panelOf(ada).getByText('Banned (1)').click();
  await button(ada, 'Lift the ban of Grace').click();
  await until('the ban to be lifted', async () => (await panelOf(ada).getByText('Banned').count()) === 0);
  // Known from before, the old invite is enough.
  await join(grace, invite);
  await grace.untilStatus('2 here');
});

test('how one hosted is how one hosts the next time', async () => {
  const ada = await Game.start('--name', 'Ada');
  await host(ada, port, undefined, 'Ask me');
  await ada.press('Stop hosting');
  await ada.untilLobby();
  expect(await ada.page.getByRole('radio', { name: 'Ask me' }).isChecked()).toBe(true);
  await ada.page.reload();
  await ada.untilDrawn();
  expect(await ada.page.getByRole('radio', { name: 'Ask me' }).isChecked()).toBe(true);
  expect(await ada.page.getByLabel('Port').inputValue()).toBe(String(port));
  expect(await ada.page.getByLabel('Yard’s name').inputValue()).toBe(`Yard ${port}`);
});

test('a secured yard offers invites and no address alone: one for each network', async () => {
  const ada = await Game.start('--name', 'Ada');
  await ada.app.evaluate(() => {
    const os = process.getBuiltinModule('node:os');
    const rest = { netmask: '255.255.255.0', mac: '02:00:00:00:00:01', internal: false, cidr: null };
    const two = [7, 8].map((n) => ({ ...rest, family: 'IPv4' as const, address: `192.0.2.${n}` }));
    os.networkInterfaces = () => ({ eth0: two });
  });
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.page.getByText('Local network', { exact: true }).click();
  await ada.page.getByText('Invited', { exact: true }).click();
  await ada.press('Host a yard');
  const invite = await inviteOf(ada);
  await panelOf(ada).getByText('Invites for other networks (1)').click();
  expect(await panelOf(ada).locator('code').allTextContents()).toEqual([
    invite,
    invite.replace('192.0.2.7', '192.0.2.8'),
  ]);
});

test('the button that hosts is in sight in a window of 900 x 600, and covers nothing that has the focus', async () => {
  const ada = await Game.start('--name', 'Ada');
  await ada.resize(900, 600);
  const host = button(ada, 'Host a yard');
  const top = () => host.evaluate((element) => element.getBoundingClientRect().top);
  expect(await host.evaluate((element) => element.getBoundingClientRect().bottom)).toBeLessThan(600);
  for (const name of ['This computer', 'Open', 'Medium']) {
    await ada.page.getByRole('radio', { name }).focus();
    const bottom = await ada.page
      .getByText(name, { exact: true })
      .evaluate((element) => element.getBoundingClientRect().bottom);
    expect([name, bottom <= (await top())]).toEqual([name, true]);
  }
});
