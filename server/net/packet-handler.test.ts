import { DEFAULT_MAX_MESSAGES as MESSAGES_PER_S, FLOOD_MAX_MS, FLOOD_PATIENCE_MS } from '../../shared/config';
import { packBundle } from '../../shared/protocol/bundles';
import { packMessage } from '../../shared/protocol/osc';
import { encodeClientMessage, type ClientMessage, type Refusal } from '../../shared/protocol/messages';
import { Counters } from './counters';
import { PacketHandler } from './packet-handler';
import { Connection } from './connection';
import type { YardOptions } from '../yard/yard';
import type { YardPlayer } from '../yard/yard-player';
import { testYard } from '../yard/yard.fixture';

const profile = (name: string, key: string) =>
  ({ address: '/profile', protocol: 1, name, color: '#e69f00', key }) as const;

/** A packet handler, and all that it relayed and answered. */
function open(options: Partial<YardOptions> = {}) {
  const yard = testYard(options);
  const counters = new Counters();
  const relayed: Uint8Array[] = [];
  const replies: Refusal[] = [];
  const refused: Refusal[] = [];
  const connections: Connection[] = [];
  const floods: Connection[] = [];
  const evicted: [YardPlayer, Refusal][] = [];
  const handler = new PacketHandler(yard, counters, {
    relay: (_, packet) => relayed.push(packet),
    reply: (_, message) => replies.push(message),
    closeFlood: (connection) => floods.push(connection),
    replyToEvicted: (player, refusal) => evicted.push([player, refusal]),
    onRefusal: (reason) => refused.push(reason),
    detachOthers: (player, heir) => {
      for (const connection of connections)
        if (connection !== heir && connection.player === player) connection.player = undefined;
    },
  });
  const connect = () => {
    const connection = new Connection({ remoteAddress: '192.0.2.1', state: undefined }, MESSAGES_PER_S, 0);
    connections.push(connection);
    return connection;
  };
  const send = (connection: Connection, message: ClientMessage, nowMs = 0) =>
    handler.receive(connection, encodeClientMessage(message), nowMs);
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

test('what is foreign is passed on as it came; of a mixed bundle only what is foreign', () => {
  const { handler, connect, relayed } = open();
  const connection = connect();
  const own = packMessage('/own', 'i', [1]);
  const position = encodeClientMessage({ address: '/position', x: 1, y: 2 });
  const packets = [Buffer.from('Client1'), packBundle([own, own], 5), Buffer.from('#bundle\0broken')];
  for (const packet of packets) handler.receive(connection, packet, 0);
  handler.receive(connection, packBundle([position, own], 5), 0);
  expect(relayed.slice(0, 3)).toEqual(packets);
  expect(relayed.slice(3).map((bytes) => Buffer.from(bytes))).toEqual([Buffer.from(own)]);
  expect(connection.player?.position).toEqual({ x: 1, y: 2 });
});

test('what is malformed is counted and makes nobody a guest', () => {
  const { handler, connect, counters, relayed } = open();
  const connection = connect();
  handler.receive(connection, packMessage('/position', 's', ['here']), 0);
  handler.receive(connection, packMessage('/player/left', 'i', [1]), 0);
  expect(counters.dropped.malformed).toBe(2);
  expect(connection.player).toBeUndefined();
  expect(relayed).toEqual([]);
});

test('who is refused is told why, but not for every message', () => {
  const { connect, send, replies, refused, counters } = open({ maxPlayers: 1 });
  send(connect(), profile('Ada', 'a'));
  const late = connect();
  for (let nowMs = 0; nowMs < 2000; nowMs += 100) send(late, { address: '/position', x: nowMs, y: 0 }, nowMs);
  expect(replies).toHaveLength(2);
  expect(refused).toEqual(replies);
  expect(replies[0]).toMatchObject({ code: 'full' });
  expect(counters.dropped.refused).toBe(20);
});

test('a peer over the rate is dropped, told when it goes on, and heard again when it stops', () => {
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
    const notes = (player && yard.flush(0)?.messages.get(player)) ?? [];
    return notes.filter(({ address }) => address === '/refused');
  };
  expect(refusals()).toEqual([]);
  for (let nowMs = 100; nowMs <= FLOOD_PATIENCE_MS + 100; nowMs += 100) flood(nowMs);
  expect(refusals()).toMatchObject([{ code: 'flood' }]);
  send(connection, { address: '/position', x: 5, y: 5 }, 10_000);
  expect(connection.player?.position).toEqual({ x: 5, y: 5 });
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

test('a profile told again is a sign of life, lets in again who was gone, and takes back another name', () => {
  const { yard, connect, send } = open();
  const connection = connect();
  send(connection, profile('Ada', 'a'));
  send(connection, profile('Ada', 'a'), 4000);
  expect(connection.player).toMatchObject({ isPresent: true, lastSeenMs: 4000 });
  for (const nowMs of [8000, 9500]) yard.tick(nowMs);
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
  send(connect(), { address: '/leave' });
  expect(yard.size).toBe(0);
});

test('a position that is not finite is counted and dropped, and makes nobody a guest', () => {
  const { connect, send, counters, yard } = open();
  send(connect(), { address: '/position', x: NaN, y: 0 });
  expect([counters.dropped.malformed, yard.size]).toEqual([1, 0]);
});
