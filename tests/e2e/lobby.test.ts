/** From the lobby into a yard and back, as a person does it: by clicks, by keys, and where something goes wrong. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import { createSocket } from 'node:dgram';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Router } from 'zeromq';
import { BEACON_PORT } from '../../shared/config';
import { encodeBeacon } from '../../shared/protocol/beacons';
import { encodeServerMessage } from '../../shared/protocol/messages';
import { freePort } from '../support/free-port';
import { killAll, startServer } from '../support/programs';
import { until } from '../support/until';
import { axeViolations } from './axe';
import { closeGames, ELECTRON, Game, SWITCHES } from './game';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  await closeGames();
  await killAll();
});

const processesOf = (text: string) => {
  const all = execFileSync('ps', ['-eo', 'args', '--width', '3000'], { encoding: 'utf8' });
  return all.split('\n').filter((line) => line.includes(text));
};

/** Opens a yard with a name of its own: other tests announce yards on this machine too. */
async function host(game: Game, yard = `Yard ${port}`): Promise<string> {
  await game.page.getByLabel('Yard’s name').fill(yard);
  await game.page.getByLabel('Port').fill(String(port));
  await game.press('Host a yard');
  await game.untilStatus(`${yard} at tcp://127.0.0.1:${port}`);
  return yard;
}

test('one hosts with a click, the other sees it and joins with a click, both walk, and the end is told', async () => {
  const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
  const yard = await host(ada);
  await grace.page.getByRole('button', { name: `Join ${yard}`, exact: true }).click();
  for (const game of [ada, grace]) await game.untilStatus('2 here');
  for (const [walker, watcher, name] of [
    [ada, grace, 'Ada'],
    [grace, ada, 'Grace'],
  ] as const) {
    const from = await watcher.untilAtRest(name);
    await walker.page.keyboard.down('ArrowDown');
    await until(
      `${name} to be seen walking`,
      async () => ((await watcher.other(name))?.y ?? 0) > from.y + 30,
    );
    await walker.page.keyboard.up('ArrowDown');
  }
  await ada.page.getByText(`zeroyard://join/127.0.0.1:${port}`).waitFor();
  await ada.press('Stop hosting');
  await ada.untilLobby();
  await grace.untilLobby();
  await grace.untilTold(`${yard} was closed by its host.`);
  // It is not open any more, and stays among the recent ones.
  await grace.page.getByRole('button', { name: `Join ${yard} again` }).waitFor();
  const open = grace.page.getByRole('button', { name: `Join ${yard}`, exact: true });
  await until('the yard to be listed no more', async () => (await open.count()) === 0);
});

test('a taken port is said, and the next free one offered', async () => {
  await startServer(port);
  const ada = await Game.start('--name', 'Ada');
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.press('Host a yard');
  await ada.untilTold(`Port ${port} on 127.0.0.1 is taken by another program`);
  expect(await ada.page.getByLabel('Port').inputValue()).toBe(String(port));
  await ada.press(/^Host at port \d+ instead$/);
  await ada.untilStatus(/Ada’s yard at tcp:\/\/127\.0\.0\.1:\d+ · only you here/);
});

test('who joins a yard while their own is being opened is in the one that they joined', async () => {
  await startServer(port, '--name', 'Other yard');
  const ada = await Game.start('--name', 'Ada');
  await ada.page.getByLabel('Port').fill(String(await freePort()));
  await ada.page.getByLabel('Join by address or invite').fill(`127.0.0.1:${port}`);
  // In one turn: a server is faster than a hand that goes from one button to the other.
  await ada.page.evaluate(() => {
    for (const form of ['.host', '.by-address'])
      document.querySelector<HTMLFormElement>(form)?.requestSubmit();
  });
  const hasServer = () =>
    ada.app.evaluate(({ app }) => app.getAppMetrics().some(({ name }) => name === 'Zeroyard server'));
  await until('a server to be started', hasServer);
  await until('it to be ended', async () => !(await hasServer()));
  await ada.untilStatus('Other yard at');
});

test('a server that dies is started again once; the second time the yard is closed', async () => {
  const ada = await Game.start('--name', 'Ada');
  await host(ada);
  const killed = new Set<number>();
  const kill = async () => {
    const id = await until('the server’s process', () =>
      ada.app.evaluate(
        ({ app }, dead) =>
          app.getAppMetrics().find(({ name, pid }) => name === 'Zeroyard server' && !dead.includes(pid))?.pid,
        [...killed],
      ),
    );
    killed.add(id);
    process.kill(id, 'SIGKILL');
  };
  await kill();
  await ada.untilTold('The yard’s server stopped by a fault and was started again.');
  await ada.untilStatus('only you here');
  await kill();
  await ada.untilLobby();
  await ada.untilTold('The yard’s server stopped a second time');
});

test.each([
  ['closing the window', (game: Game) => game.page.close()],
  [
    'the menu',
    (game: Game) =>
      game.app.evaluate(({ Menu }) => {
        const yard = Menu.getApplicationMenu()?.items.find(({ label }) => label === '&Yard');
        yard?.submenu?.items.find(({ role }) => role === 'quit')?.click();
      }),
  ],
  ['SIGTERM', (game: Game) => game.app.process().kill('SIGTERM')],
  ['Ctrl+C', pressCtrlC],
])('quitting a host by %s tells everybody, and leaves no process behind', async (_, quit) => {
  const [ada, grace] = await Promise.all([Game.start('--name', 'Ada'), Game.start('--name', 'Grace')]);
  const yard = await host(ada);
  await grace.page.getByRole('button', { name: `Join ${yard}`, exact: true }).click();
  await grace.untilStatus('2 here');
  // The main process, the page, and the server among them.
  expect(processesOf(ada.userData).length).toBeGreaterThan(2);
  await Promise.resolve(quit(ada)).catch(() => undefined);
  await grace.untilTold(`${yard} was closed by its host.`);
  await until('no process to be left', () => processesOf(ada.userData).length === 0);
});

/** It comes to the whole group from the terminal, and then to the game alone from `npm start`: not at one moment. */
function pressCtrlC({ app }: Game): boolean {
  const program = app.process();
  const again = setInterval(() => {
    if (!program.kill('SIGINT')) clearInterval(again);
  }, 10);
  return process.kill(-(program.pid ?? NaN), 'SIGINT');
}

test('an address where nobody answers is said, and can be left; what was typed is kept', async () => {
  const ada = await Game.start();
  const field = ada.page.getByLabel('Join by address or invite');
  await field.fill(`127.0.0.1:${port}`);
  await field.press('Enter');
  await ada.untilStatus(`Connecting to tcp://127.0.0.1:${port}…`);
  await ada.untilTold(`Nobody answers at tcp://127.0.0.1:${port}.`);
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
  await ada.untilTold(words);
  expect(await field.inputValue()).toBe(text);
});

test('a wrong invite on the command line is said in the window; a right one enters', async () => {
  await startServer(port, '--name', 'Invited');
  const ada = await Game.start('zeroyard://join/nowhere');
  await ada.untilTold('"zeroyard://join/nowhere" is not an invite.');
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
  await grace.untilTold('This yard is full');
  await grace.untilTold('You will be let in as soon as somebody leaves.');
  await ada.press('Leave');
  await ada.untilLobby();
  await grace.untilStatus('only you here');
});

test('another protocol version is said in the list, and by the yard itself', async () => {
  const ada = await Game.start();
  const beacon = { protocol: 2, name: `Yard ${port}`, port, players: 0, maxPlayers: 64 };
  const announcer = createSocket('udp4');
  announcer.bind(0, () => announcer.setBroadcast(true));
  const announcing = setInterval(() => {
    announcer.send(encodeBeacon({ address: '/yard/here', ...beacon }), BEACON_PORT, '127.255.255.255');
  }, 300);
  const router = new Router({ linger: 0 });
  try {
    const row = ada.page.getByRole('listitem').filter({ hasText: beacon.name });
    await row.getByText('Made with a newer version of the game: update yours').waitFor();
    expect(await row.getByRole('button').isDisabled()).toBe(true);

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
    await ada.untilTold(refusal.reason);
    await ada.untilTold('have the older of the two games updated');
  } finally {
    clearInterval(announcing);
    announcer.close();
    router.close();
  }
});

test('name and color are kept, and a wrong name is said where it was typed', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const first = await Game.startIn(userData);
  const name = first.page.getByLabel('Name', { exact: true });
  await name.fill('x'.repeat(25));
  await name.press('Tab');
  await first.untilTold('A name has 1 to 24 characters; this one has 25.');
  await name.fill('Ada');
  await name.press('Tab');
  await first.page.getByRole('radio', { name: 'Blue', exact: true }).check({ force: true });
  await until('the fault to be gone', async () => (await first.page.getByRole('alert').count()) === 0);
  await first.app.close();
  const second = await Game.startIn(userData);
  expect(await second.page.getByLabel('Name', { exact: true }).inputValue()).toBe('Ada');
  expect(await second.page.getByRole('radio', { name: 'Blue', exact: true }).isChecked()).toBe(true);
});

test('a corrupted settings file is kept aside, and told', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  writeFileSync(join(userData, 'settings.json'), '{"profile": {"na');
  const ada = await Game.startIn(userData);
  await ada.untilTold('Your settings could not be read, so they start anew.');
  expect(readdirSync(userData).some((name) => name.startsWith('settings.json.broken-'))).toBe(true);
  await ada.press('Dismiss');
  expect(await ada.page.getByRole('alert').count()).toBe(0);
});

test('a window opens where it was, unless that is no longer on a screen', async () => {
  const userData = mkdtempSync(join(tmpdir(), 'zeroyard-e2e-'));
  const place = { x: 40, y: 30, width: 640, height: 480, isMaximized: false };
  const opened = async (window: typeof place) => {
    writeFileSync(join(userData, 'settings.json'), JSON.stringify({ recent: [], window }));
    const game = await Game.startIn(userData);
    const { firstBounds } = game;
    await game.app.close();
    return firstBounds;
  };
  expect(await opened(place)).toMatchObject({ width: 640, height: 480 });
  expect((await opened({ ...place, x: -5000, y: -5000 })).x).toBeGreaterThanOrEqual(0);
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
  await ada.untilTold('is not an invite');
  expect(await violations()).toEqual([]);
  await host(ada);
  expect(await violations()).toEqual([]);
});
