import {
  MESSAGE_MAX_BYTES,
  RELAY_BURST_BYTES,
  RELAY_FLUSH_MAX_BYTES,
  RELAY_FLUSH_MAX_PACKETS,
  RELAY_OVERHEAD_BYTES,
  RELAY_SENDER_BYTES_PER_S,
  RELAY_YARD_BYTES_PER_S,
} from '../../shared/config';
import { createRelayBudget, RelayQueue, type RelaySender } from './relay-queue';

const FLUSH_MS = 20;

const join = (): RelaySender => ({ relayBudget: createRelayBudget(0) });

/**
 * Some senders for so many seconds, each with packets of this size at this rate, and a flush every 20 ms. Returns the share
 * that was queued.
 */
function share(
  senders: number,
  bytes: number,
  ratePerS: number,
  recipients: number,
  seconds: number,
): number {
  const queue = new RelayQueue();
  const all = Array.from({ length: senders }, join);
  const packet = new Uint8Array(bytes);
  const [intervalMs, endMs] = [1000 / ratePerS, seconds * 1000];
  let queued = 0;
  for (let nowMs = 0, flushMs = FLUSH_MS; nowMs < endMs; nowMs += intervalMs) {
    for (; flushMs <= nowMs; flushMs += FLUSH_MS) queued += queue.drain().length;
    for (const sender of all) queue.add(packet, sender, recipients, nowMs);
  }
  return (queued + queue.drain().length) / (senders * Math.ceil(endMs / intervalMs));
}

test('what is queued is handed out once, in order, as it came', () => {
  const queue = new RelayQueue();
  const [one, other] = [join(), join()];
  const packets = ['Client1', 'Client2', 'Client3'].map((text) => Buffer.from(text));
  packets.forEach((packet, i) => expect(queue.add(packet, i === 1 ? other : one, 2, 0)).toBe(true));
  expect(queue.length).toBe(3);
  const taken = queue.drain();
  expect(taken.map(({ packet }) => packet)).toEqual(packets);
  expect(taken.map(({ sender }) => sender)).toEqual([one, other, one]);
  expect(queue.drain()).toEqual([]);
});

test('who is alone has nothing relayed, and nothing dropped', () => {
  const queue = new RelayQueue();
  for (let i = 0; i < 1000; i++) expect(queue.add(new Uint8Array(4096), join(), 0, 0)).toBe(true);
  expect(queue.length).toBe(0);
});

test.each([
  ['a mouse at 100 Hz in a yard of 64', 1, 40, 100, 63],
  ['two of them', 2, 40, 100, 63],
  ['eight mice in a yard of their own', 8, 40, 100, 7],
  ["the article's three Dealers at the rate that the yard takes", 3, 7, 120, 2],
  ['the longest packets between three', 3, MESSAGE_MAX_BYTES, 120, 2],
])('%s pass whole', (_, senders, bytes, ratePerS, recipients) => {
  expect(share(senders, bytes, ratePerS, recipients, 60)).toBe(1);
});

test('4 KB at 100 Hz to 500 do not pass, nor do tiny packets to 1000', () => {
  expect(share(1, MESSAGE_MAX_BYTES, 100, 499, 60)).toBeLessThan(0.02);
  expect(share(1, 1, 120, 999, 60)).toBeLessThan(0.1);
});

test('as long a packet as Ethernet carries can go to a yard of a thousand', () => {
  expect(new RelayQueue().add(new Uint8Array(1500), join(), 999, 0)).toBe(true);
});

test('no sender takes what the yard has for all', () => {
  const queue = new RelayQueue();
  const [greedy, modest] = [join(), join()];
  const packet = new Uint8Array(4096);
  let passed = 0;
  for (let nowMs = 0; nowMs < 60_000; nowMs += 10) {
    queue.drain();
    for (let i = 0; i < 50; i++) queue.add(packet, greedy, 63, nowMs);
    if (nowMs > 1000 && nowMs % 100 === 0 && queue.add(packet, modest, 63, nowMs)) passed++;
  }
  // Ten a second are more than a sender may: it has its own share, whatever the other does.
  const mostPerS = RELAY_SENDER_BYTES_PER_S / ((packet.length + RELAY_OVERHEAD_BYTES) * 63);
  expect(passed / 59).toBeGreaterThan(0.95 * mostPerS);
});

test('all senders together stay within the budget of the yard', () => {
  const queue = new RelayQueue();
  let outgoingBytes = 0;
  for (let nowMs = 0; nowMs < 10_000; nowMs += 10) {
    // New ones again and again, whose budgets are full.
    for (let i = 0; i < 20; i++) queue.add(new Uint8Array(4096), join(), 63, nowMs);
    for (const { packet } of queue.drain()) outgoingBytes += (packet.length + RELAY_OVERHEAD_BYTES) * 63;
  }
  expect(outgoingBytes).toBeLessThanOrEqual(RELAY_BURST_BYTES + 10 * RELAY_YARD_BYTES_PER_S);
  expect(outgoingBytes).toBeGreaterThan(9 * RELAY_YARD_BYTES_PER_S);
});

test.each([1, 100, MESSAGE_MAX_BYTES])('one flush has so much of packets of %d bytes at most', (bytes) => {
  const queue = new RelayQueue();
  const fill = (): number => {
    const senders = Array.from({ length: 10 }, join);
    for (let i = 0; i < 1000; i++)
      for (const sender of senders) queue.add(new Uint8Array(bytes), sender, 1, 0);
    return queue.drain().length;
  };
  const most = Math.min(RELAY_FLUSH_MAX_PACKETS, Math.floor(RELAY_FLUSH_MAX_BYTES / bytes));
  expect(fill()).toBe(most);
  expect(fill()).toBe(most);
});
