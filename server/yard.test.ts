import { PLAYER_TIMEOUT_MS, PROFILE_INTERVAL_MS, YARD_HEIGHT_PX, YARD_INTERVAL_MS } from '../shared/config';
import { Yard, type Flush, type YardPlayer } from './yard';

const profile = (name: string) => ({ address: '/profile', protocol: 1, name, color: '#e69f00' }) as const;

/** A yard in which players with these names have settled: all news of their arrival are told. */
function yardWith(...names: string[]): { yard: Yard; players: YardPlayer[] } {
  const yard = new Yard('Test yard');
  const players = names.map((name) => {
    const player = yard.hear(undefined, 0);
    yard.receive(player, profile(name));
    return player;
  });
  yard.tick(0);
  yard.flush();
  return { yard, players };
}

const notesTo = (flush: Flush | undefined, player: YardPlayer | undefined) =>
  (player && flush?.notes.get(player)) ?? [];
const addressesTo = (flush: Flush | undefined, player: YardPlayer | undefined) =>
  notesTo(flush, player).map((note) => note.address);

test('where nothing happens nothing is flushed', () => {
  const { yard } = yardWith('Ada');
  expect(yard.flush()).toBeUndefined();
});

test('a newcomer learns the yard, its own id and everybody present; the others learn of the newcomer', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  const edsger = yard.hear(undefined, 1);
  yard.receive(edsger, profile('Edsger'));
  const flush = yard.flush();
  expect(notesTo(flush, edsger)).toEqual([
    { address: '/yard', id: edsger.id, name: 'Test yard', protocol: 1, widthPx: 2400, heightPx: 1600 },
    { address: '/player/profile', id: 1, name: 'Ada', color: '#e69f00' },
    { address: '/player/profile', id: 2, name: 'Grace', color: '#e69f00' },
  ]);
  for (const player of players) {
    expect(notesTo(flush, player)).toEqual([
      { address: '/player/profile', id: edsger.id, name: 'Edsger', color: '#e69f00' },
    ]);
  }
  expect(flush?.newcomers).toEqual(new Set([edsger]));
});

test('who never sends a profile is a guest with a name made of its id', () => {
  const { yard, players } = yardWith('Ada');
  const guest = yard.hear(undefined, 1);
  expect(guest.isGuest).toBe(true);
  expect(notesTo(yard.flush(), players[0])).toMatchObject([{ name: 'Guest 2' }]);
});

test('of many positions between two flushes only the newest is told', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  const [ada] = players as [YardPlayer];
  yard.receive(ada, { address: '/position', x: 1, y: 1 });
  yard.receive(ada, { address: '/position', x: 2, y: 3 });
  expect(yard.flush()?.moved).toEqual([ada]);
  expect(ada.position).toEqual({ x: 2, y: 3 });
  expect(yard.flush()).toBeUndefined();
});

test('a position outside the yard is clamped, and its sender is told', () => {
  const { yard, players } = yardWith('Ada');
  const [ada] = players as [YardPlayer];
  expect(yard.receive(ada, { address: '/position', x: -5, y: 9999 })).toBe(true);
  expect(notesTo(yard.flush(), ada)).toEqual([{ address: '/corrected', x: 0, y: YARD_HEIGHT_PX }]);
});

test('a position that is not finite is dropped', () => {
  const { yard, players } = yardWith('Ada');
  const [ada] = players as [YardPlayer];
  expect(yard.receive(ada, { address: '/position', x: NaN, y: 0 })).toBe(false);
  expect(yard.flush()).toBeUndefined();
});

test.each([
  { ...profile('x'.repeat(25)) },
  { ...profile('') },
  { ...profile('Ada'), color: 'red' },
  { ...profile('Ada'), protocol: 2 },
])('a profile that breaks the rules changes nothing: %j', (message) => {
  const yard = new Yard('Test yard');
  const player = yard.hear(undefined, 0);
  expect(yard.receive(player, message)).toBe(false);
  expect(player).toMatchObject({ isGuest: true, profile: { name: 'Guest 1' } });
});

test('a repeated profile is no news, a changed one is', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  const [ada, grace] = players as [YardPlayer, YardPlayer];
  yard.receive(ada, profile('Ada'));
  expect(yard.flush()).toBeUndefined();
  yard.receive(ada, profile('Countess'));
  const flush = yard.flush();
  expect(notesTo(flush, grace)).toMatchObject([{ address: '/player/profile', name: 'Countess' }]);
  expect(notesTo(flush, ada)).toEqual([]);
});

test('a ping is answered to its sender alone, a chat line goes to all the others', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  const [ada, grace] = players as [YardPlayer, YardPlayer];
  yard.receive(ada, { address: '/ping', n: 7 });
  yard.receive(ada, { address: '/say', text: 'hello' });
  const flush = yard.flush();
  expect(notesTo(flush, ada)).toEqual([{ address: '/pong', n: 7 }]);
  expect(notesTo(flush, grace)).toEqual([{ address: '/player/said', id: ada.id, text: 'hello' }]);
});

test('who leaves is taken out, and the others are told', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  const [ada, grace] = players as [YardPlayer, YardPlayer];
  yard.receive(ada, { address: '/leave' });
  const flush = yard.flush();
  expect(notesTo(flush, grace)).toEqual([{ address: '/player/left', id: ada.id }]);
  expect(notesTo(flush, ada)).toEqual([]);
  expect(yard.size).toBe(1);
});

test('who is heard again after it left is somebody new', () => {
  const { yard, players } = yardWith('Ada');
  const [ada] = players as [YardPlayer];
  yard.leave(ada);
  expect(yard.hear(ada, 1).id).toBe(2);
});

test('a silent player is gone after the timeout, a silent guest stays', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  const [ada, grace] = players as [YardPlayer, YardPlayer];
  const guest = yard.hear(undefined, 0);
  yard.hear(grace, PLAYER_TIMEOUT_MS);
  yard.tick(PLAYER_TIMEOUT_MS);
  expect(ada.isHere).toBe(true);
  yard.tick(PLAYER_TIMEOUT_MS + 1);
  expect([ada.isHere, grace.isHere, guest.isHere]).toEqual([false, true, true]);
  expect(notesTo(yard.flush(), grace)).toContainEqual({ address: '/player/left', id: ada.id });
});

test('the yard is told every second, and profiles are told again every five', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  const [ada, grace] = players as [YardPlayer, YardPlayer];
  yard.tick(YARD_INTERVAL_MS - 1);
  expect(yard.flush()).toBeUndefined();
  yard.tick(YARD_INTERVAL_MS);
  expect(addressesTo(yard.flush(), ada)).toEqual(['/yard']);
  yard.hear(ada, PROFILE_INTERVAL_MS);
  yard.hear(grace, PROFILE_INTERVAL_MS);
  yard.tick(PROFILE_INTERVAL_MS);
  expect(addressesTo(yard.flush(), ada)).toEqual(['/player/profile', '/yard']);
});

test('when the yard closes everybody is told that everybody is gone, itself included', () => {
  const { yard, players } = yardWith('Ada', 'Grace');
  yard.close();
  const flush = yard.flush();
  for (const player of players) {
    expect(notesTo(flush, player)).toEqual([1, 2].map((id) => ({ address: '/player/left', id })));
  }
});
