/** A yard that goes from one server to another with everybody in it, and servers that would lead players anywhere. */
import { Router } from 'zeromq';
import { FollowingClient } from '../client/following-client';
import type { ConnectionState } from '../shared/bridge';
import { packBundle } from '../shared/protocol/bundles';
import { encodeServerMessage } from '../shared/protocol/messages';
import type { YardState } from '../shared/yard-state';
import { freePort } from './support/free-port';
import { killOrderedServers, OrderedServer } from './support/ordered-server';
import { Picture } from './support/pictures';
import { killAll, Program } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';

interface Walker {
  name: string;
  client: FollowingClient;
  picture: Picture;
  states: ConnectionState[];
  followed: string[];
  notFollowed: string[];
}

const walkers: Walker[] = [];
const routers: Router[] = [];

afterEach(async () => {
  for (const { client } of walkers.splice(0)) client.leave();
  for (const router of routers.splice(0)) router.close();
  closePeers();
  await killOrderedServers();
  await killAll();
});

function walk(port: number, name: string, x: number): Walker {
  const picture = new Picture();
  const states: ConnectionState[] = [];
  const [followed, notFollowed]: [string[], string[]] = [[], []];
  const client = new FollowingClient(
    `tcp://127.0.0.1:${port}`,
    { name, colour: '' },
    {
      onMessage: (message) => picture.apply(message),
      onState: (state) => states.push(state),
      onFollowed: (server) => followed.push(server),
      onNotFollowed: (reason) => notFollowed.push(reason),
    },
  );
  client.move({ x, y: 100, vx: 0, vy: 0 });
  const walker = { name, client, picture, states, followed, notFollowed };
  walkers.push(walker);
  return walker;
}

/** Who each of them sees, by id. */
const sightsOf = (all: readonly Walker[]) =>
  all.map(({ picture }) => [picture.id, [...picture.others].sort(([a], [b]) => a - b)]);

/** Two of one name, one of another, all of whom see each other. */
async function threeIn(port: number): Promise<Walker[]> {
  const all = [walk(port, 'Ada', 100), walk(port, 'Ada', 300), walk(port, 'Grace', 500)];
  await until('all three to see each other', () =>
    all.every(({ picture }) => picture.sights().filter(({ x }) => x !== undefined).length === 2),
  );
  return all;
}

/** Waits until a server has those who were in another, with their ids, names, colours, places and keys. */
async function untilHas(server: OrderedServer, { players }: YardState): Promise<void> {
  const sorted = (all: YardState['players']) => all.toSorted((a, b) => a.id - b.id);
  const here = async () => (await server.state()).players.filter(({ isAway }) => !isAway);
  await until('everybody to be there', async () => (await here()).length === players.length);
  expect(sorted(await here())).toEqual(sorted(players));
}

/** The server at this port knows those three and nobody else, as a newcomer is told. */
async function expectNoneDoubled(port: number, ids: readonly (number | undefined)[]): Promise<void> {
  const watcher = new RawPeer(port);
  const own = await watcher.introduce('Watcher');
  await until('everybody to be told of', () => {
    const told = new Set(
      watcher.messages().flatMap((message) => (message.address === '/player/profile' ? [message.id] : [])),
    );
    return told.size >= 3;
  });
  const told = watcher
    .messages()
    .flatMap((message) => (message.address === '/player/profile' ? [message.id] : []));
  expect([...new Set(told)].sort()).toEqual([...ids].sort());
  expect(ids).not.toContain(own);
  watcher.close();
}

test('a yard goes to another server: three players keep id, name, colour and place, and none is doubled', async () => {
  const [from, to] = [await freePort(), await freePort()];
  const first = await OrderedServer.start(from);
  const all = await threeIn(from);
  const before = sightsOf(all);
  const state = await first.state();
  const second = await OrderedServer.start(to, state);
  first.moveTo(to);
  expect(await first.exit()).toBe(0);
  expect(first.reports.at(-1)).toEqual({ event: 'closed', reason: 'handed over' });
  await untilHas(second, state);
  await pause(6000);
  expect(sightsOf(all)).toEqual(before);
  for (const { picture, states, followed, notFollowed } of all) {
    expect([picture.ids, picture.left, states, followed, notFollowed]).toEqual([
      [picture.id],
      [],
      ['present'],
      [`tcp://127.0.0.1:${to}`],
      [],
    ]);
  }
  await expectNoneDoubled(
    to,
    all.map(({ picture }) => picture.id),
  );
});

test('a yard is opened anew at the same port: everybody comes back as who and where they were', async () => {
  const port = await freePort();
  const first = await OrderedServer.start(port);
  const all = await threeIn(port);
  const before = sightsOf(all);
  const state = await first.state();
  first.moveTo(port);
  expect(await first.exit()).toBe(0);
  const second = await OrderedServer.start(port, state);
  await untilHas(second, state);
  await pause(6000);
  expect(sightsOf(all)).toEqual(before);
  for (const { picture, followed } of all)
    expect([picture.ids, picture.left, followed]).toEqual([[picture.id], [], [`tcp://127.0.0.1:${port}`]]);
  await expectNoneDoubled(
    port,
    all.map(({ picture }) => picture.id),
  );
});

test('headless players follow, a guest is told and is simply gone, and the server waits 5 s for it', async () => {
  const [from, to] = [await freePort(), await freePort()];
  const first = await OrderedServer.start(from);
  const player = new Program('player', ['--join', `tcp://127.0.0.1:${from}`, '--count', '3']);
  const guest = new RawPeer(from);
  await guest.send({ address: '/position', x: 1, y: 2 });
  await until(
    'all to be there',
    () => guest.messages().filter(({ address }) => address === '/player/profile').length >= 3,
  );
  const state = await first.state();
  const second = await OrderedServer.start(to, state);
  const orderedMs = performance.now();
  first.moveTo(to);
  expect(await guest.until('/moved')).toEqual({
    ...{ address: '/moved', server: `tcp://127.0.0.1:${to}`, key: '', ticket: '' },
  });
  expect(await first.exit()).toBe(0);
  const waitedMs = performance.now() - orderedMs;
  const told = guest.messages().filter(({ address }) => address === '/moved').length;
  expect(told).toBeGreaterThanOrEqual(5);
  expect(guest.messages().filter(({ address }) => address === '/player/left').length).toBe(1);
  expect(waitedMs).toBeGreaterThan(4500);
  const idsOf = ({ players }: typeof state) => players.map(({ id }) => id).sort();
  expect(idsOf(await second.state())).toEqual(idsOf(state));
  expect(await player.stop('SIGTERM')).toBe(0);
});

test.each(['{', '{"players":[{"id":1}]}', '[]'])(
  'a yard whose state is %s opens without it and says so',
  async (state) => {
    const server = await OrderedServer.start(await freePort(), state);
    expect(server.output).toContain('The yard opens without those who were in it before: ');
    expect((await server.state()).players).toEqual([]);
  },
);

/** A hostile server that answers everybody with a yard and with ever other addresses to go to; counts who comes. */
async function lead(port: number, addresses: (turn: number) => string[]): Promise<{ visits: number }> {
  const router = new Router({ linger: 0 });
  await router.bind(`tcp://127.0.0.1:${port}`);
  routers.push(router);
  const seen = { visits: 0 };
  const known = new Set<string>();
  void (async () => {
    for await (const [id] of router) {
      if (!id) continue;
      if (!known.has(id.toString('hex'))) seen.visits = known.add(id.toString('hex')).size;
      const yard = encodeServerMessage({
        ...{ address: '/yard', id: 1, name: 'Hostile', protocol: 2, widthPx: 2400, heightPx: 1600 },
      });
      const moves = addresses(seen.visits).map((server) =>
        encodeServerMessage({ address: '/moved', server, key: '', ticket: '' }),
      );
      const bundle = packBundle([yard, ...moves], performance.timeOrigin + performance.now());
      await router.send([id, '', bundle]).catch(() => undefined);
    }
  })().catch(() => undefined);
  return seen;
}

test('a storm of moves leads a player through three servers and no further', async () => {
  const ports = await Promise.all(Array.from({ length: 6 }, () => freePort()));
  const at = (port: number | undefined) => `tcp://127.0.0.1:${port}`;
  const visited = await Promise.all(
    ports.map((port, i) =>
      lead(port, () => Array.from({ length: 100 }, () => at(ports[(i + 1) % ports.length]))),
    ),
  );
  const ada = walk(ports[0] ?? 0, 'Ada', 100);
  await until('Ada to be led no further', () => ada.notFollowed.length > 0);
  await pause(3000);
  expect(visited.map(({ visits }) => Math.min(visits, 1))).toEqual([1, 1, 1, 1, 0, 0]);
  expect(ada.followed).toEqual([1, 2, 3].map((n) => at(ports[n])));
  expect(ada.notFollowed).toEqual([expect.stringContaining('again and again')]);
});
