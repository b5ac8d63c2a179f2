/** A yard that is full before its own host is in it. */
import { freePort } from '../support/free-port';
import { RawPeer } from '../support/raw-peer';
import { closeAll, Game } from './game';

const MAX_PLAYERS = 2;

afterEach(closeAll);

/** Has the game start its server for so few players, and learn that it listens only when release() is called. */
async function holdServer(game: Game): Promise<{ release: () => Promise<void> }> {
  await game.app.evaluate(({ utilityProcess }, max) => {
    const fork = utilityProcess.fork.bind(utilityProcess);
    utilityProcess.fork = (path, args = [], options) => {
      const child = fork(path, [...args, '--max-players', max], options);
      const emit = child.emit.bind(child) as (event: string, ...values: unknown[]) => boolean;
      const held: unknown[][] = [];
      child.emit = (event: string, ...values: unknown[]) =>
        event === 'message' ? held.push(values) > 0 : emit(event, ...values);
      Reflect.set(globalThis, 'release', () => {
        child.emit = emit as typeof child.emit;
        for (const values of held) emit('message', ...values);
      });
      return child;
    };
  }, String(MAX_PLAYERS));
  return { release: () => game.app.evaluate(() => (Reflect.get(globalThis, 'release') as () => void)()) };
}

test('the host gets into their own yard when it is full, and nobody has to go; nobody else gets in', async () => {
  const port = await freePort();
  const ada = await Game.start('--name', 'Ada');
  const server = await holdServer(ada);
  await ada.page.getByLabel('Yard’s name').fill('Test yard');
  await ada.page.getByLabel('Port').fill(String(port));
  await ada.press('Host a yard');
  const peers = Array.from({ length: MAX_PLAYERS }, () => new RawPeer(port));
  for (const [i, peer] of peers.entries()) await peer.introduce(`Player ${i}`);
  const refused = new RawPeer(port);
  await refused.send({ address: '/profile', protocol: 2, name: 'Refused', colour: '#e69f00' });
  expect(await refused.until('/refused')).toMatchObject({ code: 'full' });

  await server.release();
  await ada.untilStatus(`${MAX_PLAYERS + 1} here`);
  for (const peer of peers) await peer.until('/player/profile', ({ name }) => name === 'Ada');
  expect(
    peers.flatMap((peer) => peer.messages()).filter(({ address }) => address === '/player/left'),
  ).toEqual([]);
  const late = new RawPeer(port);
  await late.send({ address: '/profile', protocol: 2, name: 'Late', colour: '#e69f00' });
  expect(await late.until('/refused')).toMatchObject({ code: 'full' });
});
