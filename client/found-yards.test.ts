import { BEACON_PORT, BEACON_TIMEOUT_MS } from '../shared/config';
import type { Beacon } from '../shared/protocol/beacons';
import { FoundYards } from './found-yards';

const here = (name = 'Yard', players = 1, key?: string): Beacon => ({
  address: '/yard/here',
  protocol: 1,
  name,
  port: 5557,
  players,
  maxPlayers: 64,
  ...(key !== undefined && { key }),
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
  expect(yards.nextToAsk(BEACON_TIMEOUT_MS + 1)).toEqual(at('192.168.0.1'));
});

test('a secured yard is listed with its key; with another key, or with none, it is another yard', () => {
  const yards = new FoundYards();
  const [key, other] = ['A'.repeat(43), `B${'A'.repeat(42)}`];
  for (const one of [key, other, '', undefined]) yards.addBeacon(here('Yard', 1, one), at('10.0.0.1'), 0);
  expect(yards.list().map(({ serverKey }) => serverKey)).toEqual([undefined, key, other]);
  yards.addBeacon(here('Yard', 7, ''), at('10.0.0.1'), 0);
  expect(yards.list().map(({ players }) => players)).toEqual([7, 1, 1]);
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
  yards.nextToAsk(10);
  yards.addAnswer(at('10.0.0.1'), 12.5);
  yards.addBeacon(here('Yard', 2), at('10.0.0.1'), 1000);
  expect(yards.list()).toMatchObject([{ players: 2, roundTripMs: 2.5 }]);
});

/** Forged beacons of so many senders at once. */
function forge(yards: FoundYards, count: number, nowMs: number): void {
  for (let i = 0; i < count; i++)
    yards.addBeacon(here(`Forged ${i}`), at(`10.1.${i >> 8}.${i & 255}`), nowMs);
}

/** Asks everybody, of whom none answers. Returns who was asked. */
function askAll(yards: FoundYards, nowMs: number): string[] {
  const asked: string[] = [];
  for (let source = yards.nextToAsk(nowMs); source; source = yards.nextToAsk(nowMs))
    asked.push(source.address);
  return asked;
}

const names = (yards: FoundYards) => yards.list().map(({ name }) => name);

test('each sender has a share of the list, and no more', () => {
  const yards = new FoundYards();
  for (let i = 0; i < 1000; i++) yards.addBeacon(here(`Yard ${i}`), at('10.0.0.1'), 0);
  expect(yards.list()).toHaveLength(4);
  yards.addBeacon(here(), at('10.0.0.1', 40001), 0);
  expect(yards.list()).toHaveLength(5);
});

test('64 invented yards do not hide a real one: who answers no question makes room', () => {
  const yards = new FoundYards();
  forge(yards, 64, 0);
  yards.addBeacon(here('Real'), at('10.0.0.1'), 0);
  expect(names(yards)).not.toContain('Real');
  expect(askAll(yards, 10)).toHaveLength(64);
  yards.addBeacon(here('Real'), at('10.0.0.1'), 1010);
  expect(names(yards)).toContain('Real');
  expect(yards.nextToAsk(1011)).toEqual(at('10.0.0.1'));
  yards.addAnswer(at('10.0.0.1'), 1012);
  askAll(yards, 1100);
  forge(yards, 1000, 3000);
  expect(yards.list()).toHaveLength(64);
  expect(names(yards)).toContain('Real');
});

test('one machine that answers for 64 yards of its own makes room for those of others', () => {
  const yards = new FoundYards();
  for (let i = 0; i < 64; i++) yards.addBeacon(here(`Forged ${i}`), at('10.0.0.9', 41_000 + i), 0);
  for (let i = 0; i < 64; i++) {
    yards.nextToAsk(10);
    yards.addAnswer(at('10.0.0.9', 41_000 + i), 11);
  }
  yards.addBeacon(here('Real'), at('10.0.0.1'), 1020);
  expect(names(yards)).toContain('Real');
  expect(yards.list()).toHaveLength(64);
  yards.addBeacon(here('One more'), at('10.0.0.9', 42_000), 1021);
  expect(names(yards)).not.toContain('One more');
});

test('who copies the beacon of a yard neither moves nor ends it once it answered', () => {
  const yards = new FoundYards();
  yards.addBeacon(here('Real', 9), at('10.0.0.9'), 0);
  yards.addBeacon(here('Real', 1), at('10.0.0.1'), 0);
  expect(yards.nextToAsk(1)).toEqual(at('10.0.0.9'));
  expect(yards.nextToAsk(1)).toEqual(at('10.0.0.1'));
  yards.addAnswer(at('10.0.0.1'), 2);
  for (let i = 0; i < 100; i++) yards.addBeacon(here('Real', 9), at(`10.0.1.${i}`), 3);
  yards.addBeacon(here('Real', 2), at('10.0.0.1'), 4);
  yards.addBeacon({ address: '/yard/gone', port: 5557 }, at('10.0.0.9'), 5);
  expect(yards.list()).toMatchObject([{ address: { host: '10.0.0.1' }, players: 2, roundTripMs: 1 }]);
  yards.addBeacon({ address: '/yard/gone', port: 5557 }, at('10.0.0.1'), 6);
  expect(yards.list()).toEqual([]);
});

test('each is asked once a second, who waits longest first, and an answer counts once', () => {
  const yards = new FoundYards();
  forge(yards, 3, 0);
  expect(askAll(yards, 0)).toEqual(['10.1.0.0', '10.1.0.1', '10.1.0.2']);
  yards.addAnswer(at('10.1.0.1'), 5);
  yards.addAnswer(at('10.1.0.1'), 900);
  expect(askAll(yards, 999)).toEqual([]);
  expect(askAll(yards, 1000)).toEqual(['10.1.0.0', '10.1.0.1', '10.1.0.2']);
  expect(yards.list().map(({ roundTripMs }) => roundTripMs)).toEqual([undefined, 5, undefined]);
});

test('who announces a yard under its port and name from the same network is another, and hides nothing', () => {
  const yards = new FoundYards((one, other) => one.slice(0, 3) === other.slice(0, 3));
  const hosts = () => yards.list().map(({ address }) => address.host);
  // Whoever listens to the beacons can do so at once, and be heard first by who looks from now on.
  for (const nowMs of [0, 100]) {
    for (const address of ['10.0.0.66', '10.0.0.1', '192.168.0.1'])
      yards.addBeacon(here(), at(address), nowMs);
    for (let i = 0; i < 4; i++) {
      const source = yards.nextToAsk(nowMs);
      if (source) yards.addAnswer(source, nowMs + 1);
    }
  }
  expect(hosts().sort()).toEqual(['10.0.0.1', '10.0.0.66']);
  yards.addBeacon({ address: '/yard/gone', port: 5557 }, at('10.0.0.66'), 200);
  yards.addBeacon(here(), at('10.0.0.1'), 200);
  expect(hosts()).toEqual(['10.0.0.1']);
});
