/** Frozen programs and broken wires: whoever was away is right again by itself, and nobody is double. */
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { closeProxies, Proxy } from './support/proxy';
import { join, leaveAll, type Companion, type Sight } from './support/pictures';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { testUnless } from './support/test-unless';
import { pause, until } from './support/until';
import { walk } from './support/walks';
import { targetAt } from './support/secured';

// They mostly wait, each with a yard of its own, so they wait together. (Such tests have no beforeEach or afterEach.)
afterAll(async () => {
  leaveAll();
  closePeers();
  closeProxies();
  await killAll();
});

/** Between one walk and the next: who comes in where another stands is put beside. */
const APART_PX = 100;
// Where walks begin: nobody may jump.
const ADA: Sight = { name: 'Ada', x: 1, y: 0 };
const GRACE: Sight = { name: 'Grace', x: 1, y: APART_PX };

function stand({ player }: Companion, { x = 0, y = 0 }: Sight): void {
  player.move({ x, y });
}

function see({ name, picture }: Companion, ...sights: Sight[]): Promise<boolean> {
  const expected = JSON.stringify(sights);
  return until(`${name} to see ${expected}`, () => JSON.stringify(picture.sights()) === expected);
}

/** Ada joins through a proxy and Grace without; they see each other. */
async function pair() {
  const port = await freePort();
  await startServer(port);
  const proxy = await Proxy.open(port);
  const [ada, grace] = [join(proxy.port, 'Ada'), join(port, 'Grace')];
  stand(ada, ADA);
  stand(grace, GRACE);
  await Promise.all([see(ada, GRACE), see(grace, ADA)]);
  return { port, proxy, ada, grace };
}

/** Interrupts Ada's connection until both sides have noticed, and longer. */
async function interrupt(how: 'cut' | 'halfOpen', { proxy, ada, grace }: Awaited<ReturnType<typeof pair>>) {
  const id = ada.picture.id ?? 0;
  proxy[how]();
  await until('Grace to receive that Ada left', () => grace.picture.left.includes(id));
  await until('Ada to notice', () => ada.states.at(-1) === 'lost');
  // While nobody hears it, each goes on.
  stand(ada, { ...ADA, x: 6 });
  stand(grace, { ...GRACE, x: 6 });
  await pause(1000);
  expect(grace.picture.sights()).toEqual([]);
  proxy.restore();
  await Promise.all([see(grace, { ...ADA, x: 6 }), see(ada, { ...GRACE, x: 6 })]);
  // What was held back on the way arrives late, and changes nothing for good.
  await pause(1500);
  await Promise.all([see(grace, { ...ADA, x: 6 }), see(ada, { ...GRACE, x: 6 })]);
  expect(ada.states).toEqual(['present', 'lost', 'present']);
}

test.concurrent('players stopped for 8 s leave after the silence, and are back when they go on', async () => {
  const port = await freePort();
  await startServer(port);
  const grace = join(port, 'Grace');
  stand(grace, GRACE);
  const ada = new Program('player', ['--join', targetAt(port), '--name', 'Ada', '--walk', 'none']);
  const edsger = new Program('watcher', [String(port), 'Edsger']);
  const isAll = (sights: Sight[]): boolean =>
    sights.map(({ name, x }) => (x === undefined ? '' : name)).join() === 'Ada,Edsger';
  await until('Grace to see both', () => isAll(grace.picture.sights()));
  const before = grace.picture.sights();

  for (const program of [ada, edsger]) program.process.kill('SIGSTOP');
  const stopped = pause(8000);
  await until('Grace to receive that both left', () => grace.picture.left.length === 2);
  expect(grace.picture.sights()).toEqual([]);
  stand(grace, { ...GRACE, x: 6 });
  await stopped;
  for (const program of [ada, edsger]) program.process.kill('SIGCONT');

  await see(grace, ...before);
  const seen = (): Sight[] => JSON.parse(edsger.output.trim().split('\n').at(-1) ?? '[]') as Sight[];
  const place = before[0] ?? ADA;
  const expected = JSON.stringify([place, { ...GRACE, x: 6 }]);
  await until(`Edsger to see ${expected}`, () => JSON.stringify(seen()) === expected);
  await pause(1500);
  expect(JSON.stringify(seen())).toBe(expected);
  expect(grace.picture.sights()).toEqual(before);
});

/** What Linux lets wait to be accepted; elsewhere it is not known, and less. */
function longestBacklog(): number {
  try {
    return Number(readFileSync('/proc/sys/net/core/somaxconn', 'utf8'));
  } catch {
    return 0;
  }
}

const CROWD = 700;
testUnless(
  longestBacklog() > CROWD ? undefined : `this system lets no ${CROWD} connections wait to be accepted`,
  'a crowd that comes while the server is busy is connected at once, and need not try again',
  async () => {
    const port = await freePort();
    const server = await startServer(port);
    server.process.kill('SIGSTOP');
    const sockets = Array.from({ length: CROWD }, () => connect({ host: '127.0.0.1', port }));
    let connected = 0;
    for (const socket of sockets) socket.on('connect', () => connected++).on('error', () => undefined);
    try {
      await until('all to be connected', () => connected === CROWD);
    } finally {
      for (const socket of sockets) socket.destroy();
      server.process.kill('SIGCONT');
    }
  },
);

test.concurrent(
  'a server that was stopped for 8 s, as by a laptop asleep, takes nobody for gone',
  async () => {
    const port = await freePort();
    const server = await startServer(port);
    const peers = [new RawPeer(port), new RawPeer(port)];
    const ids = await Promise.all(peers.map((peer, i) => peer.introduce(`Peer ${i}`)));
    const yards = () => peers.map((peer) => peer.messages().filter(({ address }) => address === '/yard'));
    await until('the yard to have ticked', () => yards().every(({ length }) => length > 1));
    const talking = setInterval(() => {
      for (const peer of peers) void peer.send({ address: '/ping', n: 1 });
    }, 200);
    try {
      server.process.kill('SIGSTOP');
      await pause(8000);
      server.process.kill('SIGCONT');
      await Promise.all(
        peers.map(async (peer) => {
          await peer.send({ address: '/ping', n: 2 });
          await peer.until('/pong', ({ n }) => n === 2);
        }),
      );
      await pause(1000);
    } finally {
      clearInterval(talking);
    }
    for (const [i, peer] of peers.entries()) {
      expect(peer.messages().filter(({ address }) => address === '/player/left')).toEqual([]);
      for (const yard of yards()[i] ?? []) expect(yard).toMatchObject({ id: ids[i] });
    }
  },
);

test.concurrent.each(['cut', 'halfOpen'] as const)(
  'a connection that is %s and restored: both pictures are right again',
  async (how) => {
    await interrupt(how, await pair());
  },
);

test.concurrent.each(['cut', 'halfOpen'] as const)(
  'a player whose connection was %s comes back under the same id',
  async (how) => {
    const both = await pair();
    await interrupt(how, both);
    expect(both.ada.picture.ids).toEqual([both.ada.picture.id]);
    expect([...both.grace.picture.others.keys()]).toEqual([both.ada.picture.id]);
  },
);

test.concurrent('a key is worth its id even while the old connection still looks alive', async () => {
  const { port, proxy, ada, grace } = await pair();
  const profile = {
    address: '/profile',
    protocol: 2,
    name: 'Edsger',
    colour: '#e69f00',
    key: 'only mine',
  } as const;
  const edsger = new RawPeer(proxy.port);
  await edsger.send(profile);
  const id = await edsger.id();
  await until('Grace to see Edsger', () => grace.picture.others.has(id));
  proxy.halfOpen();
  const again = new RawPeer(port);
  await again.send(profile);
  expect(await again.id()).toBe(id);
  proxy.restore();
  // The old connection works again, and has nothing to say any more.
  await edsger.send({ address: '/ping', n: 1 });
  await again.send({ address: '/position', x: 307, y: 7 });
  await until('Grace to see Edsger there', () => grace.picture.others.get(id)?.x === 307);
  await Promise.all([
    see(grace, ADA, { name: 'Edsger', x: 307, y: 7 }),
    until('Ada', () => ada.picture.others.has(id)),
  ]);
  expect(grace.picture.left).not.toContain(id);
});

test.concurrent("with delay and jitter each sees the other's newest place", async () => {
  const { port, proxy, ada, grace } = await pair();
  proxy.delay(80, 60);
  const farther = await Proxy.open(port);
  farther.delay(150, 100);
  const edsger = join(farther.port, 'Edsger');
  const walkers = [ada, grace, edsger];
  const ends = await Promise.all(walkers.map((walker, i) => walk(walker, APART_PX * i)));
  const places = walkers.map(({ name }, i): Sight => ({ name, x: ends[i] ?? NaN, y: APART_PX * i }));
  await Promise.all(walkers.map((walker) => see(walker, ...others(places, walker))));
  for (const { states, picture } of walkers) {
    expect(states).toEqual(['present']);
    expect(picture.left).toEqual([]);
  }
});

function others(places: Sight[], { name }: Companion): Sight[] {
  return places.filter((place) => place.name !== name).sort((a, b) => (a.name < b.name ? -1 : 1));
}
