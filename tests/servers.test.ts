/** A yard on two servers, each of which tells its players of the other; here they know nothing else of each other. */
import { Router } from 'zeromq';
import { FollowingClient } from '../client/following-client';
import type { FollowCause } from '../client/events';
import type { ConnectionState } from '../shared/bridge';
import { packBundle } from '../shared/protocol/bundles';
import { encodeServerMessage } from '../shared/protocol/messages';
import { packMessage } from '../shared/protocol/osc';
import { freePort } from './support/free-port';
import { Picture } from './support/pictures';
import { killAll, Program } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

interface Walker {
  client: FollowingClient;
  picture: Picture;
  states: ConnectionState[];
  followed: [string, FollowCause][];
}

const walkers: Walker[] = [];
const routers: Router[] = [];

afterEach(async () => {
  for (const { client } of walkers.splice(0)) client.leave();
  for (const router of routers.splice(0)) router.close();
  closePeers();
  await killAll();
});

const at = (port: number) => `tcp://127.0.0.1:${port}`;

async function startListed(port: number, other: number, maxPlayers = 64, loads = [0, 0]): Promise<Program> {
  const [load = 0, otherLoad = 0] = loads;
  const server = new Program('listed-server', [port, maxPlayers, load, other, otherLoad].map(String));
  await until(`the server to listen; it said: ${server.errors}`, () => server.output.includes('listening'));
  return server;
}

function walk(port: number, name: string, x: number): Walker {
  const picture = new Picture();
  const states: ConnectionState[] = [];
  const followed: [string, FollowCause][] = [];
  const client = new FollowingClient(
    at(port),
    { name, colour: '' },
    {
      onMessage: (message) => picture.apply(message),
      onState: (state) => states.push(state),
      onFollowed: (...values) => followed.push(values),
    },
  );
  client.move({ x, y: 100, vx: 0, vy: 0 });
  const walker = { client, picture, states, followed };
  walkers.push(walker);
  return walker;
}

const sees = ({ picture }: Walker, name: string, x: number) =>
  picture.sights().some((other) => other.name === name && other.x === x);

/** Ada and Grace, at the first server of two, who see each other, and have been told of the second. */
async function twoAtTheFirst() {
  const ports: [number, number] = [await freePort(), await freePort()];
  const [first, second] = await Promise.all([startListed(...ports), startListed(ports[1], ports[0])]);
  const both = [walk(ports[0], 'Ada', 100), walk(ports[0], 'Grace', 300)];
  await untilTheySeeEachOther(both);
  const peer = new RawPeer(ports[0]);
  await peer.introduce('Peer');
  expect((await peer.until('/servers')).servers).toBe(ports.map(at).join(' '));
  peer.close();
  return { ports, first, second, both };
}

async function untilTheySeeEachOther([ada, grace]: readonly Walker[]): Promise<void> {
  await until('Ada and Grace to see each other', () =>
    Boolean(ada && grace && sees(ada, 'Grace', 300) && sees(grace, 'Ada', 100)),
  );
}

test.each([
  ['is killed', 'SIGKILL'],
  ['is closed in order', 'SIGTERM'],
] as const)(
  'when a server %s its players are at the other one, with name and place, and hear of no closing',
  async (_, signal) => {
    const { ports, first, both } = await twoAtTheFirst();
    for (const { picture } of both) picture.others.clear();
    await first.stop(signal);
    await untilTheySeeEachOther(both);
    for (const { states, followed } of both) {
      expect(states).toEqual(['present', 'lost', 'present']);
      expect(followed).toEqual([[at(ports[1]), 'lost']]);
    }
  },
);

test('when a server stands still its players go on to the other one', async () => {
  const { ports, first, both } = await twoAtTheFirst();
  for (const { picture } of both) picture.others.clear();
  first.process.kill('SIGSTOP');
  await untilTheySeeEachOther(both);
  expect(both.map(({ followed }) => followed)).toEqual(both.map(() => [[at(ports[1]), 'lost']]));
});

test('headless players go on to the other server too', async () => {
  const { ports, first } = await twoAtTheFirst();
  const players = new Program('player', ['--join', at(ports[0]), '--count', '3']);
  const watcher = new RawPeer(ports[1]);
  await watcher.introduce('Watcher');
  const [peer, known] = [new RawPeer(ports[0]), () => namesAt(peer)];
  await peer.introduce('Peer');
  await until(
    'the players at the first',
    () => known().filter((name) => name.startsWith('Walker')).length >= 3,
  );
  // They are told of the others within a tick of having come.
  await pause(1000);
  await first.stop('SIGKILL');
  await until(
    'the players at the second',
    () => namesAt(watcher).filter((name) => name.startsWith('Walker')).length >= 3,
  );
  expect(await players.stop('SIGTERM')).toBe(0);
});

const namesAt = (peer: RawPeer) => [
  ...new Set(
    peer.messages().flatMap((message) => (message.address === '/player/profile' ? [message.name] : [])),
  ),
];

test('when both are closed in order the yard is', async () => {
  const { first, second, both } = await twoAtTheFirst();
  await Promise.all([first.stop('SIGTERM'), second.stop('SIGTERM')]);
  await until('both to be told', () => both.every(({ states }) => states.at(-1) === 'closed'));
  expect(both.map(({ followed }) => followed)).toEqual([[], []]);
});

test('a full server sends newcomers on to one with less to do, and a raw peer is told where that is', async () => {
  const ports: [number, number] = [await freePort(), await freePort()];
  await startListed(...ports, 1, [1, 0.5]);
  await startListed(ports[1], ports[0], 1, [0.5, 1]);
  const ada = walk(ports[0], 'Ada', 100);
  await until('Ada to be in', () => ada.states.includes('present'));
  const grace = walk(ports[0], 'Grace', 300);
  await until('Grace to be in', () => grace.states.includes('present'));
  expect([ada.followed, grace.followed]).toEqual([[], [[at(ports[1]), 'full']]]);
  expect(grace.states).toEqual(['present']);
  const peer = new RawPeer(ports[0]);
  await peer.send({ address: '/profile', protocol: 2, name: 'Peer', colour: '#e69f00' });
  expect((await peer.until('/servers')).servers).toBe(ports.map(at).join(' '));
  expect(peer.messages().map(({ address }) => address)).toEqual(['/refused', '/servers']);
  // The one with less to do knows nobody with even less.
  const late = new RawPeer(ports[1]);
  await late.send({ address: '/profile', protocol: 2, name: 'Late', colour: '#e69f00' });
  await late.until('/refused');
  await pause(500);
  expect(late.messages().map(({ address }) => address)).toEqual(['/refused']);
});

/** A hostile server that says where others are in each answer, and closes; or nobody's, which counts who comes. */
async function listen(
  port: number,
  lists: readonly string[] = [],
): Promise<{ visits: number; answers: number; close(): void }> {
  const router = new Router({ linger: 0 });
  await router.bind(at(port));
  routers.push(router);
  const seen = { visits: 0, answers: 0, close: () => router.close() };
  router.events.on('accept', () => seen.visits++);
  void (async () => {
    for await (const [id] of router) {
      if (!id) continue;
      const yard = encodeServerMessage({
        ...{ address: '/yard', id: 1, name: 'Hostile', protocol: 2, widthPx: 2400, heightPx: 1600 },
      });
      const said = lists.map((servers) => packMessage('/servers', 's', [servers]));
      const bundle = packBundle([yard, ...said], performance.timeOrigin + performance.now());
      await router.send([id, '', bundle]).catch(() => undefined);
      seen.answers++;
    }
  })().catch(() => undefined);
  return seen;
}

/** What a hostile server may say of others, none of which is followed. */
const HOSTILE_LISTS: Record<string, (own: string, trap: string) => readonly string[]> = {
  'a thousand entries': (own, trap) => [own, ...Array<string>(999).fill(trap)],
  'a secured one out of an open yard': (own, trap) => [own, `${trap}?key=${'A'.repeat(43)}`],
  'a name': (own, trap) => [own, trap.replace('127.0.0.1', 'localhost')],
  'itself alone, again and again': (own) => Array<string>(16).fill(own),
};

/** A server that says this list, and one that the list may lead to. */
async function listenWith(entries: (own: string, other: string) => readonly string[]) {
  const [port, otherPort] = [await freePort(), await freePort()];
  const other = await listen(otherPort);
  const server = await listen(port, [entries(at(port), at(otherPort)).join(' ')]);
  return { port, server, other };
}

test(`a hostile list leads nobody anywhere (${Object.keys(HOSTILE_LISTS).join('; ')}), as that of another server of the same kind does`, async () => {
  const right = await listenWith((own, other) => [own, other]);
  const all = [right];
  for (const entries of Object.values(HOSTILE_LISTS)) all.push(await listenWith(entries));
  const players = all.map(({ port }) => walk(port, 'Ada', 100));
  const [led, ...others] = players;
  await until('all to be in, and the lists to be told', () =>
    all.every(({ server }, i) => server.answers > 3 && players[i]?.states.includes('present')),
  );
  for (const { server } of all) server.close();
  await until('one to be at the other one', () => led?.followed.length === 1);
  expect(right.other.visits).toBeGreaterThan(0);
  await until('all to be lost', () => others.every(({ states }) => states.includes('lost')));
  // Longer than one waits until one goes on, and than one asks again.
  await pause(4000);
  const [, ...hostile] = all;
  expect(others.map(({ followed, states }, i) => [hostile[i]?.other.visits, followed, states])).toEqual(
    others.map(() => [0, [], ['present', 'lost']]),
  );
});

test('of a flood of lists a few are read, and the player lives and leaves', async () => {
  const port = await freePort();
  const lists = Array.from({ length: 1000 }, (_, i) => `${at(port)} ${at(1 + i)}`);
  const hostile = await listen(port, lists);
  const ada = walk(port, 'Ada', 100);
  await until('lists to be over the limit', () => ada.client.ignored.excess > 900);
  expect(ada.states).toEqual(['present']);
  hostile.close();
  await until('Ada to be lost', () => ada.states.includes('lost'));
  ada.client.leave();
});
