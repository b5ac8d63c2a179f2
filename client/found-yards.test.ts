import { BEACON_PORT, BEACON_TIMEOUT_MS } from '../shared/config';
import type { Beacon } from '../shared/protocol/beacons';
import { FoundYards } from './found-yards';

const here = (name = 'Yard', players = 1): Beacon => ({
  address: '/yard/here',
  protocol: 1,
  name,
  port: 5557,
  players,
  maxPlayers: 64,
});
const at = (address: string, port = 40000) => ({ address, port });

test('a yard is where its datagram came from', () => {
  const yards = new FoundYards();
  yards.addBeacon(here(), at('10.0.0.1'), 0);
  expect(yards.list()).toMatchObject([
    { name: 'Yard', address: { host: '10.0.0.1', port: 5557 }, players: 1, roundTripMs: undefined },
  ]);
});

test('received on two networks it is listed once, and moves to the second when the first falls silent', () => {
  const yards = new FoundYards();
  yards.addBeacon(here(), at('10.0.0.1'), 0);
  yards.addBeacon(here(), at('192.168.0.1'), 0);
  expect(yards.list().map(({ address }) => address.host)).toEqual(['10.0.0.1']);
  yards.addBeacon(here(), at('192.168.0.1'), BEACON_TIMEOUT_MS);
  yards.expire(BEACON_TIMEOUT_MS + 1);
  expect(yards.list().map(({ address }) => address.host)).toEqual(['192.168.0.1']);
  expect(yards.sources()).toEqual([at('192.168.0.1')]);
});

test('two machines with yards of one name are two, by the port they speak from or by their address', () => {
  const yards = new FoundYards();
  yards.addBeacon(here(), at('10.0.0.1', 40000), 0);
  yards.addBeacon(here(), at('10.0.0.2', 40001), 0);
  yards.addBeacon(here('Shared'), at('10.0.0.1', BEACON_PORT), 0);
  yards.addBeacon(here('Shared'), at('10.0.0.2', BEACON_PORT), 0);
  expect(yards.list()).toHaveLength(4);
});

test('it is gone by its goodbye, which nobody else can say, or by silence', () => {
  const yards = new FoundYards();
  yards.addBeacon(here(), at('10.0.0.1'), 0);
  yards.addBeacon({ address: '/yard/gone', port: 5557 }, at('10.0.0.9'), 1);
  yards.expire(BEACON_TIMEOUT_MS);
  expect(yards.list()).toHaveLength(1);
  yards.addBeacon({ address: '/yard/gone', port: 5557 }, at('10.0.0.1'), 1);
  expect(yards.list()).toEqual([]);
  yards.addBeacon(here(), at('10.0.0.1'), 0);
  yards.expire(BEACON_TIMEOUT_MS + 1);
  expect(yards.list()).toEqual([]);
});

test('what changes is shown, and the round trip stays known', () => {
  const yards = new FoundYards();
  yards.addBeacon(here('Yard', 1), at('10.0.0.1'), 0);
  yards.addRoundTrip(at('10.0.0.1'), 2.5);
  yards.addBeacon(here('Yard', 2), at('10.0.0.1'), 1000);
  expect(yards.list()).toMatchObject([{ players: 2, roundTripMs: 2.5 }]);
});

test('a stranger who announces thousands fills the list and no more', () => {
  const yards = new FoundYards();
  for (let i = 0; i < 1000; i++) yards.addBeacon(here(`Yard ${i}`), at('10.0.0.1'), 0);
  expect(yards.list()).toHaveLength(64);
});
