/** What becomes of packets of spectators, and who is told of flushes without a connection. */
import { encodeClientMessage, type ClientMessage } from '../../shared/protocol/messages';
import { MOTION_FLAGS } from '../../shared/protocol/motions';
import { packMessage } from '../../shared/protocol/osc';
import { crowd, turn } from '../interest/crowd.fixture';
import type { Yard } from '../yard/yard';
import { join, read, testYard } from '../yard/yard.fixture';
import { Connection } from './connection';
import { Counters } from './counters';
import { Delivery } from './delivery';
import { PacketHandler } from './packet-handler';
import type { RouterSocket } from './router-socket';

const WATCH = { address: '/watch', protocol: 2 } as const;
const PROFILE = { address: '/profile', protocol: 2, name: 'Ada', colour: '#e69f00', key: 'a' } as const;

function open(yard = testYard()) {
  const counters = new Counters();
  const sent = new Map<Connection, Uint8Array[]>();
  const connections = new Set<Connection>();
  const router: RouterSocket<Connection> = {
    isOpen: true,
    listen: () => Promise.resolve(0),
    receive: () => Promise.resolve(true),
    send: ({ state }, packet) => state !== undefined && (sent.get(state)?.push(packet.slice()) ?? 0) > 0,
    close: () => undefined,
    stop: () => Promise.resolve(),
  };
  const delivery = new Delivery(router, yard, connections, counters);
  const handler = new PacketHandler(yard, counters, {
    reply: (connection, answer) => delivery.reply(connection, answer),
    closeFlood: () => undefined,
    replyToEvicted: () => undefined,
    onRefusal: () => undefined,
    detachOthers: () => undefined,
  });
  const connect = () => {
    const channel: { remoteAddress: string; state: Connection | undefined } = {
      remoteAddress: '192.0.2.1',
      state: undefined,
    };
    const connection = (channel.state = new Connection(channel, 120, 0));
    connections.add(connection);
    sent.set(connection, []);
    return connection;
  };
  const send = (from: Connection, message: ClientMessage, nowMs = 0) =>
    handler.receive(from, encodeClientMessage(message), nowMs);
  const takeFrom = (connection: Connection) => sent.get(connection)?.splice(0) ?? [];
  return { yard, counters, delivery, handler, connect, send, takeFrom };
}

test('who says /watch looks on by its connection, and is told flushes and what others relay', () => {
  const { yard, delivery, handler, connect, send, takeFrom } = open();
  const [player, spectator] = [connect(), connect()];
  send(player, PROFILE);
  send(spectator, WATCH);
  send(spectator, WATCH, 5000);
  expect([yard.size, yard.spectators.size]).toEqual([1, 1]);
  delivery.flush();
  expect(read(takeFrom(spectator)).map(({ address }) => address)).toEqual(['/yard', '/player/profile']);
  const foreign = packMessage('/mouse', 'f', [1]);
  handler.receive(player, foreign, 0);
  delivery.flush();
  expect(takeFrom(spectator)).toEqual([Buffer.from(foreign)]);
});

test('what it sends besides is relayed for nobody and makes it nobody, also when it looks on no more', () => {
  const { yard, counters, handler, connect, send } = open();
  const spectator = connect();
  send(spectator, WATCH);
  handler.receive(spectator, packMessage('/mouse', 'f', [1]), 0);
  expect(counters.dropped.refused).toBe(1);
  send(spectator, PROFILE);
  send(spectator, { address: '/say', text: 'hello' });
  expect(counters.dropped.malformed).toBe(2);
  send(spectator, { address: '/leave' });
  send(spectator, { address: '/ping', n: 1 });
  expect([yard.size, yard.spectators.size, counters.dropped.refused]).toEqual([0, 0, 2]);
  send(spectator, WATCH);
  expect(yard.spectators.size).toBe(1);
});

test('a /watch of who is a player or a guest is malformed', () => {
  const { yard, counters, connect, send } = open();
  const [player, guest] = [connect(), connect()];
  send(player, PROFILE);
  send(guest, { address: '/position', x: 1, y: 1 });
  for (const connection of [player, guest]) send(connection, WATCH);
  expect([yard.size, yard.spectators.size, counters.dropped.malformed]).toEqual([2, 0, 2]);
});

test('a spectator is told why it is refused, and is let in without asking again', () => {
  const { yard, handler, connect, send, takeFrom } = open();
  const spectator = connect();
  yard.access.isLocked = true;
  send(spectator, WATCH);
  expect(read(takeFrom(spectator))).toMatchObject([{ address: '/refused', code: 'locked' }]);
  yard.access.isLocked = false;
  handler.repeatProfile(spectator, 10);
  expect(spectator.recipient?.isSpectator).toBe(true);
});

test('while somebody walks it is sent empty bundles, as a player is', () => {
  const { delivery, connect, send, takeFrom } = open();
  const spectator = connect();
  send(spectator, WATCH);
  delivery.sendEmptyBundles(0, Number.MAX_SAFE_INTEGER / 2 ** 20);
  expect(takeFrom(spectator)).toHaveLength(1);
});

describe('an observer', () => {
  /** What it was told: the ids of the motions of each bundle. */
  function observe(yard: Yard) {
    const { delivery, handler, connect, send } = open(yard);
    const told: { addresses: string[]; ids: number[]; flags: number[] }[] = [];
    const relayed: Uint8Array[] = [];
    const observation = delivery.observe({
      onBundle: (bundle) => {
        const messages = read([bundle]);
        const motions = messages.flatMap((message) => (message.address === '/motions' ? [message] : []));
        const ids = motions.flatMap((message) => [...message.ids]);
        const flags = motions.flatMap((message) => [...message.flags]);
        told.push({ addresses: [...new Set(messages.map(({ address }) => address))], ids, flags });
      },
      onRelayed: (packet) => relayed.push(packet),
    });
    return { delivery, handler, connect, send, observation, told, relayed };
  }

  test('is told in a crowd of every change at once, though a player has a budget', () => {
    const { yard, all } = crowd(300, 128, 1000);
    const { delivery, observation, told } = observe(yard);
    delivery.flush();
    expect(told[0]?.addresses).toEqual(['/yard', '/player/profile', '/roster', '/motions']);
    expect(told[0]?.ids).toHaveLength(300);
    for (const player of all) turn(yard, player, 100, 100);
    delivery.flush();
    expect(new Set(told[1]?.ids)).toEqual(new Set(all.map(({ id }) => id)));
    expect(told[1]?.flags.every((flags) => (flags & MOTION_FLAGS.heldBack) === 0)).toBe(true);
    observation.requestSnapshot();
    delivery.flush();
    expect(told[2]).toMatchObject({ addresses: told[0]?.addresses, ids: told[0]?.ids });
    observation.stop();
    for (const player of all) turn(yard, player, 200, -100);
    delivery.flush();
    expect([told.length, yard.spectators.all.size]).toEqual([3, 0]);
  });

  test('is told what the only player relays', () => {
    const { delivery, handler, connect, send, relayed } = observe(testYard());
    const player = connect();
    send(player, PROFILE);
    const foreign = packMessage('/mouse', 'f', [1]);
    handler.receive(player, foreign, 0);
    delivery.flush();
    expect(relayed).toEqual([foreign]);
  });
});

test('in a crowd a spectator is told at once of those near to where it looks', () => {
  const { yard, all } = crowd(300, 128, 1000);
  const { delivery, connect, send, takeFrom } = open(yard);
  const spectator = connect();
  send(spectator, WATCH, 10);
  const at = all[150]?.motion.at(10);
  if (at) send(spectator, { address: '/position', ...at }, 10);
  delivery.flush();
  takeFrom(spectator);
  for (const player of all) turn(yard, player, 100, 100);
  delivery.flush();
  const ids = read(takeFrom(spectator)).flatMap((message) =>
    message.address === '/motions' ? [...message.ids] : [],
  );
  expect(ids).toContain(all[150]?.id);
  expect(ids.length).toBeGreaterThanOrEqual(64);
  expect(ids.length).toBeLessThan(200);
  join(yard, 'Newcomer', 200);
});
