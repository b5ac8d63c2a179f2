/** Who gets into the yard, and as whom. */
import { PROTOCOL_VERSION, RESUME_MS } from '../../shared/config';
import type { Flush } from './outbox';
import { PresenceBudget } from './presence-budget';
import type { YardPlayer } from './yard-player';
import { controlMessagesTo, join, joinAsGuest, messagesTo, settled, testYard } from './yard.fixture';

const addressesTo = (flush: Flush | undefined, player: YardPlayer) =>
  controlMessagesTo(flush, player).map(({ address }) => address);

const at = (x: number, y: number) => ({ address: '/position', x, y }) as const;

describe('arrival', () => {
  test('where nothing happens nothing is flushed', () => {
    expect(settled('Ada').yard.flush(0)).toBeUndefined();
  });

  test('a newcomer learns the yard, its own id and everybody present; the others learn of the newcomer', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    const edsger = join(yard, 'Edsger', 1);
    const flush = yard.flush(0);
    expect(controlMessagesTo(flush, edsger)).toEqual([
      {
        address: '/yard',
        id: edsger.id,
        name: 'Test yard',
        protocol: PROTOCOL_VERSION,
        widthPx: 2400,
        heightPx: 1600,
      },
      { address: '/your/profile', name: 'Edsger', colour: '#e69f00' },
      { address: '/player/profile', id: 1, name: 'Ada', colour: '#e69f00' },
      { address: '/player/profile', id: 2, name: 'Grace', colour: '#e69f00' },
    ]);
    for (const player of [ada, grace]) {
      expect(controlMessagesTo(flush, player)).toEqual([
        { address: '/player/profile', id: edsger.id, name: 'Edsger', colour: '#e69f00' },
      ]);
    }
    expect(flush?.newcomers).toEqual(new Set([edsger]));
  });

  test('who sends no profile is a guest with a name made of its id, and may become a player with the same id', () => {
    const { yard, ada } = settled('Ada');
    const guest = joinAsGuest(yard, 1);
    expect(controlMessagesTo(yard.flush(0), ada)).toMatchObject([{ name: 'Guest 2' }]);
    expect(join(yard, 'Grace', 2, 'new key', guest)).toBe(guest);
    expect(guest.isGuest).toBe(false);
    expect(controlMessagesTo(yard.flush(0), ada)).toMatchObject([
      { address: '/player/profile', id: 2, name: 'Grace' },
    ]);
  });

  test('a repeated profile is not sent, a changed one is', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    join(yard, 'Ada', 1, 'key of Ada', ada);
    expect(yard.flush(0)).toBeUndefined();
    join(yard, 'Countess', 2, 'key of Ada', ada);
    const flush = yard.flush(0);
    expect(controlMessagesTo(flush, grace)).toMatchObject([{ address: '/player/profile', name: 'Countess' }]);
    expect(controlMessagesTo(flush, ada)).toEqual([
      { address: '/your/profile', name: 'Countess', colour: '#e69f00' },
    ]);
  });
});

describe('refusals change nothing, and say in a sentence why', () => {
  const profile = {
    address: '/profile',
    protocol: PROTOCOL_VERSION,
    name: 'Ada',
    colour: '#e69f00',
  } as const;
  test.each([
    [{ ...profile, protocol: 3 }, 'protocol', 'here 2): its host has to update.'],
    [{ ...profile, protocol: 1 }, 'protocol', 'here 2): update it.'],
    [{ ...profile, name: 'x'.repeat(25) }, 'profile', 'A name has 1 to 24 characters; this one has 25.'],
    [{ ...profile, name: '\u0007' }, 'profile', 'this one has 0'],
    [{ ...profile, colour: 'red' }, 'profile', '#rrggbb'],
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

describe('resuming', () => {
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

  test('while its old connection still looks alive, it is the same player, and is sent a snapshot', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.handle(ada, at(1, 1), 0);
    yard.flush(0);
    expect(join(yard, 'Ada', 3000, 'key of Ada')).toBe(ada);
    const flush = yard.flush(3000);
    expect(addressesTo(flush, ada)).toEqual(['/yard', '/your/profile', '/player/profile']);
    expect(controlMessagesTo(flush, grace)).toEqual([]);
    // It may have walked far meanwhile.
    yard.handle(ada, at(1100, 1), 3001);
    expect(ada.motion.current).toMatchObject({ x: 1100, y: 1 });
  });

  test('who spoke as a guest before it showed its key is nobody else', () => {
    const { yard, ada, grace } = settled('Ada', 'Grace');
    yard.remove(ada, 0);
    const guest = joinAsGuest(yard, 1);
    yard.flush(0);
    const back = join(yard, 'Ada', 2, 'key of Ada', guest);
    expect([back.id, guest.isPresent]).toEqual([ada.id, false]);
    expect(controlMessagesTo(yard.flush(0), grace)).toEqual([
      { address: '/player/profile', id: ada.id, name: 'Ada', colour: '#e69f00' },
      { address: '/player/left', id: guest.id },
    ]);
  });

  test('no key is ever sent', () => {
    const { yard, ada } = settled('Ada');
    joinAsGuest(yard, 1);
    join(yard, 'Grace', 1, 'key of Grace');
    const flush = yard.flush(0);
    for (const player of flush?.recipients ?? [])
      expect(JSON.stringify(messagesTo(flush, player))).not.toContain('key of');
    expect(ada.key).toBe('key of Ada');
  });
});
