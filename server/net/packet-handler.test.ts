import {
  DEFAULT_MAX_MESSAGES as MESSAGES_PER_S,
  FLOOD_MAX_MS,
  FLOOD_PATIENCE_MS,
  PROTOCOL_VERSION,
} from '../../shared/config';
import { packBundle } from '../../shared/protocol/bundles';
import { packMessage } from '../../shared/protocol/osc';
import { encodeClientMessage, type ClientMessage, type Refusal } from '../../shared/protocol/messages';
import { REPLACED } from '../access/refusals';
import { Counters } from './counters';
import { PacketHandler } from './packet-handler';
import { Connection } from './connection';
import type { YardOptions } from '../yard/yard-options';
import type { YardPlayer } from '../yard/yard-player';
import { testYard } from '../yard/yard.fixture';

const profile = (name: string, key: string) =>
  ({ address: '/profile', protocol: PROTOCOL_VERSION, name, colour: '#e69f00', key }) as const;

/** A packet handler, and all that it answered. */
function open(options: Partial<YardOptions> = {}) {
  const yard = testYard(options);
  const counters = new Counters();
  const replies: { address: string; code?: string }[] = [];
  const refused: Refusal[] = [];
  const connections: Connection[] = [];
  const floods: Connection[] = [];
  const evicted: [YardPlayer, Refusal][] = [];
  const handler = new PacketHandler(yard, counters, {
    reply: (_, message) => replies.push(message),
    closeFlood: (connection) => floods.push(connection),
    replyToEvicted: (player, refusal) => evicted.push([player, refusal]),
    onRefusal: (reason) => refused.push(reason),
    detachOthers: (player, except) => {
      for (const connection of connections)
        if (connection !== except && connection.player === player) connection.replace(REPLACED);
    },
  });
  const connect = () => {
    const connection = new Connection({ remoteAddress: '192.0.2.1', state: undefined }, MESSAGES_PER_S, 0);
    connections.push(connection);
    return connection;
  };
  const send = (connection: Connection, message: ClientMessage, nowMs = 0) =>
    handler.receive(connection, encodeClientMessage(message), nowMs);
  /** What it has had relayed since it was asked last. */
  const relayed = () => yard.flush(0)?.relayed ?? [];
  return { handler, yard, counters, relayed, replies, refused, floods, evicted, connect, send };
}

test('the first message makes a peer somebody: a player by its profile, a guest by any other', () => {
  const { connect, send } = open();
  const [player, guest] = [connect(), connect()];
  send(player, profile('Ada', 'a'));
  send(guest, { address: '/ping', n: 1 });
  expect(player.player).toMatchObject({ id: 1, isGuest: false, profile: { name: 'Ada' } });
  expect(guest.player).toMatchObject({ id: 2, isGuest: true });
});

test('what is foreign is relayed as it came; of a mixed bundle only what is foreign', () => {
  const { handler, connect, relayed, send } = open();
  const [connection, other] = [connect(), connect()];
  send(other, profile('Ada', 'a'));
  const own = packMessage('/own', 'i', [1]);
  const position = encodeClientMessage({ address: '/position', x: 1, y: 2 });
  const packets = [Buffer.from('Client1'), packBundle([own, own], 5)];
  for (const packet of packets) handler.receive(connection, packet, 0);
  handler.receive(connection, packBundle([position, own], 5), 0);
  const all = relayed();
  expect(all.map(({ packet }) => Buffer.from(packet))).toEqual(
    [...packets, own].map((bytes) => Buffer.from(bytes)),
  );
  for (const { sender } of all) expect(sender).toBe(connection);
  expect(connection.player?.motion.current).toMatchObject({ x: 1, y: 2 });
});

test('a relayed packet costs its bytes times its recipients; what is over the budget is dropped and counted', () => {
  const { handler, connect, relayed, counters, send } = open({ maxPlayers: 600 });
  const sender = connect();
  for (let i = 0; i < 400; i++) send(connect(), profile('Ada', String(i)));
  for (let i = 0; i < 10; i++) handler.receive(sender, new Uint8Array(4096), 0);
  expect(relayed()).toHaveLength(1);
  expect(counters.dropped.relay).toBe(9);
  expect(counters.dropped.flood).toBe(0);
});

test('who leaves and comes back within its connection has no new budget', () => {
  const { handler, connect, relayed, send } = open({ maxPlayers: 600 });
  const sender = connect();
  for (let i = 0; i < 400; i++) send(connect(), profile('Ada', String(i)));
  for (let i = 0; i < 10; i++) {
    handler.receive(sender, new Uint8Array(4096), 0);
    send(sender, { address: '/leave' });
  }
  expect(relayed()).toHaveLength(1);
});

test('who is not let in has nothing relayed', () => {
  const { handler, connect, relayed, send, counters } = open({ maxPlayers: 2 });
  for (const name of ['Ada', 'Grace']) send(connect(), profile(name, name));
  handler.receive(connect(), Buffer.from('Client1'), 0);
  expect(relayed()).toEqual([]);
  expect([counters.dropped.refused, counters.dropped.relay]).toEqual([1, 0]);
});

test('what is malformed is counted and makes nobody a guest', () => {
  const { handler, connect, counters, relayed, send } = open();
  const [connection, other] = [connect(), connect()];
  send(other, profile('Ada', 'a'));
  handler.receive(connection, packMessage('/position', 's', ['here']), 0);
  handler.receive(connection, packMessage('/player/left', 'i', [1]), 0);
  expect(counters.dropped.malformed).toBe(2);
  expect(connection.player).toBeUndefined();
  expect(relayed()).toEqual([]);
});

test('who is refused gets the reason, but not for every message', () => {
  const { connect, send, replies, refused, counters } = open({ maxPlayers: 1 });
  send(connect(), profile('Ada', 'a'));
  const late = connect();
  for (let nowMs = 0; nowMs < 2000; nowMs += 100) send(late, { address: '/position', x: nowMs, y: 0 }, nowMs);
  expect(replies).toHaveLength(2);
  expect(refused).toEqual(replies);
  expect(replies[0]).toMatchObject({ code: 'full' });
  expect(counters.dropped.refused).toBe(20);
});

test('a peer over the rate is dropped, refused when it goes on, and served again when it stops', () => {
  const { connect, send, counters, yard } = open();
  const connection = connect();
  send(connection, profile('Ada', 'a'));
  const flood = (nowMs: number) => {
    for (let i = 0; i < 2 * MESSAGES_PER_S; i++) send(connection, { address: '/ping', n: i }, nowMs);
  };
  flood(0);
  expect(counters.dropped.flood).toBe(MESSAGES_PER_S + 1);
  const refusals = () => {
    const player = connection.player;
    const messages = (player && yard.flush(0)?.messages.get(player)) ?? [];
    return messages.filter(({ address }) => address === '/refused');
  };
  expect(refusals()).toEqual([]);
  for (let nowMs = 100; nowMs <= FLOOD_PATIENCE_MS + 100; nowMs += 100) flood(nowMs);
  expect(refusals()).toMatchObject([{ code: 'flood' }]);
  send(connection, { address: '/position', x: 5, y: 5 }, 10_000);
  expect(connection.player?.motion.current).toMatchObject({ x: 5, y: 5 });
});

test('a peer that goes on for 3 s is closed; one that stops in time, again and again, is not', () => {
  const { connect, send, floods } = open();
  const [stubborn, moderate] = [connect(), connect()];
  const flood = (connection: Connection, nowMs: number) => {
    for (let n = 0; n < 2 * MESSAGES_PER_S; n++) send(connection, { address: '/ping', n }, nowMs);
  };
  for (let nowMs = 0; nowMs <= 4 * FLOOD_MAX_MS; nowMs += 100) {
    if (nowMs <= FLOOD_MAX_MS) flood(stubborn, nowMs);
    if (nowMs % FLOOD_MAX_MS < FLOOD_PATIENCE_MS) flood(moderate, nowMs);
  }
  expect(floods).toEqual([]);
  for (let nowMs = 0; nowMs <= FLOOD_MAX_MS + 100; nowMs += 100) flood(stubborn, 100_000 + nowMs);
  expect(new Set(floods)).toEqual(new Set([stubborn]));
});

test('who comes and goes, or changes its profile, too often is dropped and counted as a flood', () => {
  const { connect, send, counters, yard, replies } = open();
  const connection = connect();
  for (let i = 0; i < 10; i++) {
    send(connection, profile('Ada', 'a'));
    send(connection, { address: '/leave' });
  }
  expect([counters.dropped.flood, yard.size]).toEqual([7, 0]);
  const other = connect();
  for (let i = 0; i < 10; i++) send(other, profile(`Ada ${i}`, 'a'));
  expect(counters.dropped.flood).toBe(7 + 6);
  expect(other.player?.profile.name).toBe('Ada 3');
  expect(replies).toEqual([]);
});

test('the guest that makes room for a profile is told so', () => {
  const { connect, send, evicted } = open({ maxPlayers: 1 });
  const [guest, player] = [connect(), connect()];
  send(guest, { address: '/ping', n: 1 });
  const evictedPlayer = guest.player;
  send(player, profile('Ada', 'a'));
  expect(evicted).toMatchObject([[{ id: evictedPlayer?.id }, { address: '/refused', code: 'full' }]]);
  expect(guest.player?.isPresent).toBe(false);
});

test('a bundle counts as many messages as it holds', () => {
  const { handler, connect, counters } = open();
  const ping = encodeClientMessage({ address: '/ping', n: 1 });
  const connection = connect();
  handler.receive(connection, packBundle(Array<Uint8Array>(MESSAGES_PER_S + 1).fill(ping), 0), 0);
  expect(counters.dropped.flood).toBe(1);
});

test('who comes back by another connection is the same player, and the old connection is nobody', () => {
  const { connect, send, yard } = open();
  const [old, fresh] = [connect(), connect()];
  send(old, profile('Ada', 'a'));
  const ada = old.player;
  send(fresh, profile('Ada', 'a'));
  expect(fresh.player).toBe(ada);
  expect(old.player).toBeUndefined();
  expect(yard.size).toBe(1);
});

test('who has sent a profile is no guest any more: once it is gone, only a profile lets it in', () => {
  const { connect, send, yard, counters } = open();
  const [old, fresh] = [connect(), connect()];
  send(old, profile('Ada', 'a'));
  send(fresh, profile('Ada', 'a'));
  send(old, { address: '/position', x: 1, y: 1 });
  expect(yard.size).toBe(1);
  expect(counters.dropped.refused).toBe(1);
  send(fresh, { address: '/leave' });
  send(fresh, { address: '/position', x: 1, y: 1 });
  expect(yard.size).toBe(0);
  send(fresh, profile('Ada', 'a'));
  expect(fresh.player).toMatchObject({ id: 1, isPresent: true });
});

test('a repeated profile is a sign of life, lets in again who was gone, and takes back another name', () => {
  const { yard, connect, send } = open();
  const connection = connect();
  send(connection, profile('Ada', 'a'));
  send(connection, profile('Ada', 'a'), 4000);
  expect(connection.player).toMatchObject({ isPresent: true, lastSeenMs: 4000 });
  for (const nowMs of [8000, 9000, 9500]) yard.tick(nowMs);
  expect(connection.player).toMatchObject({ isPresent: false });
  send(connection, profile('Ada', 'a'), 9500);
  expect(connection.player).toMatchObject({ id: 1, isPresent: true });
  for (const name of ['Grace', 'Ada']) {
    send(connection, profile(name, 'a'), 9500);
    expect(connection.player?.profile.name).toBe(name);
  }
});

test('a goodbye of somebody who is not here makes nobody a guest', () => {
  const { connect, send, yard } = open();
  const connection = connect();
  send(connection, { address: '/leave' });
  expect(connection.player).toBeUndefined();
  // Nor did one come and go.
  expect(yard.flush(0)).toBeUndefined();
});

test('a position that is not finite is counted and dropped, and makes nobody a guest', () => {
  const { connect, send, counters, yard } = open();
  send(connect(), { address: '/position', x: NaN, y: 0 });
  expect([counters.dropped.malformed, yard.size]).toEqual([1, 0]);
});
