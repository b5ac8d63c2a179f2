import {
  PLAYER_TIMEOUT_MS,
  PROFILE_INTERVAL_MS,
  RESUME_MS,
  SAY_BURST,
  SPEED_BURST_PX,
  WALKING_SPEED_PX_PER_S,
  YARD_HEIGHT_PX,
  YARD_INTERVAL_MS,
} from '../../shared/config';
import type { Position } from '../../shared/movement';
import type { ServerMessage } from '../../shared/protocol/messages';
import type { Flush } from './outbox';
import { PresenceBudget } from './presence-budget';
import type { Yard } from './yard';
import type { YardPlayer } from './yard-player';
import { join, joinAsGuest, testYard, toldTo } from './yard.fixture';

/** A yard in which players with these names have settled: all news of their arrival are told. */
function settled(...names: string[]): { yard: Yard; ada: YardPlayer; grace: YardPlayer } {
  const yard = testYard();
  const [ada, grace] = names.map((name) => join(yard, name, 0, `key of ${name}`)) as [YardPlayer, YardPlayer];
  yard.tick(0);
  yard.flush(0);
  return { yard, ada, grace };
}

const notesTo = (flush: Flush | undefined, player: YardPlayer) =>
  toldTo(flush, player).filter(({ address }) => address !== '/positions' && address !== '/player/position');
const addressesTo = (flush: Flush | undefined, player: YardPlayer) =>
  notesTo(flush, player).map((note) => note.address);
const positions = ({ id, x, y }: { id: number } & Position): ServerMessage => ({
  address: '/positions',
  ids: Int32Array.of(id),
  xs: Float32Array.of(x),
  ys: Float32Array.of(y),
});
const at = (x: number, y: number) => ({ address: '/position', x, y }) as const;

describe('coming', () => {
  test('where nothing happens nothing is flushed', () => {
    expect(settled('Ada').yard.flush(0)).toBeUndefined();
  });

  test('a newcomer learns the yard, its own id and everybody present; the others learn of the newcomer', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    const edsger = join(yard, 'Edsger', 1);
    const flush = yard.flush(0);
    expect(notesTo(flush, edsger)).toEqual([
      { address: '/yard', id: edsger.id, name: 'Test yard', protocol: 1, widthPx: 2400, heightPx: 1600 },
      { address: '/player/profile', id: 1, name: 'Ada', color: '#e69f00' },
      { address: '/player/profile', id: 2, name: 'Grace', color: '#e69f00' },
    ]);
    for (const player of [ada, grace]) {
      expect(notesTo(flush, player)).toEqual([
        { address: '/player/profile', id: edsger.id, name: 'Edsger', color: '#e69f00' },
      ]);
    }
    expect(flush?.newcomers).toEqual(new Set([edsger]));
  });

  test('who sends no profile is a guest with a name made of its id, and may become a player with the same id', () => {
    const { yard, ada } = settled('Ada');
    const guest = joinAsGuest(yard, 1);
    expect(notesTo(yard.flush(0), ada)).toMatchObject([{ name: 'Guest 2' }]);
    expect(join(yard, 'Grace', 2, 'new key', guest)).toBe(guest);
    expect(guest.isGuest).toBe(false);
    expect(notesTo(yard.flush(0), ada)).toMatchObject([{ address: '/player/profile', id: 2, name: 'Grace' }]);
  });

  test('a repeated profile is no news, a changed one is', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    join(yard, 'Ada', 1, 'key of Ada', ada);
    expect(yard.flush(0)).toBeUndefined();
    join(yard, 'Countess', 2, 'key of Ada', ada);
    const flush = yard.flush(0);
    expect(notesTo(flush, grace)).toMatchObject([{ address: '/player/profile', name: 'Countess' }]);
    expect(notesTo(flush, ada)).toEqual([]);
  });
});

describe('refusals change nothing, and say in a sentence why', () => {
  const profile = { address: '/profile', protocol: 1, name: 'Ada', color: '#e69f00' } as const;
  test.each([
    [{ ...profile, protocol: 2 }, 'protocol', 'Your game is newer than this yard'],
    [{ ...profile, protocol: 0 }, 'protocol', 'Your game is older than this yard'],
    [{ ...profile, name: 'x'.repeat(25) }, 'profile', 'A name has 1 to 24 characters; this one has 25.'],
    [{ ...profile, name: '\u0007' }, 'profile', 'this one has 0'],
    [{ ...profile, color: 'red' }, 'profile', '#rrggbb'],
    [{ ...profile, key: '' }, 'profile', 'A key has 1 to 64 characters.'],
    [{ ...profile, key: 'k'.repeat(65) }, 'profile', 'A key has 1 to 64 characters.'],
  ])('%j: %s', (message, code, reason) => {
    const yard = testYard();
    const guest = joinAsGuest(yard);
    for (const player of [undefined, guest]) {
      const answer = yard.applyProfile(player, message, 0, new PresenceBudget(0));
      expect(answer).toMatchObject({ ok: false, refusal: { address: '/refused', code } });
      expect(!answer.ok && answer.refusal?.reason).toContain(reason);
    }
    expect(guest).toMatchObject({ isGuest: true, profile: { name: 'Guest 1' } });
    expect(yard.size).toBe(1);
  });

  test('a full yard takes nobody more, until somebody leaves', () => {
    const yard = testYard({ maxPlayers: 2 });
    const ada = join(yard, 'Ada');
    join(yard, 'Edsger');
    expect(() => join(yard, 'Grace')).toThrow('This yard is full: it takes 2, and as many are here.');
    expect(() => joinAsGuest(yard)).toThrow('This yard is full');
    yard.remove(ada, 1);
    expect(join(yard, 'Grace').profile.name).toBe('Grace');
  });

  test('a yard without guests takes only players with a profile', () => {
    const yard = testYard({ guests: false });
    expect(() => joinAsGuest(yard)).toThrow('This yard takes only players who send a /profile.');
    expect(join(yard, 'Ada').isPresent).toBe(true);
  });
});

describe('coming back', () => {
  test('with the same key in time, it has the same id; later, or with another key, a new one', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.remove(ada, 0);
    yard.remove(grace, 0);
    yard.tick(RESUME_MS);
    expect(join(yard, 'Ada', RESUME_MS, 'key of Ada').id).toBe(ada.id);
    expect(join(yard, 'Ada', RESUME_MS, 'guessed').id).toBe(3);
    yard.tick(RESUME_MS + 1);
    expect(join(yard, 'Grace', RESUME_MS + 1, 'key of Grace').id).toBe(4);
  });

  test('who finds the yard full keeps its id for when there is room', () => {
    const yard = testYard({ maxPlayers: 1 });
    const ada = join(yard, 'Ada', 0, 'key of Ada');
    yard.remove(ada, 0);
    const grace = join(yard, 'Grace', 1, 'key of Grace');
    expect(() => join(yard, 'Ada', 2, 'key of Ada')).toThrow('This yard is full');
    yard.remove(grace, 3);
    expect(join(yard, 'Ada', 4, 'key of Ada').id).toBe(ada.id);
  });

  test('while its old connection still looks alive, it is the same player, who is told everything anew', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, at(1, 1), 0);
    yard.flush(0);
    expect(join(yard, 'Ada', 1, 'key of Ada')).toBe(ada);
    const flush = yard.flush(0);
    expect(addressesTo(flush, ada)).toEqual(['/yard', '/player/profile']);
    expect(notesTo(flush, grace)).toEqual([]);
    // It may have walked far meanwhile.
    yard.handle(ada, at(2000, 1000), 2);
    expect(ada.position).toEqual({ x: 2000, y: 1000 });
  });

  test('who spoke as a guest before it showed its key is nobody else', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.remove(ada, 0);
    const guest = joinAsGuest(yard, 1);
    yard.flush(0);
    const back = join(yard, 'Ada', 2, 'key of Ada', guest);
    expect([back.id, guest.isPresent]).toEqual([ada.id, false]);
    expect(notesTo(yard.flush(0), grace)).toEqual([
      { address: '/player/profile', id: ada.id, name: 'Ada', color: '#e69f00' },
      { address: '/player/left', id: guest.id },
    ]);
  });

  test('no key is ever told', () => {
    const { yard, ada } = settled('Ada');
    joinAsGuest(yard, 1);
    join(yard, 'Grace', 1, 'key of Grace');
    const flush = yard.flush(0);
    for (const player of flush?.recipients ?? [])
      expect(JSON.stringify(toldTo(flush, player))).not.toContain('key of');
    expect(ada.key).toBe('key of Ada');
  });
});

describe('walking', () => {
  test('of many positions between two flushes only the newest is told', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, at(1, 1), 0);
    yard.handle(ada, at(2, 3), 0);
    expect(toldTo(yard.flush(0), grace)).toEqual([positions({ id: ada.id, x: 2, y: 3 })]);
    expect(ada.position).toEqual({ x: 2, y: 3 });
    expect(yard.flush(0)).toBeUndefined();
  });

  test('a position outside the yard is clamped, and its sender is told', () => {
    const { yard, ada } = settled('Ada');
    yard.handle(ada, at(-5, 9999), 0);
    expect(notesTo(yard.flush(0), ada)).toEqual([{ address: '/corrected', x: 0, y: YARD_HEIGHT_PX }]);
  });

  test('at walking speed nobody is corrected, be it through bursts of half a second', () => {
    const { yard, ada } = settled('Ada');
    for (let nowMs = 500; nowMs < 8000; nowMs += 500) {
      for (let sentMs = nowMs - 500; sentMs < nowMs; sentMs += 1000 / 30) {
        yard.handle(ada, at(100 + (WALKING_SPEED_PX_PER_S * sentMs) / 1000, 5), nowMs);
      }
    }
    expect(notesTo(yard.flush(0), ada)).toEqual([]);
  });

  test('who is faster is held to the speed limit on its way, and told where it is', () => {
    const { yard, ada } = settled('Ada');
    yard.handle(ada, at(0, 5), 0);
    yard.handle(ada, at(2000, 5), 0);
    expect(ada.position).toEqual({ x: SPEED_BURST_PX, y: 5 });
    expect(notesTo(yard.flush(0), ada)).toEqual([{ address: '/corrected', x: SPEED_BURST_PX, y: 5 }]);
    yard.handle(ada, at(2000, 5), 1000);
    expect(ada.position?.x).toBeCloseTo(SPEED_BURST_PX + 1.25 * WALKING_SPEED_PX_PER_S);
  });

  test('a guest may be as fast as it likes', () => {
    const yard = testYard();
    const guest = joinAsGuest(yard);
    yard.handle(guest, at(0, 0), 0);
    yard.handle(guest, at(2000, 1000), 0);
    expect(guest.position).toEqual({ x: 2000, y: 1000 });
  });
});

describe('talking', () => {
  test('a ping is answered to its sender alone, a chat line goes to all the others', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, { address: '/ping', n: 7 }, 0);
    yard.handle(ada, { address: '/say', text: ' hello\n' }, 0);
    const flush = yard.flush(0);
    expect(notesTo(flush, ada)).toEqual([{ address: '/pong', n: 7 }]);
    expect(notesTo(flush, grace)).toEqual([{ address: '/player/said', id: ada.id, text: 'hello' }]);
  });

  test.each(['', '\u0007 ', 'x'.repeat(201)])(
    'a line of no or too many characters is dropped: %j',
    (text) => {
      const { yard, ada } = settled('Ada', 'Grace');
      expect(yard.handle(ada, { address: '/say', text }, 0)).toBe('malformed');
    },
  );

  test('who says too much at once is not heard for a while', () => {
    const { yard, ada } = settled('Ada', 'Grace');
    const say = (nowMs: number) => yard.handle(ada, { address: '/say', text: 'hello' }, nowMs);
    for (let i = 0; i < SAY_BURST; i++) expect(say(0)).toBeUndefined();
    expect(say(0)).toBe('flood');
    expect(say(1000)).toBeUndefined();
  });
});

describe('going', () => {
  test('who leaves is taken out, and the others are told', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, { address: '/leave' }, 0);
    const flush = yard.flush(0);
    expect(notesTo(flush, grace)).toEqual([{ address: '/player/left', id: ada.id }]);
    expect(notesTo(flush, ada)).toEqual([]);
    expect(yard.size).toBe(1);
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
    expect(notesTo(yard.flush(0), grace)).toContainEqual({ address: '/player/left', id: ada.id });
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
      expect(notesTo(flush, player)).toEqual([1, 2].map((id) => ({ address: '/player/left', id })));
    }
  });
});

test('the yard is told every second, and profiles are told again every five', () => {
  const { yard, ada, grace } = settled('Ada', 'Grace');
  yard.tick(YARD_INTERVAL_MS - 1);
  expect(yard.flush(0)).toBeUndefined();
  yard.tick(YARD_INTERVAL_MS);
  expect(addressesTo(yard.flush(0), ada)).toEqual(['/yard']);
  yard.touch(ada, PROFILE_INTERVAL_MS);
  yard.touch(grace, PROFILE_INTERVAL_MS);
  yard.tick(PROFILE_INTERVAL_MS);
  expect(addressesTo(yard.flush(0), ada)).toEqual(['/yard', '/player/profile']);
});
