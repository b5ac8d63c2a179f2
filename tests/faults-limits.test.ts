/** What a server takes from one connection, and how many it takes in: who wants more costs the others nothing. */
import { connect, type Socket } from 'node:net';
import type { ServerMessage } from '../shared/protocol/messages';
import { HOST_KEY_VARIABLE } from '../shared/process-reports';
import { freePort } from './support/free-port';
import { killAll, Program, startServer, startServerInside, TRANSPORT } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

let port: number;
const sockets: Socket[] = [];

beforeEach(async () => {
  port = await freePort();
});
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  closePeers();
  await killAll();
});

const profile = (name: string, key: string) =>
  ({ address: '/profile', protocol: 2, name, colour: '#e69f00', key }) as const;
const leftOf = (messages: ServerMessage[]) =>
  messages.flatMap((message) => (message.address === '/player/left' ? [message.id] : []));

async function guests(count: number): Promise<RawPeer[]> {
  const peers = Array.from({ length: count }, () => new RawPeer(port));
  for (const peer of peers) {
    await peer.send({ address: '/ping', n: 0 });
    await peer.id();
  }
  return peers;
}

/** Proves that the server answers this peer. */
async function expectAnswers(peer: RawPeer, n: number): Promise<void> {
  await peer.send({ address: '/ping', n });
  await peer.until('/pong', (pong) => pong.n === n);
}

test('a flood that goes on is closed, and nobody else is', async () => {
  await startServer(port);
  const [watcher] = (await guests(1)) as [RawPeer];
  const flooder = new Program('flooder', [String(port), '6']);
  const { id } = await watcher.until('/player/profile');
  await watcher.until('/player/left', (left) => left.id === id);
  expect(flooder.process.exitCode).toBeNull();
  await expectAnswers(watcher, 1);
  expect(await flooder.exit()).toBe(0);
  expect(leftOf(watcher.messages())).not.toContain(await watcher.id());
});

test('who comes and goes in turn has the others told of a few times', async () => {
  await startServer(port);
  const watcher = new RawPeer(port);
  await watcher.introduce('Watcher');
  const restless = new RawPeer(port);
  for (let i = 0; i < 50; i++) {
    await restless.send(profile('Restless', 'a key'));
    await restless.send({ address: '/leave' });
  }
  await until('it to come and go', () => leftOf(watcher.messages()).length > 0);
  await expectAnswers(watcher, 1);
  await pause(100);
  expect(leftOf(watcher.messages()).length).toBeLessThan(10);
});

test('who changes its profile again and again has the others told of a few', async () => {
  await startServer(port);
  const watcher = new RawPeer(port);
  await watcher.introduce('Watcher');
  const restless = new RawPeer(port);
  const names = () =>
    watcher.messages().flatMap((message) => (message.address === '/player/profile' ? [message.name] : []));
  await restless.send(profile('Restless', 'a key'));
  for (let i = 0; i < 40; i++) {
    await restless.send(profile(`Restless ${i}`, 'a key'));
    // A flush for each.
    await expectAnswers(restless, i);
  }
  await until('it to be seen', () => names().length > 0);
  expect(new Set(names()).size).toBeLessThan(10);
});

test('guests leave the last quarter of the seats, and the silent one makes room for a profile', async () => {
  await startServer(port, '--max-players', '4');
  const [silent, other] = (await guests(3)) as [RawPeer, RawPeer];
  const fourth = new RawPeer(port);
  await fourth.send({ address: '/ping', n: 1 });
  expect(await fourth.until('/refused')).toMatchObject({ code: 'full' });
  await new RawPeer(port).introduce('Ada');
  await expectAnswers(other, 1);
  await new RawPeer(port).introduce('Grace');
  expect(await silent.until('/refused')).toMatchObject({ code: 'full' });
  const silentId = await silent.id();
  await other.until('/player/left', ({ id }) => id === silentId);
});

test('the host always gets in, and whoever does not know its key does not', async () => {
  const inside = ['env', `${HOST_KEY_VARIABLE}=key of the host`];
  await startServerInside(inside, port, '--max-players', '1');
  await new RawPeer(port).introduce('Ada');
  const [grace, host] = [new RawPeer(port), new RawPeer(port)];
  await grace.send(profile('Grace', 'key of the hose'));
  expect(await grace.until('/refused')).toMatchObject({ code: 'full' });
  await host.send(profile('Host', 'key of the host'));
  await host.until('/player/profile', ({ name }) => name === 'Ada');
});

test('out of file descriptors those who are in go on, and newcomers get in when others have left', async () => {
  const server = await startServerInside(['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'], port);
  const [friend] = (await guests(1)) as [RawPeer];
  const greeted = new Set<Socket>();
  for (let i = 0; i < 100; i++) {
    const socket = connect({ host: '127.0.0.1', port });
    socket.on('error', () => undefined).on('data', () => greeted.add(socket));
    sockets.push(socket);
  }
  for (let n = 1; n <= 20; n++) {
    await expectAnswers(friend, n);
    await pause(100);
  }
  expect(greeted.size).toBeLessThan(64);
  for (const socket of sockets.splice(0)) socket.destroy();
  await expectAnswers(new RawPeer(port), 1);
  await expectAnswers(friend, 99);
  expect(server.errors).toBe('');
  // libzmq does not say it.
  if (TRANSPORT === 'zmtp') expect(server.output.match(/Nobody new can connect/g)).toHaveLength(1);
});

test('connections to the metrics that stay leave players enough file descriptors to get in', async () => {
  const metricsPort = await freePort();
  const metrics = ['--metrics', String(metricsPort)];
  await startServerInside(['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'], port, ...metrics);
  let settled = 0;
  for (let i = 0; i < 100; i++) {
    const socket = connect({ host: '127.0.0.1', port: metricsPort });
    socket.once('connect', () => settled++).on('error', () => undefined);
    sockets.push(socket);
  }
  await until('all to have connected', () => settled === 100);
  const peers = Array.from({ length: 10 }, () => new RawPeer(port));
  await Promise.all(peers.map((peer, n) => expectAnswers(peer, n)));
});
