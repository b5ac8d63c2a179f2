import { DEFAULT_MAX_MESSAGES as MESSAGES_PER_S, FLOOD_PATIENCE_MS } from '../shared/config';
import { packBundle, packMessage } from '../shared/osc';
import { encodePlayerMessage, type PlayerMessage } from '../shared/protocol';
import type { Refusal } from './admission';
import { Counters } from './counters';
import { Gate } from './gate';
import { Peer } from './peer';
import type { YardOptions } from './yard';
import { testYard } from './yard.fixture';

const profile = (name: string, key: string) =>
  ({ address: '/profile', protocol: 1, name, color: '#e69f00', key }) as const;

/** A gate, and all that it had passed on and answered. */
function open(options: Partial<YardOptions> = {}) {
  const yard = testYard(options);
  const counters = new Counters();
  const relayed: Uint8Array[] = [];
  const replies: Refusal[] = [];
  const refused: Refusal[] = [];
  const peers: Peer[] = [];
  const gate = new Gate(yard, counters, {
    relay: (_, packet) => relayed.push(packet),
    reply: (_, message) => replies.push(message),
    refused: (reason) => refused.push(reason),
    disown: (player, heir) => {
      for (const peer of peers) if (peer !== heir && peer.player === player) peer.player = undefined;
    },
  });
  const connect = () => {
    const peer = new Peer(Buffer.from([peers.length]), MESSAGES_PER_S, 0);
    peers.push(peer);
    return peer;
  };
  const tell = (peer: Peer, message: PlayerMessage, nowMs = 0) =>
    gate.receive(peer, encodePlayerMessage(message), nowMs);
  return { gate, yard, counters, relayed, replies, refused, connect, tell };
}

test('the first message makes a peer somebody: a player by its profile, a guest by any other', () => {
  const { connect, tell } = open();
  const [player, guest] = [connect(), connect()];
  tell(player, profile('Ada', 'a'));
  tell(guest, { address: '/ping', n: 1 });
  expect(player.player).toMatchObject({ id: 1, isGuest: false, profile: { name: 'Ada' } });
  expect(guest.player).toMatchObject({ id: 2, isGuest: true });
});

test('what is foreign is passed on as it came; of a mixed bundle only what is foreign', () => {
  const { gate, connect, relayed } = open();
  const peer = connect();
  const own = packMessage('/own', 'i', [1]);
  const position = encodePlayerMessage({ address: '/position', x: 1, y: 2 });
  const packets = [Buffer.from('Client1'), packBundle([own, own], 5), Buffer.from('#bundle\0broken')];
  for (const packet of packets) gate.receive(peer, packet, 0);
  gate.receive(peer, packBundle([position, own], 5), 0);
  expect(relayed.slice(0, 3)).toEqual(packets);
  expect(relayed.slice(3).map((bytes) => Buffer.from(bytes))).toEqual([Buffer.from(own)]);
  expect(peer.player?.position).toEqual({ x: 1, y: 2 });
});

test('what is malformed is counted and makes nobody a guest', () => {
  const { gate, connect, counters, relayed } = open();
  const peer = connect();
  gate.receive(peer, packMessage('/position', 's', ['here']), 0);
  gate.receive(peer, packMessage('/player/left', 'i', [1]), 0);
  expect(counters.dropped.malformed).toBe(2);
  expect(peer.player).toBeUndefined();
  expect(relayed).toEqual([]);
});

test('who is refused is told why, but not for every message', () => {
  const { connect, tell, replies, refused, counters } = open({ maxPlayers: 1 });
  tell(connect(), profile('Ada', 'a'));
  const late = connect();
  for (let nowMs = 0; nowMs < 2000; nowMs += 100) tell(late, { address: '/position', x: nowMs, y: 0 }, nowMs);
  expect(replies).toHaveLength(2);
  expect(refused).toEqual(replies);
  expect(replies[0]).toMatchObject({ code: 'full' });
  expect(counters.dropped.refused).toBe(20);
});

test('a peer over the rate is dropped, told when it goes on, and heard again when it stops', () => {
  const { connect, tell, counters, yard } = open();
  const peer = connect();
  tell(peer, profile('Ada', 'a'));
  const flood = (nowMs: number) => {
    for (let i = 0; i < 2 * MESSAGES_PER_S; i++) tell(peer, { address: '/ping', n: i }, nowMs);
  };
  flood(0);
  expect(counters.dropped.flood).toBe(MESSAGES_PER_S + 1);
  const refusals = () => {
    const player = peer.player;
    const notes = (player && yard.flush(0)?.notes.get(player)) ?? [];
    return notes.filter(({ address }) => address === '/refused');
  };
  expect(refusals()).toEqual([]);
  for (let nowMs = 100; nowMs <= FLOOD_PATIENCE_MS + 100; nowMs += 100) flood(nowMs);
  expect(refusals()).toMatchObject([{ code: 'flood' }]);
  tell(peer, { address: '/position', x: 5, y: 5 }, 10_000);
  expect(peer.player?.position).toEqual({ x: 5, y: 5 });
});

test('a bundle counts as many messages as it holds', () => {
  const { gate, connect, counters } = open();
  const ping = encodePlayerMessage({ address: '/ping', n: 1 });
  const peer = connect();
  gate.receive(peer, packBundle(Array<Uint8Array>(MESSAGES_PER_S + 1).fill(ping), 0), 0);
  expect(counters.dropped.flood).toBe(1);
});

test('who comes back by another connection is the same player, and the old connection is nobody', () => {
  const { connect, tell, yard } = open();
  const [old, fresh] = [connect(), connect()];
  tell(old, profile('Ada', 'a'));
  const ada = old.player;
  tell(fresh, profile('Ada', 'a'));
  expect(fresh.player).toBe(ada);
  expect(old.player).toBeUndefined();
  expect(yard.size).toBe(1);
});

test('who has sent a profile is no guest any more: once it is gone, only a profile lets it in', () => {
  const { connect, tell, yard, counters } = open();
  const [old, fresh] = [connect(), connect()];
  tell(old, profile('Ada', 'a'));
  tell(fresh, profile('Ada', 'a'));
  tell(old, { address: '/position', x: 1, y: 1 });
  expect(yard.size).toBe(1);
  expect(counters.dropped.refused).toBe(1);
  tell(fresh, { address: '/leave' });
  tell(fresh, { address: '/position', x: 1, y: 1 });
  expect(yard.size).toBe(0);
  tell(fresh, profile('Ada', 'a'));
  expect(fresh.player).toMatchObject({ id: 1, isHere: true });
});

test('a profile told again is a sign of life, lets in again who was gone, and takes back another name', () => {
  const { yard, connect, tell } = open();
  const peer = connect();
  tell(peer, profile('Ada', 'a'));
  tell(peer, profile('Ada', 'a'), 4000);
  expect(peer.player).toMatchObject({ isHere: true, lastHeardMs: 4000 });
  for (const nowMs of [8000, 9500]) yard.tick(nowMs);
  expect(peer.player).toMatchObject({ isHere: false });
  tell(peer, profile('Ada', 'a'), 9500);
  expect(peer.player).toMatchObject({ id: 1, isHere: true });
  for (const name of ['Grace', 'Ada']) {
    tell(peer, profile(name, 'a'), 9500);
    expect(peer.player?.profile.name).toBe(name);
  }
});

test('a goodbye of somebody who is not here makes nobody a guest', () => {
  const { connect, tell, yard } = open();
  tell(connect(), { address: '/leave' });
  expect(yard.size).toBe(0);
});
