/** Frozen programs and broken wires: whoever was away is right again by itself, and nobody is double. */
import { closeProxies, Proxy } from './support/proxy';
import { join, leaveAll, type Companion, type Sight } from './support/pictures';
import { freePort } from './support/free-port';
import { killAll, Program, startServer } from './support/programs';
import { closePeers, RawPeer } from './support/raw-peer';
import { pause, until } from './support/until';
import { walk } from './support/walks';

// They mostly wait, each with a yard of its own, so they wait together. (Such tests have no beforeEach or afterEach.)
afterAll(async () => {
  leaveAll();
  closePeers();
  closeProxies();
  await killAll();
});

// Where walks begin: nobody may jump.
const ADA: Sight = { name: 'Ada', x: 1, y: 0 };
const GRACE: Sight = { name: 'Grace', x: 1, y: 1 };

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
  const server = `127.0.0.1:${port}`;
  const ada = new Program('player', ['--join', server, '--name', 'Ada', '--walk', 'none']);
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
    protocol: 1,
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
  await again.send({ address: '/position', x: 7, y: 7 });
  await until('Grace to see Edsger there', () => grace.picture.others.get(id)?.x === 7);
  await Promise.all([
    see(grace, ADA, { name: 'Edsger', x: 7, y: 7 }),
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
  const ends = await Promise.all(walkers.map((walker, i) => walk(walker, i)));
  const places = walkers.map(({ name }, i): Sight => ({ name, x: ends[i] ?? NaN, y: i }));
  await Promise.all(walkers.map((walker) => see(walker, ...others(places, walker))));
  for (const { states, picture } of walkers) {
    expect(states).toEqual(['present']);
    expect(picture.left).toEqual([]);
  }
});

function others(places: Sight[], { name }: Companion): Sight[] {
  return places.filter((place) => place.name !== name).sort((a, b) => (a.name < b.name ? -1 : 1));
}
