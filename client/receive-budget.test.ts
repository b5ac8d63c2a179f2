import { FLOOD_MAX_MS } from '../shared/config';
import type { ServerMessage } from '../shared/protocol/messages';
import { ReceiveBudget } from './receive-budget';

const PONG: ServerMessage = { address: '/pong', n: 1 };
const packet = (messages: number, { foreign = 0 } = {}) => ({
  messages: Array.from({ length: messages }, () => PONG),
  sentMs: undefined,
  ignored: { foreign, malformed: 0 },
});

/** Receives packets of this kind, as fast as the budget lets it, for a while. Returns how many. */
function receive(budget: ReceiveBudget, forMs: number, bytes: number, messages: number): number {
  let packets = 0;
  // Each takes no time by itself: only pauses do.
  for (let nowMs = 0; nowMs < forMs && packets < 1_000_000; nowMs += budget.pauseMs(nowMs)) {
    budget.chargePacket(bytes, nowMs);
    budget.chargeMessages(packet(messages), 0, nowMs);
    packets++;
  }
  return packets;
}

test('what comes is limited by packets, by bytes and by messages, however large each is', () => {
  const [tiny, large, full] = [
    [20, 1],
    [1_000_000, 1],
    [400_000, 10_000],
  ].map(([bytes = 0, messages = 0]) => receive(new ReceiveBudget(0), 10_000, bytes, messages));
  expect(tiny).toBeLessThan(100_000);
  expect(large).toBeLessThan((tiny ?? 0) / 100);
  expect(full).toBeLessThan((large ?? 0) / 10);
});

test('a yard of a thousand that all walk, with relayed packets as many as a server lets through, is never paused', () => {
  const budget = new ReceiveBudget(0);
  for (let flush = 0; flush < 30 * 60; flush++) {
    const nowMs = (flush * 1000) / 30;
    budget.chargePacket(16_000, nowMs);
    budget.chargeMessages(packet(10), 1000, nowMs);
    for (let i = 0; i < 128; i++) {
      budget.chargePacket(40, nowMs);
      budget.chargeMessages(packet(0, { foreign: 1 }), 0, nowMs);
    }
    expect(budget.pauseMs(nowMs)).toBe(0);
  }
  expect(budget.isFlooded(60_000)).toBe(false);
});

test('a server is left once it has sent more than the budget for seconds, and not for a burst', () => {
  const budget = new ReceiveBudget(0);
  const overdraw = (nowMs: number): void => {
    while (budget.pauseMs(nowMs) === 0) budget.chargePacket(1_000_000, nowMs);
  };
  overdraw(0);
  expect(budget.isFlooded(FLOOD_MAX_MS - 1)).toBe(false);
  // Time enough to be even again.
  for (let nowMs = 5000; nowMs < 60_000; nowMs += 5000) overdraw(nowMs);
  expect(budget.isFlooded(60_000)).toBe(false);
  for (let nowMs = 60_000; nowMs <= 61_000 + FLOOD_MAX_MS; nowMs += 100) overdraw(nowMs);
  expect(budget.isFlooded(61_000 + FLOOD_MAX_MS)).toBe(true);
});
