/** What somebody who may publish on NATS, and has not the key pair, can do to the servers of a secured yard: nothing that is read. */
import { encodeServerMessage } from '../../shared/protocol/messages';
import { MemoryNetwork } from './bus.fixture';
import { nameOf, run, TestServer } from './cluster.fixture';
import { EnvelopeWriter } from './envelope';
import { CLUSTER_TABLE } from './messages';
import { PACKET_MAX_BYTES } from './bus';
import { createPacketTags, NO_TAGS, type PacketTags } from './packet-tags';
import { createSeal, OPEN_SEAL } from './seal';

const SECRET = new Uint8Array(32).fill(7);
const OTHER_SECRET = new Uint8Array(32).fill(8);
const seal = createSeal(SECRET);

/** Two secured servers that are together, each with a player, and somebody who publishes in the name of the second. */
function attacked(tags: PacketTags = NO_TAGS) {
  const network = new MemoryNetwork();
  const [a, b] = [new TestServer(network, 'a', 0, seal), new TestServer(network, 'b', 0, seal)];
  const writer = new EnvelopeWriter(nameOf('b'), network.nowMs);
  run(network, [a, b], 3000);
  b.join(7);
  run(network, [a, b], 1000);
  const [bus, { subjects, counters }] = [network.bus('x'), a.cluster];
  // Its numbers are those to come: nothing else than the tag keeps them out.
  for (let n = 0; n < 1000; n++)
    for (const subject of [subjects.events, subjects.servers]) writer.write(subject, [], network.nowMs);
  const packetOf = (subject: string, message: Uint8Array): Uint8Array =>
    writer.write(subject, [message], network.nowMs);
  const publish = (subject: string, bytes: Uint8Array): void => {
    bus.publish(subject, bytes);
    network.advance(network.nowMs);
  };
  const forge = (subject: string, message: Uint8Array): void =>
    publish(subject, tags.add(subject, packetOf(subject, message)));
  return { network, a, b, both: [a, b], subjects, counters, packetOf, publish, forge };
}

const LEAVING = CLUSTER_TABLE.encode({ address: '/cluster/leaving' });
const DEPARTURE = encodeServerMessage({ address: '/player/left', id: 7 });
const thief = (loginMs: number): Uint8Array => {
  const as = { name: 'Thief', colour: '#e69f00', wantedName: 'Thief', flags: 0, keyHash: '', identity: '' };
  return CLUSTER_TABLE.encode({ address: '/cluster/player', id: 8, ...as, loginMs: String(loginMs) });
};

test('servers of one key pair are together: nothing they publish is forged, and all of it has a tag', () => {
  const { network, a, b } = attacked();
  expect(a.remote.ids(b.name)).toEqual([7]);
  for (const { cluster } of [a, b]) {
    expect(cluster.peers.partners).toHaveLength(1);
    expect(cluster.counters.dropped).toMatchObject({ forged: 0, malformed: 0 });
  }
  expect(network.published.length).toBeGreaterThan(10);
  for (const { subject, bytes } of network.published)
    expect(seal.packets.check(subject, bytes)).toHaveLength(bytes.length - 16);
});

test.each([
  ['without a tag', NO_TAGS],
  ['with the tag of another key pair', createPacketTags(OTHER_SECRET)],
])('a goodbye, a player and a departure that are forged %s are counted, and nothing else', (_, tags) => {
  const { network, a, b, both, subjects, counters, forge } = attacked(tags);
  const calls = [...a.remote.calls];
  forge(subjects.servers, LEAVING);
  forge(subjects.events, thief(network.nowMs));
  forge(subjects.events, DEPARTURE);
  expect(counters.dropped).toEqual({ malformed: 0, forged: 3, flood: 0, repeated: 0, refused: 0, unsent: 0 });
  expect(a.remote.calls).toEqual(calls);
  expect(a.cluster.peers.partners).toHaveLength(1);
  // Nor does it change the numbers that are awaited.
  b.join(9);
  run(network, both, 100);
  expect(a.remote.ids(b.name)).toEqual([7, 9]);
  expect(counters.gaps).toBe(0);
});

test('the same, with the key pair, are taken: it is the tag that keeps them out', () => {
  const { a, b, subjects, counters, forge } = attacked(seal.packets);
  forge(subjects.events, DEPARTURE);
  forge(subjects.servers, LEAVING);
  expect(a.remote.ids(b.name)).toEqual([]);
  expect(a.cluster.peers.partners).toEqual([]);
  expect(counters.dropped.forged).toBe(0);
});

test('a packet that is moved to another subject is forged there', () => {
  const { a, subjects, counters, packetOf, publish } = attacked();
  const packet = packetOf(subjects.servers, LEAVING);
  publish(subjects.servers, seal.packets.add(subjects.digest, packet));
  expect(counters.dropped.forged).toBe(1);
  expect(a.cluster.peers.partners).toHaveLength(1);
  publish(subjects.servers, seal.packets.add(subjects.servers, packet));
  expect(counters.dropped.forged).toBe(1);
  expect(a.cluster.peers.partners).toHaveLength(0);
});

test('what stands at the end of a subject cannot be moved to the beginning of the packet', () => {
  const [one, other] = [Buffer.from('2bundle'), Buffer.from('bundle')];
  const tag = seal.packets.add('cell.1.', one).subarray(-16);
  expect(seal.packets.check('cell.1.', Buffer.concat([one, tag]))).toEqual(one);
  expect(seal.packets.check('cell.1.2', Buffer.concat([other, tag]))).toBeUndefined();
});

test('a packet that was cut anywhere is forged', () => {
  const { subjects, counters, packetOf, publish } = attacked();
  const tagged = seal.packets.add(subjects.servers, packetOf(subjects.servers, LEAVING));
  for (let length = 0; length < tagged.length; length++)
    publish(subjects.servers, tagged.subarray(0, length));
  expect(counters.dropped).toMatchObject({ forged: tagged.length, malformed: 0 });
});

test('a packet of which any bit was changed, of its tag too, is forged', () => {
  const { subjects, counters, packetOf, publish } = attacked();
  const tagged = seal.packets.add(subjects.servers, packetOf(subjects.servers, LEAVING));
  for (let bit = 0; bit < 8 * tagged.length; bit++) {
    const changed = Uint8Array.from(tagged);
    changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    publish(subjects.servers, changed);
  }
  expect(counters.dropped).toMatchObject({ forged: 8 * tagged.length, malformed: 0 });
});

test('a packet that is larger than NATS takes is not even checked', () => {
  const packet = new Uint8Array(PACKET_MAX_BYTES - 16);
  expect(seal.packets.check('s', seal.packets.add('s', packet))).toHaveLength(packet.length);
  const larger = new Uint8Array(packet.length + 1);
  expect(seal.packets.check('s', seal.packets.add('s', larger))).toBeUndefined();
});

test('a packet that is published again is repeated; the numbers are within what is tagged', () => {
  const { network, a, b, subjects, counters, publish } = attacked();
  const [arrival] = network.published.filter(
    ({ from, subject }) => from === 'b' && subject === subjects.events,
  );
  if (!arrival) throw new Error('Nobody has arrived.');
  const calls = a.remote.calls.length;
  publish(subjects.events, arrival.bytes);
  expect(counters.dropped).toMatchObject({ forged: 0, repeated: 1 });
  expect(a.remote.calls).toHaveLength(calls);
  expect(a.remote.ids(b.name)).toEqual([7]);
});

test('what remains: a server that is gone is there for as long as its packets are published again, and its players with it', () => {
  const { network, a, b, publish } = attacked();
  const recorded = network.published.filter(({ from }) => from === 'b');
  run(network, [a], 6000);
  expect(a.remote.ids(b.name)).toEqual([]);
  for (const { subject, bytes } of recorded) publish(subject, bytes);
  expect(a.remote.ids(b.name)).toEqual([7]);
  run(network, [a], 6000);
  expect(a.remote.ids(b.name)).toEqual([]);
});

test.each([
  ['an open one', OPEN_SEAL, 'is secured, and this one is open'],
  ['one of another key pair', createSeal(OTHER_SECRET), 'has another key pair'],
])(
  'a secured server and %s share no players, and both say why, at most once a minute',
  (_, others, theirs) => {
    const network = new MemoryNetwork();
    const [own, other] = [new TestServer(network, 'a', 0, seal), new TestServer(network, 'b', 0, others)];
    own.join(1);
    other.join(2);
    const said = (server: TestServer, words: string) =>
      server.logged.filter((sentence) => sentence.includes(words)).length;
    run(network, [own, other], 50_000);
    expect([own.remote.ids(other.name), other.remote.ids(own.name)]).toEqual([[], []]);
    expect(said(own, 'is open or has another key pair')).toBe(1);
    expect(said(other, theirs)).toBe(1);
    run(network, [own, other], 60_000);
    expect([said(own, 'is open or has another key pair'), said(other, theirs)]).toEqual([2, 2]);
  },
);

test('an open yard is as it was: its packets have no tag', () => {
  const network = new MemoryNetwork();
  const servers = ['a', 'b'].map((letter) => new TestServer(network, letter));
  run(network, servers, 3000);
  for (const { cluster } of servers)
    expect(cluster.counters.dropped).toMatchObject({ forged: 0, malformed: 0 });
  const packet = new EnvelopeWriter(nameOf('a'), network.nowMs).write('s', [], network.nowMs);
  expect(NO_TAGS.add('s', packet)).toBe(packet);
  expect(NO_TAGS.check('s', packet)).toBe(packet);
});
