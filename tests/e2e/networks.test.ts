/** A yard that is hosted to the network, while the networks of its computer change. */
import { networkInterfaces } from 'node:os';
import { freePort } from '../support/free-port';
import { closeGames, Game } from './game';

afterEach(closeGames);

const ADDRESS = { netmask: '255.255.255.0', family: 'IPv4', internal: false, cidr: null } as const;
type Interfaces = Record<string, { address: string; mac: string }>;

/** Has the game's system tell of these interfaces: what it does with them is real. */
async function plug(game: Game, interfaces: Interfaces): Promise<void> {
  const told = Object.entries(interfaces).map(([name, one]) => [name, [{ ...ADDRESS, ...one }]] as const);
  const loopback = Object.entries(networkInterfaces()).filter(([, all]) => all?.some((one) => one.internal));
  await game.app.evaluate(
    (_, all) => {
      const os = process.getBuiltinModule('node:os');
      os.networkInterfaces = () => Object.fromEntries(all) as ReturnType<typeof os.networkInterfaces>;
    },
    [...loopback, ...told],
  );
}

const MAC = '3c:22:fb:00:00:01';

test('addresses, invite, QR code and the line at the top follow the network, and say so where there is none', async () => {
  const port = await freePort();
  const game = await Game.start('--name', 'Ada');
  await plug(game, {
    docker0: { address: '172.17.0.1', mac: MAC },
    wlan0: { address: '10.99.0.7', mac: MAC },
  });
  await game.page.getByLabel('Yard’s name').fill('Test yard');
  await game.page.getByLabel('Port').fill(String(port));
  await game.page.getByText('Local network').click();
  await game.page.getByText('Open', { exact: true }).click();
  await game.press('Host a yard');
  await game.untilStatus(`Test yard at tcp://10.99.0.7:${port} · only you here`);
  await game.page.getByText(`zeroyard://join/10.99.0.7:${port}`, { exact: true }).waitFor();
  await game.page.getByText(`tcp://172.17.0.1:${port}`, { exact: true }).waitFor();
  await game.press('Invite a phone');
  await game.page.getByRole('img', { name: /QR code of http:\/\/10\.99\.0\.7:/ }).waitFor();

  await plug(game, { wlan0: { address: '10.99.5.9', mac: MAC } });
  await game.page.getByRole('img', { name: /QR code of http:\/\/10\.99\.5\.9:/ }).waitFor();
  await game.page.getByText(`zeroyard://join/10.99.5.9:${port}`, { exact: true }).waitFor();
  await game.untilStatus(`Test yard at tcp://10.99.5.9:${port} · only you here`);
  expect(await game.page.getByText('10.99.0.7').count()).toBe(0);

  await plug(game, {});
  await game.page.getByText('This computer is in no network now').waitFor();
  await game.untilStatus('Test yard in no network now · only you here');
  expect(await game.page.getByText('127.0.0.1').count()).toBe(0);
  expect(await game.page.getByRole('img', { name: /QR code/ }).count()).toBe(0);
});
