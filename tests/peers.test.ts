/** What a server promises to any ZeroMQ peer, be it OSC or not, tried with raw Dealers over loopback. */
import { Dealer } from 'zeromq';
import { MESSAGE_MAX_BYTES } from '../shared/config';
import { packBundle } from '../shared/protocol/bundles';
import { packMessage } from '../shared/protocol/osc';
import { encodeClientMessage } from '../shared/protocol/messages';
import { freePort } from './support/free-port';
import { killAll, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { expectLeftBeforeTimeout, fallSilent } from './support/silence';
import { until } from './support/until';
import { securityOptions } from './support/secured';

let port: number;
const join = () => new RawPeer(port);

beforeEach(async () => {
  port = await freePort();
  await startServer(port, '--name', 'Test yard');
});
afterEach(async () => {
  closePeers();
  await killAll();
});

/** Peers that have spoken, so that the server knows them. */
async function guests(count: number): Promise<RawPeer[]> {
  const peers = Array.from({ length: count }, join);
  for (const peer of peers) await peer.send({ address: '/ping', n: 1 });
  await Promise.all(peers.map((peer) => peer.id()));
  return peers;
}

test("the article's broadcast: Client1 reaches all others as it was sent, and not its sender", async () => {
  const [sender, ...others] = (await guests(3)) as [RawPeer, RawPeer, RawPeer];
  await sender.sendFrames('', 'Client1');
  await Promise.all(others.map((peer) => until('Client1', () => peer.relayed().length > 0)));
  await sender.send({ address: '/ping', n: 2 });
  await sender.until('/pong', ({ n }) => n === 2);
  for (const peer of others) expect(peer.relayed()).toEqual([['', 'Client1']]);
  expect(sender.relayed()).toEqual([]);
});

test('a connection that has not spoken is relayed nothing, until it speaks', async () => {
  const silent = Array.from({ length: 3 }, join);
  const [sender, other] = (await guests(2)) as [RawPeer, RawPeer];
  await Promise.all(silent.map(({ connected }) => connected));
  for (let sent = 1; sent <= 20; sent++) {
    await sender.sendFrames('', `Client${sent}`);
    await until('each packet', () => other.relayed().length === sent);
  }
  expect(silent.map((peer) => peer.receivedFrames.length)).toEqual([0, 0, 0]);
  for (const peer of silent) {
    await peer.send({ address: '/ping', n: 1 });
    await peer.id();
  }
  await sender.sendFrames('', 'Client21');
  await Promise.all(silent.map((peer) => until('Client21', () => peer.relayed().length > 0)));
  for (const peer of silent) expect(peer.relayed()).toEqual([['', 'Client21']]);
});

test('a message without the delimiter is taken, and passed on with one', async () => {
  const [sender, other] = (await guests(2)) as [RawPeer, RawPeer];
  await sender.sendFrames('Client1');
  await until('Client1', () => other.relayed().length > 0);
  expect(other.relayed()).toEqual([['', 'Client1']]);
});

test("an empty message, as libzmq's probe of a Router is, is not passed on", async () => {
  const [other] = (await guests(1)) as [RawPeer];
  const probing = new Dealer({ linger: 0, probeRouter: true, ...securityOptions() });
  try {
    probing.connect(`tcp://127.0.0.1:${port}`);
    for (const frames of [[''], ['', ''], ['', 'Client1']]) await probing.send(frames);
    await until('Client1', () => other.relayed().some(([, payload]) => payload === 'Client1'));
  } finally {
    probing.close();
  }
  expect(other.relayed()).toEqual([['', 'Client1']]);
});

test('OSC with an address of its own, and bundles of it, are passed on byte for byte', async () => {
  const [sender, other] = (await guests(2)) as [RawPeer, RawPeer];
  const message = packMessage('/mouse', 'fi', [1.5, 2]);
  const bundle = packBundle([message, message], 12_345);
  for (const packet of [message, bundle, Buffer.from([0, 255, 0])]) await sender.sendFrames('', packet);
  await until('all three', () => other.relayed().length === 3);
  const packets = other.receivedFrames
    .map((frames) => frames.at(-1))
    .filter((bytes) => [message, bundle].some((sent) => bytes?.equals(sent)));
  expect(packets).toHaveLength(2);
});

test('a tool may send positions as integers, from a bundle, without ever introducing itself', async () => {
  const [other] = (await guests(1)) as [RawPeer];
  const tool = join();
  await tool.sendFrames(
    '',
    packBundle([packMessage('/position', 'ii', [100, 200]), packMessage('/own', 's', ['x'])], 0),
  );
  const id = await tool.id();
  expect(await other.until('/player/profile', (profile) => profile.id === id)).toMatchObject({
    name: `Guest ${id}`,
  });
  expect(await other.until('/player/position')).toEqual({ address: '/player/position', id, x: 100, y: 200 });
  await until('the part of the bundle that is its own', () => other.relayed().length > 0);
});

test('nobody is sent its own position, everybody that of the others', async () => {
  const [ada, grace] = [join(), join()];
  const adaId = await ada.introduce('Ada');
  await grace.introduce('Grace');
  for (let x = 0; x < 50; x++) await ada.send({ address: '/position', x, y: 5 });
  await grace.until('/motions', ({ ids, xs }) => ids[0] === adaId && xs[0] === 49);
  await ada.send({ address: '/ping', n: 1 });
  await ada.until('/pong');
  expect(ada.messages().filter(({ address }) => address === '/motions')).toEqual([]);
});

test.each([
  ['says goodbye', (peer: RawPeer) => peer.send({ address: '/leave' })],
  ['closes its connection', (peer: RawPeer) => Promise.resolve(peer).then((it) => it.close())],
  [
    'sends more than 4 KiB, which ends its connection',
    (peer: RawPeer) => peer.sendFrames('', Buffer.alloc(MESSAGE_MAX_BYTES + 1)),
  ],
])('a player who %s is gone for the others, sooner than by its silence', async (_, go) => {
  const [watcher] = (await guests(1)) as [RawPeer];
  const silentId = await fallSilent(port);
  const player = join();
  const id = await player.introduce('Ada');
  await go(player);
  await expectLeftBeforeTimeout(watcher, id, silentId);
});

test('a player who goes silent is gone for the others', async () => {
  const [watcher] = (await guests(1)) as [RawPeer];
  const id = await fallSilent(port);
  await watcher.until('/player/profile', (profile) => profile.id === id);
  await watcher.until('/player/left', (left) => left.id === id);
});

test('a packet of 4 KiB is passed on', async () => {
  const [watcher] = (await guests(1)) as [RawPeer];
  const sender = join();
  const packet = Buffer.alloc(MESSAGE_MAX_BYTES, 'x');
  await sender.sendFrames('', packet);
  await until('the packet', () => watcher.relayed().length > 0);
  expect(watcher.relayed()).toEqual([['', packet.toString()]]);
});

test('what bears our addresses and is no such message is dropped, and the server goes on', async () => {
  const [sender, other] = (await guests(2)) as [RawPeer, RawPeer];
  const leave = encodeClientMessage({ address: '/leave' });
  const broken = [
    packMessage('/position', 'ss', ['1', '2']),
    packMessage('/position', 'ff', [NaN, 1]),
    packMessage('/player/left', 'i', [1]),
    packMessage('/player/left/', 'i', [1]),
    packMessage('/player/*', 'i', [1]),
    Buffer.from('#bundle\0broken'),
    packMessage('/profile', 'iss', [1, '', '#e69f00']),
    Buffer.concat([leave, Buffer.alloc(4)]),
    leave.subarray(0, 8),
  ];
  for (const packet of broken) await sender.sendFrames('', packet);
  // Behind a frame that is no delimiter. More frames end a connection to our own Router.
  await sender.sendFrames('two', 'frames');
  await sender.send({ address: '/ping', n: 9 });
  await sender.until('/pong', ({ n }) => n === 9);
  await other.send({ address: '/ping', n: 9 });
  await other.until('/pong', ({ n }) => n === 9);
  expect(other.relayed()).toEqual([]);
  expect(
    other.messages().filter(({ address }) => address === '/player/left' || address === '/player/position'),
  ).toEqual([]);
});

test('a player who jumps is held to the speed limit, a guest is not', async () => {
  const [watcher, guest] = (await guests(2)) as [RawPeer, RawPeer];
  const player = join();
  const id = await player.introduce('Ada');
  for (const peer of [player, guest]) {
    await peer.send({ address: '/position', x: 0, y: 10 });
    await peer.send({ address: '/position', x: 2000, y: 10 });
  }
  const { x, y } = await player.until('/corrected');
  expect(x).toBeLessThan(1000);
  expect(y).toBe(10);
  await watcher.until('/player/position', (sent) => sent.id === id && sent.x === x);
  await watcher.until('/player/position', (sent) => sent.id !== id && sent.x === 2000);
});

test('who comes back with its key has its id again, and nobody else is ever sent the key', async () => {
  const [watcher] = (await guests(1)) as [RawPeer];
  const profile = {
    address: '/profile',
    protocol: 2,
    name: 'Ada',
    colour: '#e69f00',
    key: 'a secret',
  } as const;
  const first = join();
  await first.send(profile);
  const id = await first.id();
  const second = join();
  await second.send(profile);
  expect(await second.id()).toBe(id);
  second.close();
  await watcher.until('/player/left', (left) => left.id === id);
  const third = join();
  await third.send(profile);
  expect(await third.id()).toBe(id);
  expect(watcher.receivedFrames.some((frames) => frames.at(-1)?.includes('secret'))).toBe(false);
});

test.each([
  ['protocol', { address: '/profile', protocol: 9, name: 'Ada', colour: '#e69f00' }],
  ['profile', { address: '/profile', protocol: 2, name: '', colour: '#e69f00' }],
] as const)('a wrong profile is refused with the code %s and a sentence', async (code, profile) => {
  const peer = join();
  await peer.send(profile);
  const { reason } = await peer.until('/refused', (refused) => refused.code === code);
  expect(reason).toMatch(/^[A-Z].*\.$/);
});

test('who is refused by its profile is nobody, not a guest either, until it sends a right one', async () => {
  const [watcher] = (await guests(1)) as [RawPeer];
  const peer = join();
  await peer.send({ address: '/profile', protocol: 9, name: 'Ada', colour: '#e69f00' });
  await peer.until('/refused');
  await peer.send({ address: '/position', x: 1, y: 1 });
  await peer.sendFrames('', 'Client1');
  const id = await peer.introduce('Ada');
  await watcher.until('/player/profile', (profile) => profile.id === id);
  expect(watcher.relayed()).toEqual([]);
  const profiles = watcher.messages().filter(({ address }) => address === '/player/profile');
  expect(profiles).toMatchObject([{ id, name: 'Ada' }]);
});

test('chat goes to all the others, in the words in which it was said', async () => {
  const [ada, grace] = (await guests(2)) as [RawPeer, RawPeer];
  await ada.send({ address: '/say', text: 'Hello, Zoë 🦊' });
  expect(await grace.until('/player/said')).toEqual({
    address: '/player/said',
    id: await ada.id(),
    text: 'Hello, Zoë 🦊',
  });
});
