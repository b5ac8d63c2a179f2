/** Chat and foreign packets between the servers of one yard. */
import { RELAY_BURST_BYTES, RELAY_FLUSH_MAX_PACKETS, SAY_FLUSH_MAX_BYTES } from '../../shared/config';
import { FlushPackets } from '../packets/flush-packets';
import { LinkedYards, listen, remote } from './linked-yards.fixture';
import { createRelayBudget, type RelaySender } from './relay-queue';
import type { Yard } from './yard';
import { controlMessagesTo, join, settled, testYard } from './yard.fixture';

const OTHER = 'other';
const senderAt = (nowMs: number): RelaySender => ({ relayBudget: createRelayBudget(nowMs) });

test('what is said and relayed at one server is told at the others, and not back', () => {
  const linked = new LinkedYards(2);
  const [left, right] = linked.yards as [Yard, Yard];
  const [ada, grace] = [join(left, 'Ada'), join(right, 'Grace')];
  linked.deliver();
  for (const yard of linked.yards) yard.flush(0);
  left.handle(ada, { address: '/say', text: 'hello' }, 0);
  left.announce('to all', 0);
  left.relay(Uint8Array.of(1, 2, 3, 4), senderAt(0), 0);
  linked.deliver();
  const flush = right.flush(0);
  expect(controlMessagesTo(flush, grace)).toEqual([
    { address: '/player/said', id: ada.id, text: 'hello' },
    { address: '/player/said', id: 0, text: 'to all' },
  ]);
  expect(flush && new FlushPackets(flush, 0).relayedTo(senderAt(0))).toEqual([Uint8Array.of(1, 2, 3, 4)]);
  expect(controlMessagesTo(left.flush(0), ada)).toEqual([{ address: '/player/said', id: 0, text: 'to all' }]);
});

test('who is alone at a server is within the limits also for the others', () => {
  const yard = testYard();
  const told = listen(yard);
  const ada = join(yard, 'Ada');
  const sender = senderAt(0);
  const drops: unknown[] = [];
  for (let i = 0; i < 200; i++) drops.push(yard.relay(new Uint8Array(4), sender, 0));
  expect(drops.filter((drop) => drop === undefined)).toHaveLength(RELAY_FLUSH_MAX_PACKETS);
  for (let i = 0; i < 20; i++) yard.handle(ada, { address: '/say', text: 'hello' }, 0);
  expect(told.filter((one) => one.startsWith('said'))).toHaveLength(5);
  expect(told.filter((one) => one.startsWith('relayed'))).toHaveLength(RELAY_FLUSH_MAX_PACKETS);
});

test('what others say has limits of its own, and takes nothing from ours', () => {
  const { yard, ada } = settled('Ada', 'Grace');
  yard.remote.set(OTHER, remote(), 0);
  yard.flush(0);
  const line = 'x'.repeat(200);
  for (let i = 0; i < 1000; i++) yard.remote.say(900, line, 0);
  for (let i = 0; i < 1000; i++) yard.remote.relay(new Uint8Array(RELAY_BURST_BYTES / 1000), 0);
  expect(yard.handle(ada, { address: '/say', text: 'hello' }, 0)).toBeUndefined();
  expect(yard.relay(new Uint8Array(4), senderAt(0), 0)).toBeUndefined();
  const flush = yard.flush(0);
  expect(controlMessagesTo(flush, ada)).toHaveLength(Math.floor(SAY_FLUSH_MAX_BYTES / 200));
  expect(flush?.relayed.length).toBeLessThan(RELAY_FLUSH_MAX_PACKETS);
});

test('nobody is told a line that no player said, nor one of somebody who is muted, nor what is no line', () => {
  const { yard, ada } = settled('Ada');
  yard.remote.set(OTHER, remote({ isMuted: true }), 0);
  yard.flush(0);
  yard.remote.say(900, 'muted', 0);
  yard.remote.say(901, 'nobody', 0);
  yard.remote.say(ada.id, 'not theirs', 0);
  yard.remote.say(undefined, '\u0007 ', 0);
  expect(yard.flush(0)).toBeUndefined();
});

test('that somebody is muted is told to the other servers, whoever did it, and that it is no more', () => {
  const linked = new LinkedYards(2);
  const [left, right] = linked.yards as [Yard, Yard];
  const ada = join(left, 'Ada', 0, 'key');
  const isMutedThere = () => {
    left.tick(0);
    linked.deliver();
    return Array.from(right.players, (player) => right.isMuted(player));
  };
  left.access.mutes.add(ada);
  expect(isMutedThere()).toEqual([true]);
  left.access.mutes.remove(ada);
  expect(isMutedThere()).toEqual([false]);
});
