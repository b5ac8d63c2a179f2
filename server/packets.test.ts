import { messagesOf } from '../shared/osc';
import { decodeServerMessage } from '../shared/protocol';
import { FlushPackets } from './packets';
import { Yard, type YardPlayer } from './yard';

const NOW_MS = Date.UTC(2026, 10, 22);

/** A yard with three players and a guest, all of them with a position, and its first flush. */
function crowd() {
  const yard = new Yard('Test yard');
  const players = ['Ada', 'Grace', 'Edsger'].map((name, i) => {
    const player = yard.hear(undefined, 0);
    yard.receive(player, { address: '/profile', protocol: 1, name, color: '#e69f00' });
    yard.receive(player, { address: '/position', x: 100 * i, y: 10 });
    return player;
  });
  const guest = yard.hear(undefined, 0);
  yard.receive(guest, { address: '/position', x: 900, y: 10 });
  return { yard, players: players as [YardPlayer, YardPlayer, YardPlayer], guest };
}

function flushPackets(yard: Yard): FlushPackets {
  const flush = yard.flush();
  if (!flush) throw new Error('There was nothing to flush.');
  return new FlushPackets(flush, NOW_MS);
}

/** What one recipient reads from its packets. */
const read = (packets: Uint8Array[]) =>
  packets.flatMap((packet) => messagesOf(packet) ?? []).map(decodeServerMessage);
const idsIn = (packets: Uint8Array[]) =>
  read(packets).flatMap((message) => {
    if (typeof message === 'string') return [];
    if (message.address === '/positions') return [...message.ids];
    return message.address === '/player/position' ? [message.id] : [];
  });

test('a newcomer gets one bundle: the yard, then profiles, then the positions of all others', () => {
  const { yard, players } = crowd();
  const packets = flushPackets(yard).for(players[0]);
  expect(packets).toHaveLength(1);
  expect(read(packets).map((message) => (typeof message === 'string' ? message : message.address))).toEqual([
    '/yard',
    '/player/profile',
    '/player/profile',
    '/player/profile',
    '/positions',
  ]);
  expect(idsIn(packets)).toEqual([2, 3, 4]);
});

test('a guest gets the same as single messages', () => {
  const { yard, guest } = crowd();
  const packets = flushPackets(yard).for(guest);
  expect(packets.every((packet) => messagesOf(packet)?.[0] === packet)).toBe(true);
  expect(idsIn(packets)).toEqual([1, 2, 3]);
});

test('the bundle bears its sending time', () => {
  const { yard, players } = crowd();
  const [packet] = flushPackets(yard).for(players[0]);
  const secondsSince1900 = packet && new DataView(packet.buffer).getUint32(8);
  expect(secondsSince1900).toBe(NOW_MS / 1000 + 2_208_988_800);
});

test('nobody gets its own position, and who stood still gets the same as everybody', () => {
  const { yard, players, guest } = crowd();
  yard.flush();
  const [ada, grace, edsger] = players;
  yard.receive(ada, { address: '/position', x: 1, y: 1 });
  yard.receive(grace, { address: '/position', x: 2, y: 2 });
  const packets = flushPackets(yard);
  expect(idsIn(packets.for(ada))).toEqual([2]);
  expect(idsIn(packets.for(grace))).toEqual([1]);
  expect(idsIn(packets.for(edsger))).toEqual([1, 2]);
  expect(idsIn(packets.for(guest))).toEqual([1, 2]);
});

test('who alone moved gets nothing', () => {
  const { yard, players } = crowd();
  yard.flush();
  yard.receive(players[0], { address: '/position', x: 1, y: 1 });
  expect(flushPackets(yard).for(players[0])).toEqual([]);
});

test('a newcomer gets the position of those who stand still, too', () => {
  const { yard } = crowd();
  yard.flush();
  const newcomer = yard.hear(undefined, 1);
  yard.receive(newcomer, { address: '/profile', protocol: 1, name: 'Barbara', color: '#009e73' });
  expect(idsIn(flushPackets(yard).for(newcomer))).toEqual([1, 2, 3, 4]);
});
