import { MemoryNetwork } from './bus.fixture';
import { nameOf, run, TestServer } from './cluster.fixture';
import { EnvelopeWriter } from './envelope';
import { CLUSTER_TABLE } from './messages';

interface Two {
  network: MemoryNetwork;
  a: TestServer;
  b: TestServer;
  both: TestServer[];
}

function two(seed = 1, aheadMs = 0): Two {
  const network = new MemoryNetwork(seed);
  const [a, b] = [new TestServer(network, 'a'), new TestServer(network, 'b', aheadMs)];
  return { network, a, b, both: [a, b] };
}

/** Two that know each other. */
function together(seed = 1): Two {
  const servers = two(seed);
  run(servers.network, servers.both, 2000);
  return servers;
}

test('who is in the yard before another server comes, and who comes after, is there', () => {
  const { network, a, b, both } = two();
  const early = a.join(1, 'Ada');
  a.walk(early, 100, 200, 80, 0);
  run(network, both, 1000);
  expect(b.remote.known(a.name, 1)?.player).toMatchObject({
    id: 1,
    profile: { name: 'Ada', colour: '#e69f00' },
  });
  expect(b.remote.known(a.name, 1)?.motion).toMatchObject({ vx: 80 });
  a.join(2, 'Grace');
  run(network, both, 50);
  expect(b.remote.ids(a.name)).toEqual([1, 2]);
  a.leave(early);
  run(network, both, 50);
  expect(b.remote.ids(a.name)).toEqual([2]);
});

test('a motion arrives at the moment at which it was true, on the clock of who reads it, however clocks differ', () => {
  for (const aheadMs of [0, -3_600_000, 86_400_000]) {
    const { network, a, b, both } = two(3, aheadMs);
    network.faults = { lost: 0, twice: 0, delayMs: 40 };
    const player = a.join(1);
    run(network, both, 10_000);
    a.walk(player, 1000, 1000, 80, 0);
    const trueMs = network.nowMs;
    run(network, both, 200);
    const { motion } = b.remote.known(a.name, 1) ?? {};
    expect(motion).toMatchObject({ x: 1000, y: 1000, vx: 80, vy: 0 });
    expect(Math.abs((motion?.atMs ?? 0) - aheadMs - trueMs)).toBeLessThan(21);
  }
});

test('motions are published once, together, at the next flush', () => {
  const { network, a, both } = together();
  const [ada, grace] = [a.join(1), a.join(2)];
  const before = network.published.length;
  for (let i = 0; i < 10; i++) {
    a.walk(ada, 100 + i, 100, 80, 0);
    a.walk(grace, 200, 100, 0, 80 - i);
  }
  run(network, both, 25);
  const told = network.published.slice(before).filter(({ subject }) => subject.includes('.cell.'));
  expect(told).toHaveLength(1);
});

test('lines, packets and the order in which they came are passed on; lines of nobody are not', () => {
  const { network, a, b, both } = together();
  const ada = a.join(1);
  a.feed?.said(ada, 'hello');
  a.feed?.said(undefined, 'from the host');
  a.feed?.relayed(Uint8Array.of(1, 2, 3));
  a.feed?.said({ ...ada, id: 99 }, 'I am nobody');
  run(network, both, 50);
  expect(b.remote.lines).toEqual([
    { id: 1, text: 'hello' },
    { id: undefined, text: 'from the host' },
  ]);
  expect(b.remote.packets).toEqual([Uint8Array.of(1, 2, 3)]);
  expect(b.cluster.counters.unknownPlayers).toBe(1);
});

test('orders go to one server and come back, and who waits is told to all', () => {
  const { network, a, b, both } = together();
  const got: unknown[] = [];
  a.cluster.onOrder = (server, message) => void got.push([server, message]);
  b.cluster.onOrder = (server, message) => {
    got.push([server, message]);
    b.cluster.sendOrder(server, { address: '/order/answer', n: 1, isDone: 1, text: 'Done.' });
  };
  const [order, waiting] = [
    { address: '/order', n: 1, order: 'kick', id: 7 },
    { address: '/waiting', number: 3, name: 'Ada', colour: '' },
  ] as const;
  a.cluster.sendOrder(b.name, order);
  run(network, both, 50);
  b.cluster.publishOrder(waiting);
  run(network, both, 50);
  const answer = { address: '/order/answer', n: 1, isDone: 1, text: 'Done.' };
  expect(got).toEqual([
    [a.name, order],
    [b.name, answer],
    [b.name, waiting],
  ]);
});

test('a missed event is a gap, after which all is asked for at once, and once', () => {
  const { network, a, b, both } = together();
  network.faults.lost = 1;
  a.join(1);
  run(network, both, 25);
  network.faults.lost = 0;
  a.join(2);
  a.join(3);
  run(network, both, 300);
  expect(b.remote.ids(a.name)).toEqual([1, 2, 3]);
  expect(b.cluster.counters).toMatchObject({ gaps: 1 });
  expect(a.cluster.counters.snapshotsSent).toBe(2);
});

test('a departure that is missed, with nothing after it, is noticed by the next digest', () => {
  const { network, a, b, both } = together();
  const ada = a.join(1);
  run(network, both, 1000);
  network.faults.lost = 1;
  a.leave(ada);
  run(network, both, 25);
  network.faults.lost = 0;
  run(network, both, 2500);
  expect(b.remote.ids(a.name)).toEqual([]);
});

test('a motion that is missed comes with the next digest, and is not passed on again by those after it', () => {
  const { network, a, b, both } = together();
  const ada = a.join(1);
  run(network, both, 100);
  network.faults.lost = 1;
  a.walk(ada, 500, 500, 80, 0);
  run(network, both, 25);
  network.faults.lost = 0;
  run(network, both, 2100);
  expect(b.remote.known(a.name, 1)?.motion).toMatchObject({ x: 500, y: 500, vx: 80 });
  run(network, both, 10_000);
  expect(b.remote.calls.filter((call) => call === 'move 1')).toHaveLength(1);
});

test('what comes twice is taken once', () => {
  const { network, a, b, both } = together();
  network.faults.twice = 1;
  const ada = a.join(1);
  a.feed?.said(ada, 'hello');
  run(network, both, 1000);
  expect(b.remote.lines).toHaveLength(1);
  expect(b.cluster.counters.dropped.repeated).toBeGreaterThan(1);
});

test("a silent server's players stand after 1.5 s, have left after 5 s, and are back when it speaks again", () => {
  const { network, a, b, both } = together();
  const ada = a.join(1);
  a.walk(ada, 500, 500, 80, 0);
  run(network, both, 100);
  run(network, [b], 1400);
  expect(b.remote.known(a.name, 1)?.isHalted).toBe(false);
  run(network, [b], 700);
  expect(b.remote.known(a.name, 1)?.isHalted).toBe(true);
  run(network, both, 700);
  // Of an unchanged motion it is told again, or its player would stand for ever.
  expect(b.remote.known(a.name, 1)?.isHalted).toBe(false);
  run(network, [b], 5500);
  expect(b.remote.ids(a.name)).toEqual([]);
  run(network, both, 1000);
  expect(b.remote.known(a.name, 1)).toMatchObject({ isHalted: false, motion: { x: 500, vx: 80 } });
});

test('a server that was away itself blames nobody for it', () => {
  const { network, a, b, both } = together();
  a.join(1);
  run(network, both, 100);
  // What the others said meanwhile is read later.
  network.faults.lost = 1;
  run(network, [a], 10_000);
  network.faults.lost = 0;
  b.remote.calls.length = 0;
  b.cluster.tick();
  expect(b.remote.calls).toEqual([]);
  run(network, both, 1000);
  expect(b.remote.ids(a.name)).toEqual([1]);
});

test('a server that says goodbye stands still, and is gone 5 s later', () => {
  const { network, a, b, both } = together();
  a.join(1);
  run(network, both, 100);
  a.cluster.close();
  run(network, [b], 300);
  expect(b.remote.calls.at(-1)).toBe('halt');
  expect(b.cluster.others).toEqual([]);
  run(network, [b], 5000);
  expect(b.remote.ids(a.name)).toEqual([]);
});

test('a server that begins anew under its name is another one; what is said of its earlier start is refused', () => {
  const { network, a, b, both } = together();
  a.join(1);
  run(network, both, 100);
  const say = (epochMs: number) => {
    const alive = {
      protocol: 2,
      widthPx: 9600,
      heightPx: 6400,
      players: 0,
      load: 0,
      reachedAt: '',
      serverKey: '',
    };
    const packet = new EnvelopeWriter(a.name, epochMs).write(
      a.cluster.subjects.servers,
      [CLUSTER_TABLE.encode({ address: '/cluster/alive', ...alive })],
      network.nowMs,
    );
    a.bus.publish(a.cluster.subjects.servers, packet);
    network.advance(network.nowMs + 1);
  };
  say(network.nowMs - 1_000_000);
  expect(b.cluster.counters.dropped.refused).toBe(1);
  expect(b.remote.ids(a.name)).toEqual([1]);
  say(network.nowMs);
  expect(b.remote.ids(a.name)).toEqual([]);
});

test('a yard in two halves is one again a second after, with nobody too many or missing', () => {
  const network = new MemoryNetwork(5);
  const servers = ['a', 'b', 'c', 'd'].map((letter) => new TestServer(network, letter));
  servers.forEach((server, i) => server.join(i + 1));
  run(network, servers, 2000);
  const [a, b, c, d] = servers as [TestServer, TestServer, TestServer, TestServer];
  network.partition([a.bus, b.bus], [c.bus, d.bus]);
  run(network, servers, 7000);
  expect(a.remote.ids(b.name)).toEqual([2]);
  expect([c, d].map(({ name }) => a.remote.ids(name))).toEqual([[], []]);
  c.join(10);
  a.leave([...a.players][0] as never);
  network.heal();
  run(network, servers, 1000);
  for (const one of servers)
    for (const other of servers)
      if (one !== other) expect(one.remote.ids(other.name)).toEqual([...other.players].map(({ id }) => id));
});

test('without NATS a server is alone and says so, to players too, and at most once in 10 s', () => {
  const { network, a, both } = together();
  a.join(1);
  run(network, both, 1000);
  expect(a.logged).toEqual(['This server is together with one other of this yard.']);
  expect(a.lines).toEqual([]);
  run(network, both, 10_000);
  network.partition();
  run(network, both, 2000);
  expect(a.logged.at(-1)).toContain('NATS cannot be reached');
  expect(a.lines).toHaveLength(1);
  expect(a.cluster.counters.dropped.unsent).toBeGreaterThan(0);
  for (let i = 0; i < 4; i++) {
    network.heal();
    run(network, both, 2000);
    network.partition();
    run(network, both, 2000);
  }
  network.heal();
  run(network, both, 12_000);
  expect(a.logged.length).toBeLessThan(6);
  expect(a.logged.at(-1)).toBe('This server is together with one other of this yard.');
  expect(a.lines.at(-1)).toBe('The servers of this yard are together again.');
});

test.each([
  ['another size', { widthPx: 800 }, 'one --size'],
  ['another protocol', { protocol: 3 }, 'protocol 3'],
  ['a key', { serverKey: 'A'.repeat(43) }, 'is secured, and this one is open'],
])('with a server of %s no players are shared, and the operator is told why', (_, difference, why) => {
  const { network, a, b, both } = together();
  const other = network.bus('x');
  const writer = new EnvelopeWriter(nameOf('x'), network.nowMs);
  const { subjects } = b.cluster;
  const alive = {
    protocol: 2,
    widthPx: 9600,
    heightPx: 6400,
    players: 1,
    load: 0,
    reachedAt: '',
    serverKey: '',
  };
  const player = { name: 'X', colour: '#e69f00', wantedName: 'X', flags: 0, keyHash: '', identity: '' };
  const publish = (subject: string, message: Parameters<typeof CLUSTER_TABLE.encode>[0]) =>
    other.publish(subject, writer.write(subject, [CLUSTER_TABLE.encode(message)], network.nowMs));
  publish(subjects.servers, { address: '/cluster/alive', ...alive, ...difference });
  publish(subjects.events, { address: '/cluster/player', id: 7, ...player, loginMs: String(network.nowMs) });
  run(network, both, 100);
  expect(b.remote.ids(nameOf('x'))).toEqual([]);
  expect(b.logged.at(-1)).toContain(why);
  expect(a.cluster.peers.partners).toHaveLength(1);
});
