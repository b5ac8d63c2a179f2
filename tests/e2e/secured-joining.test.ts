/** Who comes into a secured yard, from end to end: two real windows and the real server between them. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { freePort } from '../support/free-port';
import { until } from '../support/until';
import { closeAll, Game } from './game';
import { host } from './host';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(closeAll);

/** Ada hosts a yard of this kind, with Grace's game beside hers. Resolves with both, and the yard's name. */
async function hosted(
  access: 'Secured' | 'Invited' | 'Ask me',
): Promise<{ ada: Game; grace: Game; yard: string }> {
  const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
  const yard = await host(ada, port, undefined, access);
  return { ada, grace, yard };
}

const joinFromList = (game: Game, yard: string) =>
  game.page.getByRole('button', { name: `Join ${yard}`, exact: true }).click();

/** The invite that the host's panel shows. */
async function inviteOf(game: Game): Promise<string> {
  const shown = game.page.getByText(`zeroyard://join/127.0.0.1:${port}`);
  return (await shown.first().textContent()) ?? '';
}

/** What the host does about a player, by the menu on its name. */
async function choose(game: Game, name: string, item: string): Promise<void> {
  const opener = game.page.getByRole('button', { name: `Menu for ${name}`, exact: true });
  if (!(await opener.isVisible())) await game.press('Players');
  await opener.click();
  await game.page.getByRole('menuitem', { name: item }).click();
}

async function untilWalkIsSeen(walker: Game, watcher: Game, name: string): Promise<void> {
  const from = await watcher.untilAtRest(name);
  await walker.page.keyboard.down('ArrowDown');
  await until(`${name} to be seen walking`, async () => ((await watcher.other(name))?.y ?? 0) > from.y + 30);
  await walker.page.keyboard.up('ArrowDown');
}

test('a secured yard is in the list, marked as one, and one click leads in; the address alone leads nowhere', async () => {
  const { ada, grace, yard } = await hosted('Secured');
  const entry = grace.page.getByRole('listitem').filter({ hasText: yard });
  await entry.getByTitle('Secured').waitFor();
  await joinFromList(grace, yard);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  await untilWalkIsSeen(grace, ada, 'Grace');
  const alan = await Game.start('--name', 'Alan', '--join', `127.0.0.1:${port}`);
  await alan.page.getByText('No answer yet').waitFor();
  expect(await ada.status()).toContain('2 here');
});

test('a yard for the invited takes who has the invite, knows them afterwards, and a new invite ends the old one', async () => {
  const { ada, grace, yard } = await hosted('Invited');
  const old = await inviteOf(ada);
  expect(old).toMatch(/\?key=[\w-]{43}&ticket=[\w-]{22}$/);
  await joinFromList(grace, yard);
  await grace.page.getByText('This yard lets in only who was invited').waitFor();
  await grace.page.getByLabel('Invite', { exact: true }).fill(old);
  await grace.page.getByRole('button', { name: 'Join', exact: true }).click();
  await ada.untilStatus('2 here');
  await ada.press('New invite, and old ones end');
  await until('another invite', async () => (await inviteOf(ada)) !== old);
  // It is answered beside the button.
  const answered = ada.page.locator('button:has-text("New invite") + .outcome');
  await answered.getByText('The invite is a new one.').waitFor();
  // Who was let in stays known, without a ticket.
  await grace.press('Leave');
  await grace.untilLobby();
  await joinFromList(grace, yard);
  await ada.untilStatus('2 here');
  const alan = await Game.start('--name', 'Alan', '--join', old);
  await alan.page.getByText('This yard lets in only who was invited').waitFor();
  // Pasted on the spot, it is said at the field what is wrong with it.
  const field = alan.page.getByLabel('Invite', { exact: true });
  expect(await field.getAttribute('aria-invalid')).toBe('false');
  await field.fill(old);
  await field.press('Enter');
  await alan.untilAlert('Your invite to this yard does not hold any more');
  await until('the field to be marked', async () => (await field.getAttribute('aria-invalid')) === 'true');
});

test('who has to ask waits, is announced, is let in, and is known from then on; who is sent away is in the lobby', async () => {
  const { ada, grace, yard } = await hosted('Ask me');
  const invite = await inviteOf(ada);
  await ada.press('Close the hosting panel');
  await joinFromList(grace, yard);
  await grace.page.getByText('You wait to be let in by the host').waitFor();
  await ada.untilAlert('Grace would like to come in.');
  await ada.page.getByRole('button', { name: 'Hosting: 1 waiting to come in', exact: true }).waitFor();
  await ada.press('Let in Grace');
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  // An invite does not spare one the question.
  const alan = await Game.start('--name', 'Alan');
  await alan.page.getByLabel('Join by address or invite').fill(invite);
  await alan.page.getByRole('button', { name: 'Join', exact: true }).click();
  await alan.page.getByText('You wait to be let in by the host').waitFor();
  await ada.page.getByRole('button', { name: 'Send away Alan', exact: true }).click();
  await alan.untilLobby();
  await alan.untilAlert('The host did not let you in.');
});

test('who is removed or banned is told so in the lobby and does not come back by itself; a ban is lifted', async () => {
  const { ada, grace, yard } = await hosted('Secured');
  await joinFromList(grace, yard);
  await ada.untilStatus('2 here');
  await choose(ada, 'Grace', 'Ban…');
  await ada.page.getByRole('menuitem', { name: 'Ban', exact: true }).click();
  await grace.untilLobby();
  await grace.untilAlert('The host has banned you from this yard.');
  await ada.untilStatus('only you here');
  await grace.page.reload();
  await grace.untilLobby();
  await joinFromList(grace, yard);
  await grace.untilLobby();
  await grace.untilAlert('The host has banned you from this yard.');
  await ada.press('Hosting');
  await ada.page.getByText('Banned (1)').click();
  await ada.press('Lift the ban of Grace');
  await until('no ban', async () => (await ada.page.getByText('Banned (1)').count()) === 0);
  await joinFromList(grace, yard);
  await ada.untilStatus('2 here');
  await choose(ada, 'Grace', 'Remove');
  await grace.untilAlert('The host has removed you from this yard.');
  await ada.untilStatus('only you here');
});

test('nobody new comes into a locked yard, and who is here stays', async () => {
  const { ada, grace, yard } = await hosted('Secured');
  await joinFromList(grace, yard);
  await ada.untilStatus('2 here');
  await ada.press('Lock');
  await ada.page.getByRole('button', { name: 'Locked', exact: true }).waitFor();
  const alan = await Game.start('--name', 'Alan');
  await joinFromList(alan, yard);
  await alan.untilLobby();
  await alan.untilAlert('This yard is locked');
  await grace.page.reload();
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  await grace.press('Leave');
  await ada.untilStatus('only you here');
  await joinFromList(grace, yard);
  for (const game of [ada, grace]) await game.untilStatus('2 here');
});

test('a yard that was set up anew, and asks its host first, has another key: the game asks before it goes there', async () => {
  const { ada, grace, yard } = await hosted('Ask me');
  await joinFromList(grace, yard);
  await ada.press('Let in Grace');
  await ada.untilStatus('2 here');
  await grace.press('Leave');
  await ada.untilStatus('only you here');
  await ada.press('Stop hosting');
  await ada.untilLobby();
  rmSync(join(ada.userData, 'keys'), { recursive: true });
  await ada.press('Host a yard');
  await ada.untilStatus('only you here');
  await grace.page.getByRole('button', { name: `Join ${yard} again`, exact: true }).click();
  await grace.page
    .getByRole('heading', { name: 'The key of this yard has changed since you were here' })
    .waitFor();
  await grace.press('Enter anyway');
  await ada.press('Let in Grace');
  for (const game of [ada, grace]) await game.untilStatus('2 here');
});
