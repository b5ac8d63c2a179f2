/** What those who are in the yard may do, and what the others are sent of it. */
import {
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  SAY_BURST,
  SPEED_BURST_PX,
  WALKING_SPEED_PX_PER_S,
  YARD_HEIGHT_PX,
  YARD_INTERVAL_MS,
} from '../../shared/config';
import type { Position } from '../../shared/movement';
import type { ServerMessage } from '../../shared/protocol/messages';
import { join, controlMessagesTo, joinAsGuest, messagesTo, settled, testYard } from './yard.fixture';

const motions = ({ id, x, y }: { id: number } & Position, flags: number): ServerMessage => ({
  address: '/motions',
  ids: Int32Array.of(id),
  xs: Float32Array.of(x),
  ys: Float32Array.of(y),
  vxs: Float32Array.of(0),
  vys: Float32Array.of(0),
  ages: Uint16Array.of(0),
  flags: Uint16Array.of(flags),
});
const at = (x: number, y: number) => ({ address: '/position', x, y }) as const;

describe('motion', () => {
  test('of many positions between two flushes only the newest is sent', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, at(1, 1), 0);
    yard.handle(ada, at(2, 3), 0);
    expect(messagesTo(yard.flush(0), grace)).toEqual([motions({ id: ada.id, x: 2, y: 3 }, 3)]);
    expect(ada.motion.current).toMatchObject({ x: 2, y: 3 });
    expect(yard.flush(0)).toBeUndefined();
  });

  test('a position outside the yard is clamped, and its sender is told', () => {
    const { yard, ada } = settled('Ada');
    yard.handle(ada, at(-5, 9999), 0);
    expect(controlMessagesTo(yard.flush(0), ada)).toEqual([
      { address: '/corrected', x: 0, y: YARD_HEIGHT_PX },
    ]);
  });

  test('at walking speed nobody is corrected, be it through bursts of half a second', () => {
    const { yard, ada } = settled('Ada');
    for (let nowMs = 500; nowMs < 8000; nowMs += 500) {
      for (let sentMs = nowMs - 500; sentMs < nowMs; sentMs += 1000 / 30) {
        yard.handle(ada, at(100 + (WALKING_SPEED_PX_PER_S * sentMs) / 1000, 5), nowMs);
      }
    }
    expect(controlMessagesTo(yard.flush(0), ada)).toEqual([]);
  });

  test('who is faster is held to the speed limit on its way, and told where it is', () => {
    const { yard, ada } = settled('Ada');
    yard.handle(ada, at(0, 5), 0);
    yard.handle(ada, at(2000, 5), 0);
    expect(ada.motion.current).toMatchObject({ x: SPEED_BURST_PX, y: 5 });
    expect(controlMessagesTo(yard.flush(0), ada)).toEqual([
      { address: '/corrected', x: SPEED_BURST_PX, y: 5 },
    ]);
    yard.handle(ada, at(2000, 5), 1000);
    expect(ada.motion.current?.x).toBeCloseTo(SPEED_BURST_PX + 1.25 * WALKING_SPEED_PX_PER_S);
  });

  test('a guest may be as fast as it likes', () => {
    const yard = testYard();
    const guest = joinAsGuest(yard);
    yard.handle(guest, at(0, 0), 0);
    yard.handle(guest, at(2000, 1000), 0);
    expect(guest.motion.current).toMatchObject({ x: 2000, y: 1000 });
  });
});

describe('chat', () => {
  test('a ping is answered to its sender alone, a chat line goes to all the others', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, { address: '/ping', n: 7 }, 0);
    yard.handle(ada, { address: '/say', text: ' hello\n' }, 0);
    const flush = yard.flush(0);
    expect(controlMessagesTo(flush, ada)).toEqual([{ address: '/pong', n: 7 }]);
    expect(controlMessagesTo(flush, grace)).toEqual([{ address: '/player/said', id: ada.id, text: 'hello' }]);
  });

  test.each(['', '\u0007 ', 'x'.repeat(201)])(
    'a line of no or too many characters is dropped: %j',
    (text) => {
      const { yard, ada } = settled('Ada', 'Grace');
      expect(yard.handle(ada, { address: '/say', text }, 0)).toBe('malformed');
    },
  );

  test('who says too much at once is not passed on for a while', () => {
    const { yard, ada } = settled('Ada', 'Grace');
    const say = (nowMs: number) => yard.handle(ada, { address: '/say', text: 'hello' }, nowMs);
    for (let i = 0; i < SAY_BURST; i++) expect(say(0)).toBeUndefined();
    expect(say(0)).toBe('flood');
    expect(say(1000)).toBeUndefined();
  });
});

describe('departure', () => {
  test('who leaves is taken out, and the others are told', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, { address: '/leave' }, 0);
    const flush = yard.flush(0);
    expect(controlMessagesTo(flush, grace)).toEqual([{ address: '/player/left', id: ada.id }]);
    expect(controlMessagesTo(flush, ada)).toEqual([]);
    expect(yard.size).toBe(1);
  });

  test('who leaves and comes back between two flushes is not told that it left: it would take that for the end of the yard', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.remove(ada, 10);
    const again = join(yard, 'Ada', 20, 'key of Ada');
    expect(again.id).toBe(ada.id);
    const flush = yard.flush(20);
    expect(controlMessagesTo(flush, again)).not.toContainEqual({ address: '/player/left', id: ada.id });
    expect(controlMessagesTo(flush, grace)).toContainEqual({ address: '/player/left', id: ada.id });
  });

  test('a silent player is gone after the timeout, a silent guest stays', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    const guest = joinAsGuest(yard);
    for (let nowMs = 0; nowMs <= PLAYER_TIMEOUT_MS; nowMs += 1000) {
      yard.touch(grace, nowMs);
      yard.tick(nowMs);
    }
    expect(ada.isPresent).toBe(true);
    yard.tick(PLAYER_TIMEOUT_MS + 1);
    expect([ada.isPresent, grace.isPresent, guest.isPresent]).toEqual([false, true, true]);
    expect(controlMessagesTo(yard.flush(0), grace)).toContainEqual({ address: '/player/left', id: ada.id });
  });

  test('nobody is blamed for a silence in which the server itself was frozen', () => {
    const { yard, ada } = settled('Ada');
    yard.tick(60_000);
    expect(ada.isPresent).toBe(true);
  });

  test('when the yard closes everybody is told that everybody is gone, itself included', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.close();
    const flush = yard.flush(0);
    for (const player of [ada, grace]) {
      expect(controlMessagesTo(flush, player)).toEqual([1, 2].map((id) => ({ address: '/player/left', id })));
    }
  });
});

test('/yard is sent every second, and profiles are repeated every five', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  yard.tick(YARD_INTERVAL_MS - 1);
  expect(yard.flush(0)).toBeUndefined();
  yard.tick(YARD_INTERVAL_MS);
  expect(controlMessagesTo(yard.flush(0), ada).map(({ address }) => address)).toEqual(['/yard']);
  yard.touch(ada, PROFILE_INTERVAL_MS);
  yard.touch(grace, PROFILE_INTERVAL_MS);
  yard.tick(PROFILE_INTERVAL_MS);
  expect(controlMessagesTo(yard.flush(0), ada).map(({ address }) => address)).toEqual([
    '/yard',
    '/player/profile',
  ]);
});
