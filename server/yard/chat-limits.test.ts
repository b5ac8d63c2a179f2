/** Lines of chat: however many speak at once, a flush and a yard's network stay within bounds. */
import {
  FLUSH_MAX_BYTES,
  MAX_PLAYERS_LIMIT,
  SAY_BURST,
  SAY_BURST_BYTES,
  SAY_FLUSH_MAX_BYTES,
  SAY_MAX_CHARACTERS,
  SAY_YARD_BYTES_PER_S,
} from '../../shared/config';
import { FlushPackets } from '../packets/flush-packets';
import { ChatLimits } from './chat-limits';
import { join, testYard } from './yard.fixture';

const LONGEST = '🦊'.repeat(SAY_MAX_CHARACTERS);

test('the packet of a full yard in which all come and speak at once is no longer than a packet may be', () => {
  const yard = testYard({ maxPlayers: MAX_PLAYERS_LIMIT });
  const players = Array.from({ length: MAX_PLAYERS_LIMIT }, (_, i) =>
    join(yard, '🦊'.repeat(20) + String(i)),
  );
  for (const [i, player] of players.entries()) {
    yard.handle(player, { address: '/position', x: (i % 80) * 30, y: Math.floor(i / 80) * 25 }, 0);
    for (let i = 0; i < SAY_BURST; i++) yard.handle(player, { address: '/say', text: LONGEST }, 0);
  }
  const flush = yard.flush(0);
  if (!flush) throw new Error('There is news.');
  const [packet, ...more] = new FlushPackets(flush, 0).for(players[0] ?? join(yard, 'Ada'));
  expect(more).toEqual([]);
  expect(packet?.length).toBeLessThanOrEqual(FLUSH_MAX_BYTES);
});

test('a flush brings no more than it may, and the next one goes on', () => {
  const limits = new ChatLimits();
  const perFlush = (): number => {
    let bytes = 0;
    while (limits.tryAdd(LONGEST, 1, 0)) bytes += Buffer.byteLength(LONGEST);
    limits.flushed();
    return bytes;
  };
  for (let i = 0; i < 3; i++) {
    const bytes = perFlush();
    expect(bytes).toBeLessThanOrEqual(SAY_FLUSH_MAX_BYTES);
    expect(bytes).toBeGreaterThan(0.9 * SAY_FLUSH_MAX_BYTES);
  }
});

test('a yard sends no more chat in a second than it may', () => {
  const limits = new ChatLimits();
  const [seconds, recipients] = [10, 999];
  let bytes = 0;
  for (let nowMs = 0; nowMs < seconds * 1000; nowMs += 5) {
    for (let i = 0; i < 5; i++)
      if (limits.tryAdd(LONGEST, recipients, nowMs)) bytes += recipients * Buffer.byteLength(LONGEST);
    limits.flushed();
  }
  expect(bytes).toBeLessThanOrEqual(SAY_BURST_BYTES + seconds * SAY_YARD_BYTES_PER_S);
  expect(bytes).toBeGreaterThan(0.9 * seconds * SAY_YARD_BYTES_PER_S);
});
