/** What NATS' operator sees of a secured yard's players: never an identity. */
import { MemoryNetwork } from './bus.fixture';
import { nameOf, run, TestServer } from './cluster.fixture';
import { createSeal, OPEN_SEAL } from './seal';
import { SealedIdentities, SEALED_IDENTITY_CHARACTERS } from './sealed-identities';

const IDENTITY = 'i'.repeat(42) + 'A';
const seal = createSeal(new Uint8Array(32).fill(7));

test('an identity is known at the other server, as it came and from a snapshot, and is in nothing that is published', () => {
  const network = new MemoryNetwork(1);
  const [a, b] = ['a', 'b'].map((letter) => new TestServer(network, letter, 0, seal)) as [
    TestServer,
    TestServer,
  ];
  run(network, [a, b], 2000);
  const ada = a.join(1);
  ada.identity = IDENTITY;
  a.feed?.changed(ada);
  run(network, [a, b], 3000);
  const late = new TestServer(network, 'c', 0, seal);
  run(network, [a, b, late], 3000);
  for (const server of [b, late]) expect(server.remote.known(a.name, 1)?.player.identity).toBe(IDENTITY);
  expect(network.published.length).toBeGreaterThan(10);
  const plain = [IDENTITY, Buffer.from(IDENTITY).toString('base64url')].map((text) => text.slice(0, 8));
  for (const { bytes } of network.published)
    expect(plain.map((text) => Buffer.from(bytes).includes(text))).toEqual([false, false]);
});

test('a player with an identity of another seal is malformed, and is not taken', () => {
  const network = new MemoryNetwork(1);
  const [a, b] = [
    new TestServer(network, 'a', 0, seal),
    new TestServer(network, 'b', 0, { ...OPEN_SEAL, packets: seal.packets }),
  ];
  const ada = a.join(1);
  ada.identity = IDENTITY;
  a.feed?.changed(ada);
  run(network, [a, b], 3000);
  expect(b.remote.ids(a.name)).toEqual([]);
  expect(b.cluster.counters.dropped.malformed).toBeGreaterThan(0);
});

test('one is read for its own server and id alone', () => {
  const identities = new SealedIdentities(seal);
  const sealed = identities.write(nameOf('a'), 1, IDENTITY);
  expect(sealed).toHaveLength(SEALED_IDENTITY_CHARACTERS);
  expect(identities.read(nameOf('a'), 1, sealed)).toEqual({ identity: IDENTITY });
  expect(identities.read(nameOf('a'), 2, sealed)).toBe('unreadable');
  expect(identities.read(nameOf('b'), 1, sealed)).toBe('unreadable');
  expect(identities.read(nameOf('a'), 1, IDENTITY)).toBe('unreadable');
  expect(identities.read(nameOf('a'), 1, '')).toEqual({ identity: undefined });
});
