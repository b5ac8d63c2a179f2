import { messagesOf } from '../../shared/protocol/bundles';
import { FlushPackets } from './flush-packets';
import type { Yard } from '../yard/yard';
import { createRelayBudget } from '../yard/relay-queue';
import type { YardPlayer } from '../yard/yard-player';
import { join, joinAsGuest, read, testYard } from '../yard/yard.fixture';

const NOW_MS = Date.UTC(2026, 10, 22);

const walk = (yard: Yard, player: YardPlayer, x: number) =>
  yard.handle(player, { address: '/position', x, y: 10 }, 0);

/** A yard with three players and a guest, all of them with a position, before its first flush. */
function crowd() {
  const yard = testYard();
  const players = [join(yard, 'Ada'), join(yard, 'Grace'), join(yard, 'Edsger')] as const;
  const guest = joinAsGuest(yard);
  [...players, guest].forEach((player, i) => walk(yard, player, 100 * i));
  return { yard, players, guest };
}

function flushPackets(yard: Yard): FlushPackets {
  const flush = yard.flush(0);
  if (!flush) throw new Error('There was nothing to flush.');
  return new FlushPackets(flush, NOW_MS);
}

const idsIn = (packets: readonly Uint8Array[]) =>
  read(packets).flatMap((message) => {
    if (message.address === '/motions') return [...message.ids];
    return message.address === '/player/position' ? [message.id] : [];
  });

test('a newcomer gets one bundle: the yard, as whom it is shown, then profiles, then the positions of all others', () => {
  const { yard, players } = crowd();
  const packets = flushPackets(yard).for(players[0]);
  expect(packets).toHaveLength(1);
  expect(read(packets).map(({ address }) => address)).toEqual([
    '/yard',
    '/your/profile',
    '/player/profile',
    '/player/profile',
    '/player/profile',
    '/motions',
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
  const secondsSince1900 = packet && new DataView(packet.buffer, packet.byteOffset).getUint32(8);
  expect(secondsSince1900).toBe(NOW_MS / 1000 + 2_208_988_800);
});

test('nobody gets its own position, who stood still gets the same as everybody, and all are counted', () => {
  const { yard, players, guest } = crowd();
  yard.flush(0);
  const [ada, grace, edsger] = players;
  walk(yard, ada, 1);
  walk(yard, grace, 2);
  const packets = flushPackets(yard);
  expect(idsIn(packets.for(ada))).toEqual([2]);
  expect(idsIn(packets.for(grace))).toEqual([1]);
  expect(idsIn(packets.for(edsger))).toEqual([1, 2]);
  expect(idsIn(packets.for(guest))).toEqual([1, 2]);
  expect(packets.updates).toBe(6);
});

test('who alone moved gets nothing', () => {
  const { yard, players } = crowd();
  yard.flush(0);
  walk(yard, players[0], 1);
  expect(flushPackets(yard).for(players[0])).toEqual([]);
});

test('what is relayed is sent to all but its sender, by itself, as it came and in that order', () => {
  const { yard, players } = crowd();
  yard.flush(0);
  const [one, other, silent] = [0, 1, 2].map(() => ({ relayBudget: createRelayBudget(0) }));
  if (!one || !other || !silent) throw new Error('There are three.');
  const [first, second, third] = ['Client1', 'Client2', 'Client3'].map((text) => Buffer.from(text));
  if (!first || !second || !third) throw new Error('There are three.');
  yard.relay(first, one, 0);
  yard.relay(second, other, 0);
  yard.relay(third, one, 0);
  const packets = flushPackets(yard);
  expect(packets.hasRelayed).toBe(true);
  expect(packets.for(players[0])).toEqual([]);
  expect(packets.relayedTo(silent)).toEqual([first, second, third]);
  expect(packets.relayedTo(one)).toEqual([second]);
  expect(packets.relayedTo(other)).toEqual([first, third]);
  expect(yard.flush(0)).toBeUndefined();
});

test('a newcomer gets the position of those who stand still, too', () => {
  const { yard } = crowd();
  yard.flush(0);
  const newcomer = join(yard, 'Barbara');
  expect(idsIn(flushPackets(yard).for(newcomer))).toEqual([1, 2, 3, 4]);
});
