import { crc32 } from 'node:zlib';
import { FULL_ROSTER_INTERVAL_MS, PROFILE_INTERVAL_MS, YARD_INTERVAL_MS } from '../../shared/config';
import { encodeServerMessage } from '../../shared/protocol/messages';
import { Roster } from './roster';
import { controlMessagesTo, join, joinAsGuest, testYard } from './yard.fixture';

const ada = { address: '/player/profile', id: 1, name: 'Ada', colour: '#e69f00' } as const;
const grace = { address: '/player/profile', id: 2, name: 'Grace', colour: '#56b4e9' } as const;
const crcOf = (message: typeof ada | typeof grace) => crc32(encodeServerMessage(message));

test('a roster is a number and the sum of checksums, as an int32, whatever the order', () => {
  const roster = new Roster();
  expect(roster.message).toEqual({ address: '/roster', players: 0, sum: 0 });
  roster.set(grace);
  roster.set(ada);
  expect(roster.message).toEqual({ address: '/roster', players: 2, sum: (crcOf(ada) + crcOf(grace)) | 0 });
  roster.set({ ...ada, name: 'Lovelace' });
  roster.set(ada);
  roster.delete(grace.id);
  roster.delete(grace.id);
  expect(roster.message).toEqual({ address: '/roster', players: 1, sum: crcOf(ada) | 0 });
});

/** A yard of 130 players who have settled. */
function largeYard() {
  const yard = testYard({ maxPlayers: 400 });
  const all = Array.from({ length: 129 }, (_, i) => join(yard, `Player ${i}`));
  const guest = joinAsGuest(yard);
  yard.tick(0);
  yard.flush(0);
  const awake = (nowMs: number) => all.forEach((player) => yard.touch(player, nowMs));
  return { yard, all, guest, awake, me: all[0] ?? guest };
}

test('in a large yard no profile is repeated, but players are told the roster once a second', () => {
  const { yard, guest, me, awake } = largeYard();
  for (let nowMs = YARD_INTERVAL_MS; nowMs <= 2 * PROFILE_INTERVAL_MS; nowMs += YARD_INTERVAL_MS) {
    awake(nowMs);
    yard.tick(nowMs);
    const flush = yard.flush(nowMs);
    const [, roster, ...more] = controlMessagesTo(flush, me);
    expect(roster).toMatchObject({ address: '/roster', players: 130 });
    expect(more).toEqual([]);
    expect(controlMessagesTo(flush, guest).map(({ address }) => address)).toEqual(['/yard']);
  }
});

test('who asks is told all other profiles and then the roster, at most once in 2 s; a guest is not', () => {
  const { yard, guest, me } = largeYard();
  expect(yard.handle(me, { address: '/roster' }, 10)).toBeUndefined();
  expect(yard.handle(me, { address: '/roster' }, 20)).toBe('flood');
  expect(yard.handle(guest, { address: '/roster' }, 20)).toBe('malformed');
  const messages = controlMessagesTo(yard.flush(30), me);
  expect(messages).toHaveLength(130);
  expect(messages.slice(0, -1).every(({ address }) => address === '/player/profile')).toBe(true);
  expect(messages.at(-1)).toMatchObject({ address: '/roster', players: 130 });
  expect(yard.flush(40)).toBeUndefined();
  expect(yard.handle(me, { address: '/roster' }, 10 + FULL_ROSTER_INTERVAL_MS)).toBeUndefined();
});

test('a newcomer to a large yard is told the roster behind the profiles', () => {
  const { yard } = largeYard();
  const late = join(yard, 'Late', 10);
  expect(controlMessagesTo(yard.flush(10), late).at(-1)).toMatchObject({ address: '/roster', players: 131 });
});

test('who asks in a small yard is told the roster too', () => {
  const yard = testYard();
  const me = join(yard, 'Ada');
  join(yard, 'Grace');
  yard.flush(0);
  expect(yard.handle(me, { address: '/roster' }, 10)).toBeUndefined();
  const messages = controlMessagesTo(yard.flush(20), me);
  expect(messages.map(({ address }) => address)).toEqual(['/player/profile', '/roster']);
  expect(messages.at(-1)).toMatchObject({ players: 2 });
});
