/** What a broken or hostile other server says: read as strictly as what a client says. */
import { MAX_PLAYERS_LIMIT } from '../../shared/config';
import { packBundle } from '../../shared/protocol/bundles';
import { encodeClientMessage, encodeServerMessage } from '../../shared/protocol/messages';
import { seeded } from '../../shared/random';
import { MemoryNetwork } from './bus.fixture';
import { nameOf, run, TestServer } from './cluster.fixture';
import { EnvelopeWriter } from './envelope';
import { CLUSTER_TABLE, type PlayerMessage } from './messages';
import { encodeRelayed } from './relayed';

const ALIVE = {
  address: '/cluster/alive',
  ...{ protocol: 2, widthPx: 9600, heightPx: 6400 },
  ...{ players: 1, load: 0, reachedAt: '', serverKey: '' },
} as const;

/** A server, and one beside it that says what it likes. */
function besieged() {
  const network = new MemoryNetwork();
  const server = new TestServer(network, 'a');
  const bus = network.bus('x');
  const writer = new EnvelopeWriter(nameOf('x'), network.nowMs);
  const { subjects, counters } = server.cluster;
  const say = (subject: string, ...messages: readonly Uint8Array[]): void => {
    bus.publish(subject, writer.write(subject, messages, network.nowMs));
    network.advance(network.nowMs);
  };
  const beAlive = () => say(subjects.servers, CLUSTER_TABLE.encode(ALIVE));
  beAlive();
  const playerOf = (id: number, said: Partial<PlayerMessage> = {}) => {
    const loginMs = String(Math.floor(network.nowMs));
    return CLUSTER_TABLE.encode({
      ...{ address: '/cluster/player', id, name: `Player ${id}`, colour: '#e69f00', wantedName: 'X' },
      ...{ flags: 0, keyHash: '', identity: '', loginMs, ...said },
    });
  };
  return { network, server, bus, subjects, counters, say, beAlive, playerOf };
}

test('10,000 packets of any bytes, cut and changed, end nothing, and what is right after them is taken', () => {
  const { network, server, bus, subjects, counters, say, beAlive, playerOf } = besieged();
  const random = seeded(19);
  const below = (n: number) => Math.floor(random() * n);
  const all = [subjects.events, subjects.digest, subjects.servers, subjects.to(server.name)];
  all.push(subjects.cell({ column: 1, row: 1 }));
  for (const subject of all) bus.publish(subject, new Uint8Array(0));
  const feed = new TestServer(network, 'b');
  for (let id = 1; id <= 3; id++) feed.walk(feed.join(id), 100 * id, 100, 80, 0);
  run(network, [server, feed], 3000);
  const samples = network.published.map(({ bytes }) => bytes).filter(({ length }) => length > 0);
  expect(samples.length).toBeGreaterThan(20);
  for (let i = 0; i < 10_000; i++) {
    const sample = Uint8Array.from(samples[below(samples.length)] ?? []);
    const bytes = sample.subarray(0, below(3) === 0 ? below(sample.length) : sample.length);
    for (let changes = below(5); changes > 0; changes--) bytes[below(bytes.length)] = below(256);
    bus.publish(all[below(all.length)] ?? '', below(50) === 0 ? bytes.map(() => below(256)) : bytes);
    // Charged as it is, it would else be read no more.
    network.advance(network.nowMs + 20);
  }
  expect(counters.dropped.malformed).toBeGreaterThan(1000);
  for (const known of [...server.remote.servers.values()].flatMap((all) => [...all.values()])) {
    const { x = 0, y = 0, vx = 0, vy = 0, atMs = 0 } = known.motion ?? {};
    expect([x, y, vx, vy, atMs].every(Number.isFinite)).toBe(true);
    expect(atMs).toBeLessThanOrEqual(server.nowMs);
  }
  network.advance(network.nowMs + 60_000);
  beAlive();
  say(subjects.events, playerOf(7));
  expect(server.remote.ids(nameOf('x'))).toContain(7);
});

test.each<[string, (say: ReturnType<typeof besieged>) => Uint8Array]>([
  ["a profile, which is a client's", () => encodeClientMessage({ address: '/ping', n: 1 })],
  ['a message of another subject', () => encodeServerMessage({ address: '/roster', players: 1, sum: 1 })],
  ['what only a client is told', () => encodeServerMessage({ address: '/pong', n: 1 })],
  [
    'a login of the day after tomorrow',
    (it) => it.playerOf(3, { loginMs: String(it.network.nowMs + 2 * 86_400_000) }),
  ],
  [
    'a packet that looks like a departure',
    () => encodeRelayed(encodeServerMessage({ address: '/player/left', id: 1 })),
  ],
  [
    'a packet in a bundle that looks like a position',
    () =>
      encodeRelayed(
        packBundle([encodeClientMessage({ address: '/position', x: 1, y: 1 })], 1_800_000_000_000),
      ),
  ],
  ['an empty packet', () => encodeRelayed(new Uint8Array(0))],
  ['a packet longer than a client may send', () => encodeRelayed(new Uint8Array(4100).fill(65))],
])('%s is malformed', (_, make) => {
  const it = besieged();
  const before = it.counters.dropped.malformed;
  it.say(it.subjects.events, make(it));
  expect(it.counters.dropped.malformed).toBe(before + 1);
  expect(it.server.remote.packets).toEqual([]);
  expect(it.server.remote.calls).toEqual([]);
});

test.each([
  ['came from a server whose clock is two hours ahead', 7_200_000, 0],
  ['is at a server whose clock is years behind', 0, -1e11],
])('a player who %s is taken all the same', (_, loginAheadMs, sentAheadMs) => {
  const { network, server, bus, subjects, playerOf } = besieged();
  const writer = new EnvelopeWriter(nameOf('x'), network.nowMs);
  writer.write(subjects.events, [], network.nowMs);
  const loginMs = String(Math.floor(network.nowMs) + loginAheadMs);
  bus.publish(subjects.events, writer.write(subjects.events, [playerOf(3, { loginMs })], network.nowMs + sentAheadMs)); // prettier-ignore
  network.advance(network.nowMs);
  expect(server.remote.ids(nameOf('x'))).toEqual([3]);
});

test('of a packet that is malformed in one message nothing is taken', () => {
  const { server, subjects, counters, say, playerOf } = besieged();
  say(subjects.events, playerOf(1), encodeServerMessage({ address: '/pong', n: 1 }));
  expect(server.remote.ids(nameOf('x'))).toEqual([]);
  expect(counters.dropped.malformed).toBe(1);
});

test('more players than a yard holds are not taken from one server', () => {
  const { network, server, subjects, say, playerOf } = besieged();
  for (let first = 1; first <= MAX_PLAYERS_LIMIT + 500; first += 500) {
    say(subjects.events, ...Array.from({ length: 500 }, (_, i) => playerOf(first + i)));
    network.advance(network.nowMs + 1000);
  }
  expect(server.remote.ids(nameOf('x'))).toHaveLength(MAX_PLAYERS_LIMIT);
});

test('a flood of one server is dropped, and one of malformed packets much sooner; others are read', () => {
  const read = (...messages: Uint8Array[]) => {
    const { network, server, subjects, counters, say } = besieged();
    const other = new TestServer(network, 'b');
    run(network, [server, other], 1000);
    for (let i = 0; i < 25_000; i++) say(subjects.servers, ...messages);
    other.join(3);
    network.advance(network.nowMs);
    expect(server.remote.ids(other.name)).toEqual([3]);
    return counters.dropped;
  };
  const right = read(CLUSTER_TABLE.encode(ALIVE)).flood;
  const { flood, malformed } = read(encodeServerMessage({ address: '/pong', n: 1 }));
  expect(right).toBeGreaterThan(1000);
  expect(malformed).toBeLessThan(300);
  expect(flood).toBeGreaterThan(right);
});

test('so many messages in one packet are charged as so many packets', () => {
  const { server, subjects, counters, say } = besieged();
  const line = encodeServerMessage({ address: '/player/said', id: 0, text: 'Spam' });
  const lines = Array.from({ length: 1000 }, () => line);
  for (let packet = 0; packet < 25; packet++) say(subjects.events, ...lines);
  expect(server.remote.lines.length).toBeGreaterThan(10_000);
  expect(server.remote.lines.length).toBeLessThanOrEqual(20_000);
  expect(counters.dropped.flood).toBeGreaterThanOrEqual(5);
});

test('of so many servers as there cannot be only 64 are known', () => {
  const { network, server } = besieged();
  for (let i = 0; i < 500; i++) {
    const name = `n${i}`.padEnd(16, '_');
    const { subjects } = server.cluster;
    const packet = new EnvelopeWriter(name, network.nowMs).write(
      subjects.servers,
      [CLUSTER_TABLE.encode(ALIVE)],
      network.nowMs,
    );
    network.buses[1]?.publish(subjects.servers, packet);
  }
  network.advance(network.nowMs);
  expect(server.cluster.peers.partners).toHaveLength(64);
  // And what it says of all of them is no more than NATS takes.
  server.cluster.tick();
  const beat = network.published.filter(({ from }) => from === 'a').at(-1);
  expect(beat?.bytes.length).toBeLessThan(10_000);
});

test('snapshots that are asked for without end are sent about once a second', () => {
  const { network, server, subjects, counters, say } = besieged();
  run(network, [server], 250);
  const before = counters.snapshotsSent;
  for (let i = 0; i < 100; i++) {
    say(subjects.to(server.name), CLUSTER_TABLE.encode({ address: '/cluster/wanted', what: 0 }));
    run(network, [server], 10, 10);
  }
  expect(counters.snapshotsSent - before).toBeLessThanOrEqual(2);
  expect(counters.snapshotsSent - before).toBeGreaterThan(0);
});
