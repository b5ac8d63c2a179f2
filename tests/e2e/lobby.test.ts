/** From the lobby into a yard and back, as a person does it: by clicks, by keys, and where something goes wrong. */
import { execFileSync } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { Router } from 'zeromq';
import { BEACON_PORT } from '../../shared/config';
import { encodeBeacon } from '../../shared/protocol/beacons';
import { encodeServerMessage } from '../../shared/protocol/messages';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { axeViolations } from './axe';
import { closeGames, ELECTRON, Game, SWITCHES } from './game';
import { host } from './host';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await closeGames();
  await killAll();
});

test('an address where nobody answers is said, and can be left; what was typed is kept', async () => {
  const ada = await Game.start();
  const field = ada.page.getByLabel('Join by address or invite');
  await field.fill(`127.0.0.1:${port}`);
  await field.press('Enter');
  await ada.untilStatus(`Connecting to tcp://127.0.0.1:${port}…`);
  await ada.untilAlert(`Nobody answers at tcp://127.0.0.1:${port}.`);
  await ada.press('Back to the lobby');
  await ada.untilLobby();
  expect(await field.inputValue()).toBe(`127.0.0.1:${port}`);
});

test.each([
  ['zeroyard://join/nowhere', 'is not an invite. One looks like zeroyard://join/192.168.1.20:5557.'],
  ['not an address', 'is not the address of a yard. One looks like tcp://192.168.1.20:5557.'],
])('"%s" is answered in the lobby, and can be mended', async (text, words) => {
  const ada = await Game.start();
  const field = ada.page.getByLabel('Join by address or invite');
  await field.fill(text);
  await field.press('Enter');
  await ada.untilAlert(words);
  expect(await field.inputValue()).toBe(text);
});

test('a wrong invite on the command line is said in the window; a right one enters', async () => {
  await startServer(port, '--name', 'Invited');
  const ada = await Game.start('zeroyard://join/nowhere');
  await ada.untilAlert('"zeroyard://join/nowhere" is not an invite.');
  // A second start hands its invite to the game that runs.
  const args = ['.', ...SWITCHES, '--data-dir', ada.userData, `zeroyard://join/127.0.0.1:${port}`];
  expect(execFileSync(ELECTRON, args, { encoding: 'utf8' })).toContain('Zeroyard runs already');
  await ada.untilStatus('Invited at');
});

test('a full yard says what to do, and lets in when there is room', async () => {
  await startServer(port, '--max-players', '1');
  const ada = await Game.start('--join', `tcp://127.0.0.1:${port}`);
  await ada.untilStatus('only you here');
  const grace = await Game.start('--join', `tcp://127.0.0.1:${port}`);
  await grace.untilAlert('This yard is full');
  await grace.untilAlert('You will be let in as soon as somebody leaves.');
  await ada.press('Leave');
  await ada.untilLobby();
  await grace.untilStatus('only you here');
});

test('another protocol version is said in the list, and by the yard itself', async () => {
  const ada = await Game.start();
  const beacon = { protocol: 3, name: `Yard ${port}`, port, players: 0, maxPlayers: 64 };
  const announcer = createSocket('udp4');
  announcer.bind(0, () => announcer.setBroadcast(true));
  const announcing = setInterval(() => {
    announcer.send(encodeBeacon({ address: '/yard/here', ...beacon }), BEACON_PORT, '127.255.255.255');
  }, 300);
  const router = new Router({ linger: 0 });
  try {
    const row = ada.page.getByRole('listitem').filter({ hasText: beacon.name });
    await row.getByText('Made with a newer version of the game: update yours').waitFor();
    for (const button of ['Join', 'Watch'])
      expect(await row.getByRole('button', { name: button }).isDisabled()).toBe(true);

    await router.bind(`tcp://127.0.0.1:${port}`);
    const refusal = {
      address: '/refused',
      code: 'protocol',
      reason: 'Your game is older than this yard.',
    } as const;
    await ada.page.getByLabel('Join by address or invite').fill(`127.0.0.1:${port}`);
    await ada.page.keyboard.press('Enter');
    const [routingId = ''] = await router.receive();
    await router.send([routingId, '', encodeServerMessage(refusal)]);
    await ada.untilAlert(refusal.reason);
    await ada.untilAlert('have the older of the two games updated');
  } finally {
    clearInterval(announcing);
    announcer.close();
    router.close();
  }
});

test('the lobby can be used with the keyboard alone', async () => {
  const ada = await Game.start('--name', 'Ada');
  const { keyboard } = ada.page;
  const focused = () => ada.page.evaluate(() => document.activeElement?.textContent.trim() ?? '');
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.page.getByRole('heading', { name: 'Zeroyard', level: 1 }).focus();
  for (let i = 0; i < 20 && (await focused()) !== 'Host a yard'; i++) await keyboard.press('Tab');
  expect(await focused()).toBe('Host a yard');
  await keyboard.press('Enter');
  await ada.untilStatus('only you here');
  for (let i = 0; i < 20 && (await focused()) !== 'Stop hosting'; i++) await keyboard.press('Tab');
  await keyboard.press('Enter');
  await ada.untilLobby();
});

test('axe finds nothing to mend in the lobby, with faults in it, and in a hosted yard', async () => {
  const ada = await Game.start('--name', 'Ada');
  const violations = () => axeViolations(ada.page);
  expect(await violations()).toEqual([]);
  await ada.page.getByLabel('Join by address or invite').fill('zeroyard://nonsense');
  await ada.page.keyboard.press('Enter');
  await ada.untilAlert('is not an invite');
  expect(await violations()).toEqual([]);
  await host(ada, port);
  expect(await violations()).toEqual([]);
});
