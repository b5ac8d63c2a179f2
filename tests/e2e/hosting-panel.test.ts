/** What a host has before them: the end of it at the top, who is here, and the address that friends can use. */
import type { Locator } from 'playwright-core';
import { freePort } from '../support/free-port';
import { RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { chatField } from './joined';
import { closeAll, Game } from './game';
import { host } from './host';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeAll);

const panelOf = (game: Game) => game.page.getByRole('region', { name: 'You host' });

/** Whether a click in its middle reaches it: it is within the window, and nothing lies over it. */
function isReachable(part: Locator): Promise<boolean> {
  return part.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return hit !== null && element.contains(hit);
  });
}

test('in 480 x 360 the panel leaves the chat free, begins with Stop, and is closed by its ×', async () => {
  const ada = await Game.start('--name', 'Ada');
  await host(ada, port);
  const button = (name: string) => ada.page.getByRole('button', { name, exact: true });
  for (const name of ['Stop hosting', 'Close the hosting panel', 'Hosting', 'Chat'])
    expect([name, await isReachable(button(name))]).toEqual([name, true]);
  for (const emote of await ada.page.getByRole('group', { name: 'Emotes' }).getByRole('button').all())
    expect(await isReachable(emote)).toBe(true);
  await ada.page.keyboard.press('Enter');
  await chatField(ada).waitFor();
  expect(await isReachable(chatField(ada))).toBe(true);
  await ada.page.keyboard.press('Escape');
  await button('Close the hosting panel').click();
  await panelOf(ada).waitFor({ state: 'detached' });
  await button('Hosting').click();
  await panelOf(ada).waitFor();
});

test('a notice in a hosted yard lies over neither the panel nor a button', async () => {
  const ada = await Game.start('--name', 'Ada');
  await host(ada, port);
  const server = await ada.app.evaluate(
    ({ app }) => app.getAppMetrics().find(({ name }) => name === 'Zeroyard server')?.pid,
  );
  process.kill(server ?? NaN, 'SIGKILL');
  await ada.untilAlert('The yard’s server stopped by a fault and was started again.');
  await ada.untilStatus('only you here');
  for (const [width, height] of [
    [480, 360],
    [1200, 800],
  ] as const) {
    await ada.resize(width, height);
    for (const name of ['Stop hosting', 'Close the hosting panel', 'Players', 'Chat', 'Dismiss'])
      expect([name, await isReachable(ada.page.getByRole('button', { name, exact: true }))]).toEqual([
        name,
        true,
      ]);
  }
});

test('who is here is listed by name, no more than some, and all of them a click away', async () => {
  const ada = await Game.start('--name', 'Mary');
  await host(ada, port);
  const names = ['zoe', 'Bob 10', 'Émile', 'Bob 9', 'Yara', 'Carl', 'Dora', 'Erik', 'Fay', 'Gus'];
  for (const name of names) await new RawPeer(port).introduce(name);
  await panelOf(ada).getByRole('heading', { name: 'Here now (11)' }).waitFor();
  await ada.untilStatus('11 here');
  const listed = () => panelOf(ada).getByRole('listitem').locator('bdi').allTextContents();
  expect(await listed()).toEqual(['Bob 9', 'Bob 10', 'Carl', 'Dora', 'Émile', 'Erik', 'Fay', 'Gus']);
  await ada.press('Show all 11');
  const players = ada.page.getByRole('region', { name: 'Players' });
  await until('all of them', async () => (await players.getByRole('listitem').count()) === 11);
});

test('the status of a yard for the network shows the address that friends can use', async () => {
  const ada = await Game.start('--name', 'Ada');
  await ada.app.evaluate(() => {
    const os = process.getBuiltinModule('node:os');
    const rest = { netmask: '255.255.255.0', mac: '02:00:00:00:00:01', internal: false, cidr: null };
    const many = [7, 8, 9, 10].map((n) => ({ ...rest, family: 'IPv4' as const, address: `192.0.2.${n}` }));
    os.networkInterfaces = () => ({ eth0: many });
  });
  await ada.page.getByLabel('Yard’s name').fill('Test yard');
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.page.getByText('Local network').click();
  await ada.page.getByText('Open', { exact: true }).click();
  await ada.press('Host a yard');
  await ada.untilStatus(`Test yard at tcp://192.0.2.7:${port} · only you here`);
  await panelOf(ada).getByText(`tcp://192.0.2.8:${port}`).waitFor();
  const last = panelOf(ada).getByText(`tcp://192.0.2.10:${port}`);
  expect(await last.isVisible()).toBe(false);
  await panelOf(ada).getByText('Other addresses (2)').click();
  await last.waitFor();
});
