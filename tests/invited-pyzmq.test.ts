/** pyzmq, which has nothing of ours, at a yard for the invited: with the key and a ticket, without the ticket, without the key. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { YardClient } from '../client/yard-client';
import { identifyBy } from '../client/identity';
import { freePort } from './support/free-port';
import { HostedServer } from './support/hosted-server';
import { Picture } from './support/pictures';
import { killAll } from './support/programs';
import { PYTHON_WITH_ZMQ, PYZMQ_OBSTACLE } from './support/python';
import { keysFolder, TEST_KEYS } from './support/secured';
import { testUnless } from './support/test-unless';
import { until } from './support/until';

const SECRET = 'AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8';
const SECONDS = 4;

const players: YardClient[] = [];
afterEach(async () => {
  for (const player of players.splice(0)) player.leave();
  await killAll();
});

/** Lets a Dealer of pyzmq try for some seconds. Resolves with what it was told, each once, in the order of its coming. */
async function tryToEnter(port: number, name: string, ...credentials: string[]): Promise<string[]> {
  const { stdout } = await promisify(execFile)(PYTHON_WITH_ZMQ ?? '', [
    ...['tests/support/peers/invited.py', `tcp://127.0.0.1:${port}`, name, String(SECONDS)],
    ...credentials,
  ]);
  const lines = stdout.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}

describe.each(['zmtp', 'zeromq'])('in a yard for the invited, by the Router %s,', (transport) => {
  testUnless(
    PYZMQ_OBSTACLE,
    'pyzmq with the key and a ticket walks, is refused in words without the ticket, and is told nothing without the key',
    async () => {
      const port = await freePort();
      const server = await HostedServer.start(
        port,
        ...['--secure', '--keys', keysFolder(), '--invited-only', '--transport', transport],
      );
      const ticket = await server.ticket();
      const picture = new Picture();
      const seen = new Map<number, string>();
      const player = new YardClient(
        `tcp://127.0.0.1:${port}?key=${TEST_KEYS.publicKey}&ticket=${ticket}`,
        { name: 'Ada', colour: '#e69f00' },
        {
          onMessage: (message) => {
            picture.apply(message);
            if (message.address === '/player/profile') seen.set(message.id, message.name);
          },
          onState: () => undefined,
        },
        'key of Ada',
        identifyBy(SECRET),
      );
      players.push(player);
      await until('our player to be in the yard', () => picture.id !== undefined);
      player.move({ x: 300, y: 300, vx: 0, vy: 0 });

      const [invited, without, wrong, plain] = await Promise.all([
        tryToEnter(port, 'Invited', TEST_KEYS.publicKey, ticket),
        tryToEnter(port, 'No ticket', TEST_KEYS.publicKey),
        tryToEnter(port, 'Wrong key', SECRET, ticket),
        tryToEnter(port, 'Plain'),
      ]);

      expect(invited).toEqual(
        expect.arrayContaining(['/yard', '/your/profile', '/player/profile', '/motions', '/pong']),
      );
      expect(invited.join()).not.toContain('/refused');
      expect(without).toEqual(['/refused invite']);
      expect([wrong, plain]).toEqual([[], []]);
      expect([...seen.values()]).toEqual(['Invited']);
      const [id = 0] = seen.keys();
      // On a busy machine few of its motions are told in its seconds.
      await until('its walk to have been seen', () => picture.xsOf(id).size > 1);
    },
  );
});
