/** What the handler does with what is malformed or empty, and with who is refused by its profile. */
import {
  DEFAULT_MAX_MESSAGES as MESSAGES_PER_S,
  PROTOCOL_VERSION,
  SAY_MAX_CHARACTERS,
} from '../../shared/config';
import { packBundle } from '../../shared/protocol/bundles';
import { encodeClientMessage, type ClientMessage } from '../../shared/protocol/messages';
import { packMessage } from '../../shared/protocol/osc';
import type { YardOptions } from '../yard/yard-options';
import { testYard } from '../yard/yard.fixture';
import { Connection } from './connection';
import { Counters } from './counters';
import { PacketHandler } from './packet-handler';

const profile = (name: string, key: string) =>
  ({ address: '/profile', protocol: PROTOCOL_VERSION, name, colour: '#e69f00', key }) as const;

/** A packet handler, and all that it relayed. */
function open(options: Partial<YardOptions> = {}) {
  const yard = testYard(options);
  const counters = new Counters();
  const handler = new PacketHandler(yard, counters, {
    reply: () => undefined,
    onRefusal: () => undefined,
    detachOthers: () => undefined,
    closeFlood: () => undefined,
    replyToEvicted: () => undefined,
  });
  const connect = () => new Connection({ remoteAddress: '192.0.2.1', state: undefined }, MESSAGES_PER_S, 0);
  const send = (connection: Connection, message: ClientMessage) =>
    handler.receive(connection, encodeClientMessage(message), 0);
  /** What it has had relayed since it was asked last. */
  const relayed = () => yard.flush(0)?.relayed ?? [];
  return { handler, yard, counters, relayed, connect, send };
}

test('an empty message is charged, makes nobody a guest, and is not relayed', () => {
  const { handler, connect, relayed, send, yard, counters } = open();
  const [probing, other] = [connect(), connect()];
  send(other, profile('Ada', 'a'));
  for (let i = 0; i < MESSAGES_PER_S; i++) handler.receive(probing, Buffer.alloc(0), 0);
  expect(relayed()).toEqual([]);
  expect([yard.size, counters.dropped.flood]).toEqual([1, 0]);
  handler.receive(probing, Buffer.alloc(0), 0);
  expect(counters.dropped.flood).toBe(1);
});

test('what a receiver could take for ours or for a bundle is never relayed, nor is a bundle that is broken', () => {
  const { handler, connect, counters, relayed } = open();
  const own = packMessage('/own', 'i', [1]);
  const packets = [
    Buffer.from('#bundle\0broken'),
    Buffer.from('#bundles'),
    packBundle([own, own], 5).subarray(0, -4),
    packMessage('/player/left/', 'i', [1]),
    packMessage('/player/*', 'i', [1]),
    packBundle([packMessage('/*', 'i', [1])], 5),
  ];
  for (const packet of packets) handler.receive(connect(), packet, 0);
  expect(relayed()).toEqual([]);
  expect(counters.dropped.malformed).toBe(packets.length);
});

test.each([
  ['a message', packMessage('/position', 's', ['here'])],
  ['a line of chat', packMessage('/say', 's', ['x'.repeat(SAY_MAX_CHARACTERS + 1)])],
  ['a bundle', Buffer.from('#bundle\0broken')],
  ['a message of strange frames', 'malformed' as const],
])('%s that is malformed costs as much as four that are not', (_, malformed) => {
  const { handler, connect, counters } = open();
  const connection = connect();
  const receive = (times: number, nowMs: number) => {
    const before = counters.dropped.malformed;
    for (let i = 0; i < times; i++) handler.receive(connection, malformed, nowMs);
    return counters.dropped.malformed - before;
  };
  expect(receive(MESSAGES_PER_S, 0)).toBe(MESSAGES_PER_S / 4);
  // Also in the long run: it is owed when there are too few tokens for it.
  let taken = 0;
  for (let nowMs = 1; nowMs <= 10_000; nowMs++) taken += receive(1, nowMs);
  expect(taken / 10).toBeCloseTo(MESSAGES_PER_S / 4, 0);
});

test('commands are charged too', () => {
  const { handler, connect, counters } = open();
  const connection = connect();
  for (let i = 0; i < MESSAGES_PER_S + 5; i++) handler.receive(connection, 'command', 0);
  expect(counters.dropped.flood).toBe(5);
});

describe.each<[string, Uint8Array]>([
  ['of another protocol', packMessage('/profile', 'iss', [1, 'Ada', '#e69f00'])],
  ['of a later protocol, with more in it', packMessage('/profile', 'issss', [3, 'Ada', '#e69f00', 'a', 'b'])],
  ['with a name that is too long', packMessage('/profile', 'iss', [2, 'x'.repeat(25), '#e69f00'])],
  ['with a name of 4 KB', packMessage('/profile', 'iss', [2, 'x'.repeat(4000), '#e69f00'])],
])('who sends a profile %s', (_, wrong) => {
  test('is nobody, not a guest either, until it sends a right one', () => {
    const { handler, connect, send, yard, counters, relayed } = open();
    const connection = connect();
    handler.receive(connection, wrong, 0);
    send(connection, { address: '/position', x: 1, y: 1 });
    send(connection, { address: '/say', text: 'hello' });
    const refused = counters.dropped.refused;
    handler.receive(connection, Buffer.from('Client1'), 0);
    expect(counters.dropped.refused).toBe(refused + 1);
    expect([yard.size, relayed(), connection.player]).toEqual([0, [], undefined]);
    send(connection, profile('Ada', 'a'));
    expect(connection.player).toMatchObject({ isPresent: true, isGuest: false });
    send(connection, { address: '/position', x: 1, y: 1 });
    expect(connection.player?.motion.current).toMatchObject({ x: 1, y: 1 });
  });

  test('stays who it is when it is somebody', () => {
    const { handler, connect, send, yard } = open();
    const connection = connect();
    send(connection, { address: '/position', x: 1, y: 1 });
    handler.receive(connection, wrong, 0);
    send(connection, { address: '/position', x: 2, y: 2 });
    expect([yard.size, connection.player?.motion.current]).toMatchObject([1, { x: 2, y: 2 }]);
  });
});

test('who comes with its profile to a full yard is no guest either when somebody leaves', () => {
  const { connect, send, yard } = open({ maxPlayers: 1 });
  const [first, late] = [connect(), connect()];
  send(first, profile('Ada', 'a'));
  send(late, profile('Grace', 'g'));
  send(first, { address: '/leave' });
  send(late, { address: '/position', x: 1, y: 1 });
  expect(yard.size).toBe(0);
  send(late, profile('Grace', 'g'));
  expect(late.player).toMatchObject({ isPresent: true, isGuest: false });
});

test('2,000 profiles of 800 type tags cost at most 40 times what as many pings cost', () => {
  const ping = encodeClientMessage({ address: '/ping', n: 1 });
  const tags = packMessage('/profile', 'i'.repeat(800), Array<number>(800).fill(1));
  const processorOf = (packet: Uint8Array) => {
    const { handler, connect, yard } = open();
    const connection = connect();
    const { user, system } = process.cpuUsage();
    // Each within the rate of its sender: a second later.
    for (let i = 0; i < 2000; i++) handler.receive(connection, packet, i * 1000);
    const used = process.cpuUsage();
    yard.flush(0);
    return used.user + used.system - user - system;
  };
  processorOf(ping);
  processorOf(tags);
  // One of three may be disturbed.
  const ratios = [1, 2, 3].map(() => processorOf(tags) / processorOf(ping));
  expect(Math.min(...ratios)).toBeLessThan(40);
});
