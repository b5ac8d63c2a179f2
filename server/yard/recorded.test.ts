/** Marks for recordings, and that everybody knows of one. */
import { RECORDED_END_MS, RECORDED_INTERVAL_MS, SAY_BURST } from '../../shared/config';
import { encodeServerMessage } from '../../shared/protocol/messages';
import { FlushPackets } from '../packets/flush-packets';
import { LinkedYards } from './linked-yards.fixture';
import { createRelayBudget } from './relay-queue';
import type { Yard } from './yard';
import type { YardPlayer } from './yard-player';
import { controlMessagesTo, join, joinAsGuest, messagesTo, settled, testYard } from './yard.fixture';

const mark = { address: '/mark', text: 'stimulus 7' } as const;

test('a mark of a player, or of a guest, is told to all others', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  const rig = joinAsGuest(yard);
  const watcher = yard.spectators.observe(0);
  yard.flush(0);
  expect(yard.handle(rig, { ...mark, text: ' stimulus\t7 ' }, 0)).toBeUndefined();
  const flush = yard.flush(0);
  for (const player of [ada, grace]) expect(controlMessagesTo(flush, player)).toEqual([mark]);
  expect(controlMessagesTo(flush, rig)).toEqual([]);
  expect(flush && messagesTo(flush, watcher as unknown as YardPlayer)).toEqual([mark]);
  yard.handle(ada, mark, 0);
  expect(controlMessagesTo(yard.flush(0), rig)).toEqual([mark]);
});

test('marks are limited as lines are, and together with them', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  expect(yard.handle(ada, { ...mark, text: '' }, 0)).toBe('malformed');
  expect(yard.handle(ada, { ...mark, text: 'x'.repeat(201) }, 0)).toBe('malformed');
  yard.handle(ada, { address: '/say', text: 'hello' }, 0);
  const drops = Array.from({ length: SAY_BURST }, () => yard.handle(ada, mark, 0));
  expect(drops).toEqual([...Array<undefined>(SAY_BURST - 1).fill(undefined), 'flood']);
  yard.access.mutes.add(grace);
  expect(yard.handle(grace, mark, 0)).toBe('refused');
});

/** What somebody is told of a recording, each time that it is told something. */
function toldOf(yard: Yard, player: YardPlayer, nowMs: number): number[] {
  const messages = controlMessagesTo(yard.flush(nowMs), player);
  return messages.flatMap((message) => (message.address === '/recorded' ? [message.recorded] : []));
}

test('everybody is told that the yard is recorded: at once, again and again, newcomers first of all, and when it ends', () => {
  const { yard, ada } = settled('Ada');
  const guest = joinAsGuest(yard);
  expect(toldOf(yard, ada, 0)).toEqual([]);
  yard.recordedNotice.set(true, 100);
  yard.recordedNotice.set(true, 100);
  const flush = yard.flush(100);
  for (const player of [ada, guest])
    expect(controlMessagesTo(flush, player)).toContainEqual({ address: '/recorded', recorded: 1 });
  const grace = join(yard, 'Grace', 200);
  const told = controlMessagesTo(yard.flush(200), grace).map(({ address }) => address);
  expect(told.indexOf('/recorded')).toBeGreaterThan(0);
  expect(told.indexOf('/recorded')).toBeLessThan(told.indexOf('/player/profile'));
  yard.tick(100 + RECORDED_INTERVAL_MS - 1);
  expect(toldOf(yard, ada, 300)).toEqual([]);
  yard.tick(100 + RECORDED_INTERVAL_MS);
  expect(toldOf(yard, ada, 300)).toEqual([1]);
  yard.recordedNotice.set(false, 5000);
  expect(toldOf(yard, ada, 5000)).toEqual([0]);
  const times: number[] = [];
  for (let nowMs = 5250; nowMs < 30_000; nowMs += 250) {
    for (const player of [ada, grace, guest]) yard.touch(player, nowMs);
    yard.tick(nowMs);
    if (toldOf(yard, ada, nowMs).length > 0) times.push(nowMs - 5000);
  }
  expect(times).toEqual([2000, 4000, 6000, 8000, RECORDED_END_MS]);
  expect(controlMessagesTo((join(yard, 'Edsger', 30_000), yard.flush(30_000)), ada)).not.toContainEqual(
    expect.objectContaining({ address: '/recorded' }),
  );
});

test('who is at another server of the yard is told both', () => {
  const linked = new LinkedYards(2);
  const [left, right] = linked.yards as [Yard, Yard];
  const [ada] = [join(left, 'Ada'), join(right, 'Grace')];
  linked.deliver();
  for (const yard of linked.yards) yard.flush(0);
  left.recordedNotice.set(true, 0);
  left.handle(ada, mark, 0);
  linked.deliver();
  const flush = right.flush(0);
  expect(flush && new FlushPackets(flush, 0).relayedTo({ relayBudget: createRelayBudget(0) })).toEqual([
    encodeServerMessage({ address: '/recorded', recorded: 1 }),
    encodeServerMessage(mark),
  ]);
});

test('a yard in which nothing is recorded says nothing of it', () => {
  const yard = testYard();
  const ada = join(yard, 'Ada');
  yard.recordedNotice.set(false, 0);
  yard.tick(0);
  expect(toldOf(yard, ada, 0)).toEqual([]);
});
