/** A yard that its host hands over to another player, whose game holds it from then on. */
import { freePort } from '../support/free-port';
import { RawPeer } from '../support/raw-peer';
import { until } from '../support/until';
import { closeAll, Game } from './game';
import { host } from './host';

jest.setTimeout(120_000);
let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeAll);

/** Opens a yard to the network as the form has it: secured. Resolves with its name. */
async function hostSecured(game: Game): Promise<string> {
  const yard = `Yard ${port}`;
  await game.page.getByLabel('Yard’s name').fill(yard);
  await game.page.getByLabel('Port').fill(String(port));
  await game.page.getByText('Local network', { exact: true }).click();
  await game.press('Host a yard');
  await game.untilStatus(`${yard} at`);
  return yard;
}

/** @param isSecured on the network, where others are told of it over loopback alone */
async function two(isSecured = false): Promise<{ ada: Game; grace: Game; yard: string }> {
  const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
  const yard = isSecured ? await hostSecured(ada) : await host(ada, port);
  await grace.page.getByRole('button', { name: `Join ${yard}`, exact: true }).click();
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  return { ada, grace, yard };
}

async function idsAt(at: number): Promise<Record<string, number>> {
  const watcher = new RawPeer(at);
  await watcher.introduce('Watcher');
  const profileOf = (name: string) => watcher.until('/player/profile', (profile) => profile.name === name);
  const ids = { Ada: (await profileOf('Ada')).id, Grace: (await profileOf('Grace')).id };
  await watcher.send({ address: '/leave' });
  watcher.close();
  return ids;
}

test('the successor accepts, hosts the yard with everybody in it, and the old host walks on as a player', async () => {
  const { ada, grace, yard } = await two();
  const places = [await ada.untilAtRest('Grace'), await grace.untilAtRest('Ada')];
  const ids = await idsAt(port);
  await ada.press('Hand over to Grace');
  await grace.page.getByRole('alertdialog', { name: 'Ada asks you to host this yard from now on' }).waitFor();
  await ada.press('Stop hosting');
  const closing = ada.page.getByRole('alertdialog', { name: 'in your yard' });
  await closing.waitFor();
  await grace.press('Accept');
  await grace.page.getByRole('region', { name: `You host ${yard}` }).waitFor();
  // There is nothing to close any more.
  await closing.waitFor({ state: 'detached' });
  await ada.untilAlert('The yard is handed over');
  await ada.page.getByRole('button', { name: 'Leave', exact: true }).waitFor();
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  const status = await ada.status();
  const next = Number(/:(\d+) ·/.exec(status)?.[1]);
  expect(next).not.toBe(port);
  expect(await idsAt(next)).toEqual(ids);
  const now = [await ada.untilAtRest('Grace'), await grace.untilAtRest('Ada')];
  expect(now.map(({ x, y }) => [x, y])).toEqual(places.map(({ x, y }) => [x, y]));
  await ada.page.keyboard.down('ArrowDown');
  await until(
    'Ada to be seen walking',
    async () => ((await grace.other('Ada'))?.y ?? 0) > (now[1]?.y ?? 0) + 30,
  );
  await ada.page.keyboard.up('ArrowDown');
  await ada.press('Leave');
  await grace.untilStatus('only you here');
});

test('who says not now, takes it back or dies half way leaves the yard with its host', async () => {
  const { ada, grace } = await two();
  const card = grace.page.getByRole('alertdialog');
  await ada.press('Hand over to Grace');
  await grace.press('Not now');
  await ada.untilAlert('declined, or has left. The yard stays with you.');
  await card.waitFor({ state: 'detached' });
  await ada.press('Hand over to Grace');
  await grace.untilAlert('Ada asks you to host');
  await ada.press('Close the hosting panel');
  await grace.page.keyboard.press('Escape');
  await card.waitFor({ state: 'detached' });
  await ada.page.locator('.notices').getByText('declined, or has left').waitFor();
  await ada.press('Hosting');
  await ada.press('Hand over to Grace');
  await card.waitFor();
  await ada.press('Cancel');
  await card.waitFor({ state: 'detached' });
  await ada.press('Hand over to Grace');
  await card.waitFor();
  await grace.close();
  await ada.untilStatus('only you here');
  await ada.untilAlert('declined, or has left. The yard stays with you.');
});

/** Where pictures are put for somebody to look at; none without. */
const PICTURES = process.env['ZEROYARD_TEST_PICTURES'];

async function picture(game: Game, name: string): Promise<void> {
  if (PICTURES === undefined) return;
  for (const [width, height] of [
    [1200, 800],
    [480, 720],
  ] as const) {
    await game.resize(width, height);
    await game.page.screenshot({ path: `${PICTURES}/${name}-${width}.png` });
  }
}

/** What one sees of oneself and of the other: ids, names, colours, places. */
async function sightsOf(ada: Game, grace: Game) {
  const [graceSeen, adaSeen] = [await ada.untilAtRest('Grace'), await grace.untilAtRest('Ada')];
  return [graceSeen, adaSeen].map(({ id, name, colour, x, y }) => ({ id, name, colour, x, y }));
}

test('in the smallest window the question lies over all that is open, with both answers in sight', async () => {
  const { ada, grace } = await two();
  await grace.press('Players');
  await grace.page.keyboard.press('F3');
  await ada.press('Hand over to Grace');
  const words = 'Ada asks you to host this yard from now on';
  for (const name of [words, 'Accept', 'Not now']) {
    const role = name === words ? 'alert' : 'button';
    const box = await grace.page.getByRole(role).filter({ hasText: name }).boundingBox();
    const { x = 0, y = 0, width = 0, height = 0 } = box ?? {};
    const atCentre = await grace.page.evaluate(
      ([x, y]) => document.elementFromPoint(x ?? 0, y ?? 0)?.textContent,
      [x + width / 2, y + height / 2],
    );
    expect([name, y + height < 300, atCentre]).toEqual([name, true, name]);
  }
});

test('a secured yard on the network goes to the successor’s own key, and both keep id, name, colour and place', async () => {
  const { ada, grace, yard } = await two(true);
  const before = await sightsOf(ada, grace);
  const inviteOf = async (game: Game) =>
    (await game.page
      .getByRole('region', { name: `You host ${yard}` })
      .locator('code')
      .first()
      .textContent()) ?? '';
  const invite = await inviteOf(ada);
  await picture(ada, 'offer-at-host');
  await ada.press('Hand over to Grace');
  await grace.page.getByRole('alertdialog', { name: 'Ada asks you to host this yard from now on' }).waitFor();
  await picture(grace, 'question-at-successor');
  await grace.press('Accept');
  await grace.page.getByRole('region', { name: `You host ${yard}` }).waitFor();
  await ada.untilAlert('The yard is handed over');
  await grace.untilAlert('You host this yard from now on');
  for (const game of [ada, grace]) {
    await game.untilStatus('2 here');
    // Once, and not as any move besides.
    expect(await game.page.getByRole('alert').count()).toBe(1);
  }
  // For the network as before, though Grace was in it by loopback.
  await grace.page.getByRole('button', { name: 'Only this computer' }).waitFor();
  await picture(ada, 'notice-at-host');
  await picture(grace, 'notice-at-successor');
  expect(await sightsOf(ada, grace)).toEqual(before);
  const next = await inviteOf(grace);
  expect(next).toMatch(/key=[\w-]{43}$/);
  expect(next.replace(/.*key=/, '')).not.toBe(invite.replace(/.*key=/, ''));
  await grace.resize(1200, 800);
  await grace.press('Only this computer');
  await grace.page.getByRole('button', { name: 'Open to the network' }).waitFor();
  // The new host, and who went along by an address of this computer on the network, are in it still.
  for (const game of [ada, grace]) await game.untilStatus(/at tcp:\/\/127\.0\.0\.1:\d+ · 2 here/);
});
