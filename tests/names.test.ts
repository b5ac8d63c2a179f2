/** Names and colours of strangers, over loopback: nobody is taken for somebody else, and nobody hides or turns a line. */
import { PALETTE } from '../shared/profile';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';

let port: number;
beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  closePeers();
  await killAll();
});

const profile = (name: string, colour = '#e69f00') =>
  ({ address: '/profile', protocol: 2, name, colour }) as const;

test('Root and Root, neither with a colour, are told apart by name and colour, and each is told as whom it is shown', async () => {
  await startServer(port);
  const peers = [new RawPeer(port), new RawPeer(port)];
  const told: object[] = [];
  for (const peer of peers) {
    await peer.send(profile('Root', ''));
    told.push(await peer.until('/your/profile'));
    expect(peer.messages().map(({ address }) => address)[1]).toBe('/your/profile');
  }
  expect(told).toEqual([
    { address: '/your/profile', name: 'Root', colour: PALETTE[0] },
    { address: '/your/profile', name: 'Root 2', colour: PALETTE[1] },
  ]);
  const [first] = peers;
  expect(await first?.until('/player/profile')).toMatchObject({ name: 'Root 2', colour: PALETTE[1] });
});

test('headless players without a colour have one each, beside one who chose', async () => {
  await startServer(port);
  const watcher = new RawPeer(port);
  await watcher.send(profile('Watcher', PALETTE[1]));
  new Program('player', ['--join', `tcp://127.0.0.1:${port}`, '--count', '7']);
  const colours = new Set<string>();
  for (let n = 1; n <= 7; n++)
    colours.add((await watcher.until('/player/profile', ({ name }) => name === `Walker ${n}`)).colour);
  expect([...colours].sort()).toEqual(PALETTE.filter((colour) => colour !== PALETTE[1]).sort());
});

test('a name of what cannot be seen is refused, one that turns a line is straightened, and the log stays whole', async () => {
  const server = await startServer(port, '--log-level', 'debug');
  const [watcher, hidden, turning] = [new RawPeer(port), new RawPeer(port), new RawPeer(port)];
  await watcher.introduce('Watcher');
  await hidden.send(profile('\u3164\u200B'));
  expect(await hidden.until('/refused')).toMatchObject({ code: 'profile' });
  await turning.send(profile('\u202Eada\u202C "\u001B[2J'));
  expect(await watcher.until('/player/profile')).toMatchObject({ name: 'ada "[2J' });
  await turning.send({ address: '/say', text: `Z${'\u0351'.repeat(40)}a\u202Elgo` });
  expect(await watcher.until('/player/said')).toMatchObject({ text: 'Z\u0351\u0351algo' });
  expect(server.output).toContain('is here: "ada \\"[2J".');
});
