/** What becomes of packets of those whom the host keeps outside, or lets in. */
import { DEFAULT_MAX_MESSAGES as MESSAGES_PER_S, PROTOCOL_VERSION } from '../../shared/config';
import { encodeClientMessage, type ClientMessage } from '../../shared/protocol/messages';
import { AccessRules } from '../access/access-rules';
import { REPLACED } from '../access/refusals';
import { testYard } from '../yard/yard.fixture';
import { Connection } from './connection';
import { Counters } from './counters';
import { PacketHandler } from './packet-handler';

const profile = (name: string, key: string) =>
  ({ address: '/profile', protocol: PROTOCOL_VERSION, name, colour: '#e69f00', key }) as const;

/** A packet handler, and what it answered. */
function open(access = new AccessRules()) {
  const yard = testYard({}, undefined, access);
  const counters = new Counters();
  const replies: { address: string; code?: string }[] = [];
  const handler = new PacketHandler(yard, counters, {
    reply: (_, message) => replies.push(message),
    closeFlood: () => undefined,
    replyToEvicted: () => undefined,
    onRefusal: () => undefined,
    detachOthers: (player, except) => {
      for (const connection of connections)
        if (connection !== except && connection.player === player) connection.replace(REPLACED);
    },
  });
  const connections: Connection[] = [];
  const connect = () => {
    const connection = new Connection({ remoteAddress: '192.0.2.1', state: undefined }, MESSAGES_PER_S, 0);
    connections.push(connection);
    return connection;
  };
  const send = (connection: Connection, message: ClientMessage, nowMs = 0) =>
    handler.receive(connection, encodeClientMessage(message), nowMs);
  return { handler, yard, counters, replies, connect, send };
}

describe('who had to go', () => {
  const expulsionOf = (isLifted = false) => ({
    refusal: { address: '/refused', code: 'kicked', reason: 'Removed.' } as const,
    untilMs: 60_000,
    isLifted,
  });

  test('is told so by profiles and as a guest, as rarely as others, and is nobody until its time is over', () => {
    const { connect, send, replies, yard, counters } = open();
    const [player, guest] = [connect(), connect()];
    for (const connection of [player, guest]) connection.expulsion = expulsionOf();
    for (let nowMs = 0; nowMs < 2000; nowMs += 100) {
      send(guest, { address: '/position', x: 1, y: 1 }, nowMs);
      send(player, profile('Ada', 'a'), nowMs);
      send(player, { address: '/say', text: 'I am here!' }, nowMs);
    }
    expect([yard.size, counters.dropped.refused]).toEqual([0, 60]);
    expect(replies.map(({ code }) => code)).toEqual(Array(4).fill('kicked'));
    send(player, profile('Ada', 'a'), 60_000);
    send(guest, { address: '/position', x: 1, y: 1 }, 60_000);
    expect([player.player?.isPresent, guest.player?.isPresent]).toEqual([true, true]);
  });

  test('comes back at once when that was taken back', () => {
    const { connect, send } = open();
    const connection = connect();
    connection.expulsion = expulsionOf(true);
    send(connection, profile('Ada', 'a'));
    expect(connection.player?.isPresent).toBe(true);
  });
});

test('of two living clients with one key the newest is in, however often the other repeats who it is; with another key that is in too', () => {
  const { connect, send, replies, yard } = open();
  const [old, fresh] = [connect(), connect()];
  send(old, profile('Ada', 'a'));
  send(fresh, profile('Ada', 'a'));
  for (let nowMs = 0; nowMs < 60_000; nowMs += 5000)
    for (const connection of [old, fresh]) send(connection, profile('Ada', 'a'), nowMs);
  expect([old.player, fresh.player?.isPresent, yard.size]).toEqual([undefined, true, 1]);
  expect(replies).toEqual(Array(12).fill(REPLACED));
  send(old, profile('Grace', 'g'), 60_000);
  expect([old.player?.profile.name, yard.size]).toEqual(['Grace', 2]);
});

test('who was let in is in with the profile that it sent last, without sending it again', () => {
  const { handler, connect, send, yard } = open();
  yard.access.isLocked = true;
  const [connection, silent] = [connect(), connect()];
  send(connection, profile('Ada', 'a'));
  expect(connection.player).toBeUndefined();
  yard.access.isLocked = false;
  handler.repeatProfile(connection, 5000);
  handler.repeatProfile(silent, 5000);
  expect([connection.player?.profile.name, silent.player, yard.size]).toEqual(['Ada', undefined, 1]);
});

test('who tries tickets one after the other is soon a flood', () => {
  const rules = new AccessRules({ secure: true, invitedOnly: true, askFirst: false });
  const { connect, send, counters } = open(rules);
  const connection = connect();
  for (let i = 0; i < MESSAGES_PER_S; i++) {
    const [identity, ticket] = [Buffer.alloc(32, 1), Buffer.alloc(16, i)].map((b) => b.toString('base64url'));
    send(connection, { ...profile('Ada', 'a'), identity, ticket } as ClientMessage);
  }
  expect(rules.wrongTickets).toBe(Math.ceil(MESSAGES_PER_S / 4));
  expect(counters.dropped.flood).toBe(MESSAGES_PER_S - rules.wrongTickets);
});
