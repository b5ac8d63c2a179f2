import { NAME_MAX_CHARACTERS, YARD_INTERVAL_MS } from '../../shared/config';
import { cleanText, PALETTE, validateName } from '../../shared/profile';
import { foldText } from '../../shared/text';
import { PresenceBudget } from './presence-budget';
import type { Yard } from './yard';
import type { YardPlayer } from './yard-player';
import { controlMessagesTo, join, joinAsGuest, settled, testYard } from './yard.fixture';

const joinAs = (yard: Yard, name: string, colour: string, player?: YardPlayer) =>
  join(yard, name, 0, undefined, player, new PresenceBudget(0), colour);
const namesIn = (players: readonly YardPlayer[]) => players.map(({ profile }) => profile.name);
const addressesTo = (yard: Yard, player: YardPlayer) =>
  controlMessagesTo(yard.flush(0), player).map(({ address }) => address);

describe('names', () => {
  test('Root and Root are shown as Root and Root 2, whatever their case or way of writing', () => {
    const yard = testYard();
    const roots = ['Root', 'Root', 'ROOT', 'Ｒoot', 'Root 2'].map((name) => join(yard, name));
    expect(namesIn(roots)).toEqual(['Root', 'Root 2', 'ROOT 3', 'Ｒoot 4', 'Root 2 2']);
  });

  test('one that is free again is the next one’s; who has a number keeps it', () => {
    const { yard, ada } = settled('Ada', 'Grace');
    const second = join(yard, 'Ada', 0, 'key');
    yard.remove(ada, 1);
    join(yard, 'Ada', 2, 'key', second);
    expect(second.profile.name).toBe('Ada 2');
    expect(join(yard, 'Ada', 3).profile.name).toBe('Ada');
  });

  test('with its number a name is no longer than a name may be, and no letter of it is cut', () => {
    const yard = testYard();
    const family = `${'x'.repeat(NAME_MAX_CHARACTERS - 3)}👩‍🚀`;
    for (const [wanted, shown] of [
      ['x'.repeat(NAME_MAX_CHARACTERS), `${'x'.repeat(NAME_MAX_CHARACTERS - 2)} 2`],
      [family, `${'x'.repeat(NAME_MAX_CHARACTERS - 3)} 2`],
    ] as const) {
      join(yard, wanted);
      expect(join(yard, wanted).profile.name).toBe(shown);
    }
  });

  test('nobody is shown as the host who speaks to all', () => {
    const yard = testYard();
    expect(namesIn([join(yard, 'Host'), join(yard, ' HOST ')])).toEqual(['Host 2', 'HOST 3']);
  });

  test('nobody with a profile is shown as a guest', () => {
    const yard = testYard();
    const guest = joinAsGuest(yard);
    expect(namesIn([guest, join(yard, 'Guest 1'), join(yard, 'GUEST 77')])).toEqual([
      'Guest 1',
      'Guest 1 2',
      'GUEST 77 2',
    ]);
  });

  test('a hundred who want one name have a hundred names', () => {
    const yard = testYard({ maxPlayers: 200 });
    const players = Array.from({ length: 100 }, () => join(yard, 'Root'));
    expect(new Set(namesIn(players)).size).toBe(100);
    expect(players.at(-1)?.profile.name).toBe('Root 100');
  });

  test('the last of 500 who want one name costs no more than a hundred times what one costs who wants another', () => {
    const yard = testYard({ maxPlayers: 1000 });
    const millisecondsFor = (nameOf: (i: number) => string): number => {
      const beganMs = performance.now();
      for (let i = 0; i < 20; i++) yard.remove(join(yard, nameOf(i)), 0);
      return performance.now() - beganMs;
    };
    for (let i = 0; i < 480; i++) join(yard, 'Root');
    millisecondsFor((i) => `Warm ${i}`);
    const other = millisecondsFor((i) => `Other ${i}`);
    expect(millisecondsFor(() => 'Root')).toBeLessThan(100 * other);
  });

  test('a number is found free under the very name that is shown', () => {
    const yard = testYard({ maxPlayers: 200 });
    const wanted = [
      `Ann ${'x'.repeat(19)}`,
      `Ann${' '.repeat(18)}Bob`,
      `${'x'.repeat(21)} yz`,
      'e\u0301',
      'ﬁ',
      'ß',
    ];
    for (const name of wanted) {
      const shown = Array.from({ length: 12 }, () => join(yard, name).profile.name);
      expect(new Set(shown.map(foldText)).size).toBe(12);
      expect(shown.map((one) => validateName(one) ?? cleanText(one))).toEqual(shown);
    }
  });
});

describe('colours', () => {
  test('who has chosen none is given the one that the fewest have', () => {
    const yard = testYard();
    joinAs(yard, 'Ada', PALETTE[0]);
    joinAs(yard, 'Grace', PALETTE[2]);
    joinAs(yard, 'Edsger', '#123456');
    const given = Array.from({ length: 7 }, (_, i) => joinAs(yard, `New ${i}`, '').profile.colour);
    expect(given).toEqual([PALETTE[1], ...PALETTE.slice(3), PALETTE[0]]);
  });

  test('one that is free again is given first', () => {
    const yard = testYard();
    const players = PALETTE.map((colour) => joinAs(yard, colour, ''));
    const [, , , gone] = players;
    if (gone) yard.remove(gone, 0);
    expect(joinAs(yard, 'Ada', '').profile.colour).toBe(PALETTE[3]);
  });

  test('a guest’s own colour is as free as any to that guest, and the one that was given stays', () => {
    const yard = testYard();
    const guest = joinAsGuest(yard);
    joinAs(yard, 'Ada', PALETTE[0]);
    joinAs(yard, 'Grace', PALETTE[2]);
    expect(guest.profile.colour).toBe(PALETTE[1]);
    expect(joinAs(yard, 'Edsger', '', guest).profile.colour).toBe(PALETTE[1]);
    joinAs(yard, 'Mallory', PALETTE[1]);
    expect(joinAs(yard, 'Edsger W.', '', guest).profile).toEqual({ name: 'Edsger W.', colour: PALETTE[1] });
  });

  test('a client that sends a colour is shown in it, as before', () => {
    const yard = testYard();
    expect(joinAs(yard, 'Ada', '#ABCDEF').profile.colour).toBe('#abcdef');
  });
});

describe('/your/profile', () => {
  test('follows /yard, and comes again with each /yard while it differs from what was sent', () => {
    const yard = testYard();
    const [ada, second] = [joinAs(yard, 'Ada', PALETTE[0]), joinAs(yard, 'Ada', '')];
    yard.tick(0);
    const flush = yard.flush(0);
    for (const [player, name, colour] of [
      [ada, 'Ada', PALETTE[0]],
      [second, 'Ada 2', PALETTE[1]],
    ] as const)
      expect(controlMessagesTo(flush, player).slice(0, 2)).toMatchObject([
        { address: '/yard' },
        { address: '/your/profile', name, colour },
      ]);
    const told = () => {
      const next = yard.flush(0);
      return [ada, second].map((player) => controlMessagesTo(next, player).map(({ address }) => address));
    };
    yard.tick(YARD_INTERVAL_MS);
    expect(told()).toEqual([['/yard'], ['/yard', '/your/profile']]);
    joinAs(yard, 'Ada 2', PALETTE[1], second);
    yard.tick(2 * YARD_INTERVAL_MS);
    expect(told()).toEqual([['/yard'], ['/yard']]);
  });

  test('a repeated profile is answered by nothing, and a guest is told none', () => {
    const { yard, ada } = settled('Ada');
    const guest = joinAsGuest(yard);
    expect(addressesTo(yard, guest)).toEqual(['/yard', '/player/profile']);
    join(yard, 'Ada', 0, 'key of Ada', ada);
    expect(yard.flush(0)).toBeUndefined();
  });
});
