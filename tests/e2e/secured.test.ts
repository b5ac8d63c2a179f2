/** Secured yards in real windows: invites, the question when a key has changed, waiting, and being removed. */
import { createSocket, type Socket } from 'node:dgram';
import { mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BEACON_PORT } from '../../shared/config';
import { encodeBeacon } from '../../shared/protocol/beacons';
import type { Refusal } from '../../shared/protocol/messages';
import { formatInvite } from '../../shared/target';
import { closeYards, FakeYard } from '../support/fake-yard';
import { freePort } from '../support/free-port';
import { pause, until } from '../support/until';
import { axeViolations } from './axe';
import { closeGames, Game } from './game';

const TICKET = Buffer.alloc(16, 9).toString('base64url');
/** Longer than a client takes to come back by itself. */
const SILENCE_MS = 3000;

let port: number;
/** Other tests announce yards on this machine too. */
let attic: string;
let announcer: Socket | undefined;
beforeEach(async () => {
  port = await freePort();
  attic = `Attic ${port}`;
});
afterEach(async () => {
  silence();
  await closeGames();
  closeYards();
});

/** Announces a yard at the port, on this machine alone, until the test ends or another is announced. */
function announce(name: string, key: string): void {
  silence();
  const socket = (announcer = createSocket('udp4'));
  const beacon = { address: '/yard/here', protocol: 2, name, port, players: 1, maxPlayers: 64, key } as const;
  socket.bind(0, () => socket.setBroadcast(true));
  const timer = setInterval(() => socket.send(encodeBeacon(beacon), BEACON_PORT, '127.255.255.255'), 300);
  socket.on('close', () => clearInterval(timer));
}

function silence(): void {
  announcer?.close();
  announcer = undefined;
}

function refusal(code: Refusal['code'], reason = 'Because.'): Refusal {
  return { address: '/refused', code, reason };
}

async function joinBy(game: Game, target: string): Promise<void> {
  await game.page.getByLabel('Join by address or invite').fill(target);
  await game.page.keyboard.press('Enter');
}

/** What the window of a game shows and asks for, as text. */
function question(game: Game) {
  return game.page.getByRole('alertdialog', { name: 'The key of this yard has changed since you were here' });
}

/** What stands in the way to a yard is seen as a whole in the smallest window, without scrolling. */
async function expectWhole(game: Game): Promise<void> {
  const hidden = await game.page
    .locator('.arrival')
    .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
  expect(hidden).toBeLessThanOrEqual(0);
}

test('whose key is not the yard’s is told so in words, and is in with the right one', async () => {
  const yard = await FakeYard.open(port, attic, true);
  const wrong = formatInvite({ ...yard.target, serverKey: Buffer.alloc(32, 7).toString('base64url') });
  const ada = await Game.start('--join', wrong);
  await ada.untilAlert('The yard at this address does not answer with the key that you have');
  await expectWhole(ada);
  await ada.press('Back to the lobby');
  await ada.untilLobby();
  await joinBy(ada, formatInvite(yard.target));
  await ada.untilStatus(`${attic} at`);
});

test('who was not invited pastes the invite on the spot, and is in; the key is kept, the ticket is not', async () => {
  const yard = await FakeYard.open(port, attic, true);
  // As the server says it.
  const notInvited = refusal('invite', 'This yard takes only who was invited: ask its host for an invite.');
  yard.refuse = ({ ticket }) => (ticket === TICKET ? undefined : notInvited);
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const ada = await Game.startIn(userData, formatInvite(yard.target));
  await ada.untilAlert('This yard lets in only who was invited');
  expect(await axeViolations(ada.page)).toEqual([]);
  await expectWhole(ada);
  const field = ada.page.getByLabel('Invite', { exact: true });
  await field.fill(`${formatInvite(yard.target)}&ticket=cut`);
  await field.press('Enter');
  await ada.untilAlert('This invite is damaged');
  await field.fill(formatInvite({ ...yard.target, ticket: TICKET }));
  await field.press('Enter');
  await ada.untilStatus(`${attic} at tcp://127.0.0.1:${port} · only you here`);
  const [{ identity = '' } = {}] = yard.profiles;
  expect(identity).toHaveLength(43);
  expect(await ada.page.locator('body').innerHTML()).not.toContain(yard.serverKey);
  await ada.app.close();

  const settings = readFileSync(join(userData, 'settings.json'), 'utf8');
  expect(settings).toContain(yard.serverKey);
  expect(settings).not.toContain(TICKET);
  expect(statSync(join(userData, 'identity.key')).mode & 0o777).toBe(0o600);
  // The yard knows who comes back by the recent yards, without a ticket.
  yard.refuse = (profile) => (profile.identity === identity ? undefined : refusal('invite'));
  const again = await Game.startIn(userData);
  await again.press(`Join ${attic} again`);
  await again.untilStatus(`${attic} at`);
});

test('a listed yard is marked as secured and entered with its key; when the key has changed the person is asked', async () => {
  const first = await FakeYard.open(port, attic, true);
  announce(attic, first.serverKey ?? '');
  const ada = await Game.start();
  const row = ada.page.getByRole('listitem').filter({ hasText: attic }).filter({ hasText: 'of 64' });
  await row.getByText('secured').waitFor();
  await ada.press(`Join ${attic}`);
  await ada.untilStatus(`${attic} at`);
  await ada.press('Leave');
  await ada.untilLobby();

  first.close();
  const second = await FakeYard.open(port, attic, true);
  silence();
  await until('the first to be forgotten', async () => (await row.count()) === 0);
  announce(attic, second.serverKey ?? '');
  await ada.press(new RegExp(`^Join ${attic}$`));
  await question(ada).waitFor();
  expect(await axeViolations(ada.page)).toEqual([]);
  // Staying out is what Enter, Space and Escape do.
  expect(await ada.page.evaluate(() => document.activeElement?.textContent)).toBe('Stay out');
  await ada.page.keyboard.press('Escape');
  await question(ada).waitFor({ state: 'detached' });
  await pause(SILENCE_MS);
  expect(second.profiles).toEqual([]);

  // An address alone asks as well, and so does an invite.
  await joinBy(ada, `127.0.0.1:${port}`);
  await question(ada).waitFor();
  await ada.press('Stay out');
  await joinBy(ada, formatInvite(second.target));
  await question(ada).waitFor();
  await ada.press('Enter anyway');
  await ada.untilStatus(`${attic} at`);
  await ada.press('Leave');
  await ada.untilLobby();
  await ada.press(`Join ${attic} again`);
  await ada.untilStatus(`${attic} at`);
});

test('a secured yard that is open now asks too: nothing is said to it in silence', async () => {
  const first = await FakeYard.open(port, attic, true);
  const ada = await Game.start('--join', first.targetText);
  await ada.untilStatus(`${attic} at`);
  await ada.press('Leave');
  first.close();
  const second = await FakeYard.open(port, attic, false);
  announce(attic, '');
  await ada.page.getByRole('listitem').filter({ hasText: attic }).filter({ hasText: 'of 64' }).waitFor();
  await ada.press(new RegExp(`^Join ${attic}$`));
  await question(ada).getByText('and now it is open').waitFor();
  await ada.press('Stay out');
  await pause(SILENCE_MS);
  expect(second.profiles).toEqual([]);

  // One that is announced under another name, and calls itself as the known one inside, is left again.
  announce(`Garden ${port}`, '');
  await ada.press(`Join Garden ${port}`);
  await question(ada).getByText('and now it is open').waitFor();
  await ada.untilLobby();
  await ada.press('Enter anyway');
  await ada.untilStatus(`${attic} at`);
});

test('who waits is told so, and goes in by itself when the host lets it in', async () => {
  const yard = await FakeYard.open(port, attic, true);
  yard.refuse = () => refusal('waiting');
  const ada = await Game.start('--join', yard.targetText);
  await ada.untilAlert('You wait to be let in by the host');
  expect(await axeViolations(ada.page)).toEqual([]);
  await ada.press('Cancel');
  await ada.untilLobby();
  await joinBy(ada, yard.targetText);
  await ada.untilAlert('You wait to be let in by the host');
  yard.refuse = () => undefined;
  await ada.untilStatus(`${attic} at`);
});

test('who is removed is in the lobby with the reason, and stays there, also when the page is loaded again', async () => {
  const yard = await FakeYard.open(port, attic, true);
  const ada = await Game.start('--join', yard.targetText);
  await ada.untilStatus(`${attic} at`);
  yard.remove('kicked', 'The host has removed you from Attic.');
  await ada.untilLobby();
  await ada.untilAlert('The host has removed you from Attic.');
  yard.profiles.length = 0;
  await ada.page.reload();
  await ada.untilDrawn();
  await ada.untilLobby();
  await pause(SILENCE_MS);
  expect(yard.profiles).toEqual([]);
  // Who wants to try again does so by hand, and is told again.
  await ada.press(`Join ${attic} again`);
  await ada.untilAlert('The host has removed you from Attic.');
  await ada.untilLobby();
});

test('a secret that cannot be read is said and kept, and the game plays', async () => {
  const yard = await FakeYard.open(port, attic, true);
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  writeFileSync(join(userData, 'identity.key'), 'nonsense');
  const ada = await Game.startIn(userData, '--join', yard.targetText);
  await ada.untilAlert('identity.key is damaged, and is left as it is.');
  await ada.untilStatus(`${attic} at`);
  expect(readFileSync(join(userData, 'identity.key'), 'utf8')).toBe('nonsense');
});
