/** Who finds a place in a yard that is filling up, under which id, and how often. */
import { PRESENCE_CHANGE_BURST, PROTOCOL_VERSION, RESUME_MS } from '../../shared/config';
import { AscendingIds } from './id-sequence';
import { PresenceBudget } from './presence-budget';
import type { Yard } from './yard';
import type { YardPlayer } from './yard-player';
import { join, joinAsGuest, testYard, messagesTo } from './yard.fixture';

const HOST_KEY = 'key of the host';
const profile = { address: '/profile', protocol: PROTOCOL_VERSION, name: 'Ada', colour: '#e69f00' } as const;

function guests(yard: Yard, count: number): YardPlayer[] {
  return Array.from({ length: count }, () => joinAsGuest(yard));
}

describe('seats', () => {
  test('guests never take the last quarter, whoever has the others', () => {
    const yard = testYard({ maxPlayers: 8 });
    guests(yard, 3);
    for (let i = 0; i < 3; i++) join(yard, `Player ${i}`);
    expect(() => joinAsGuest(yard)).toThrow('its last places are for players who send a /profile');
    for (const name of ['Ada', 'Grace']) join(yard, name);
    expect(yard.size).toBe(8);
  });

  test('in a full yard the guest that has been silent longest makes room for somebody with a profile', () => {
    const yard = testYard({ maxPlayers: 4 });
    const [first, second, third] = guests(yard, 3) as [YardPlayer, YardPlayer, YardPlayer];
    join(yard, 'Ada');
    for (const [guest, nowMs] of [
      [first, 3],
      [second, 1],
      [third, 2],
    ] as const)
      yard.touch(guest, nowMs);
    const admission = yard.applyProfile(undefined, profile, 4, new PresenceBudget(4));
    expect(admission).toMatchObject({ ok: true, evicted: second });
    expect([first, second, third].map(({ isPresent }) => isPresent)).toEqual([true, false, true]);
    expect(messagesTo(yard.flush(4), first)).toContainEqual({ address: '/player/left', id: second.id });
    join(yard, 'Grace', 5);
    join(yard, 'Edsger', 5);
    expect(() => join(yard, 'Barbara', 6)).toThrow('This yard is full: it takes 4, and as many are here.');
    expect(yard.size).toBe(4);
  });

  test('a guest needs no other place for its profile, nor for the id that it had', () => {
    const yard = testYard({ maxPlayers: 4 });
    const ada = join(yard, 'Ada', 0, 'key of Ada');
    yard.remove(ada, 0);
    const [first, second] = guests(yard, 2) as [YardPlayer, YardPlayer];
    join(yard, 'Grace');
    join(yard, 'Edsger');
    yard.touch(second, 1);
    expect(join(yard, 'Ada', 2, 'key of Ada', second).id).toBe(ada.id);
    expect([first.isPresent, second.isPresent, yard.size]).toEqual([true, false, 4]);
    expect(join(yard, 'Barbara', 2, 'another key', first)).toBe(first);
  });

  test('the host always gets in, and comes back; a wrong key does not help', () => {
    const yard = testYard({ maxPlayers: 2, hostKey: HOST_KEY });
    for (const name of ['Ada', 'Grace']) join(yard, name);
    expect(() => join(yard, 'Edsger', 0, 'key of the hose')).toThrow('This yard is full');
    const host = join(yard, 'Host', 0, HOST_KEY);
    expect(yard.size).toBe(3);
    yard.remove(host, 1);
    expect(() => join(yard, 'Edsger', 2)).toThrow('This yard is full');
    expect(join(yard, 'Host', 2, HOST_KEY).id).toBe(host.id);
  });

  test('without a host nobody is it, with whatever key', () => {
    const yard = testYard({ maxPlayers: 1 });
    join(yard, 'Ada');
    for (const key of [undefined, 'undefined', HOST_KEY])
      expect(() => join(yard, 'Grace', 0, key)).toThrow('This yard is full');
  });
});

describe('how often', () => {
  test('one connection comes and goes three times at once, and then once a second', () => {
    const yard = testYard();
    const budget = new PresenceBudget(0);
    const visits = (nowMs: number, asGuest: boolean): number => {
      let times = 0;
      for (; times < 50; times++) {
        const admission = asGuest
          ? yard.admitGuest(nowMs, budget)
          : yard.applyProfile(undefined, { ...profile, key: `key ${times}` }, nowMs, budget);
        if (!admission.ok) break;
        yard.handle(admission.player, { address: '/leave' }, nowMs);
      }
      return times;
    };
    expect(visits(0, false)).toBe(PRESENCE_CHANGE_BURST);
    expect(visits(999, true)).toBe(0);
    expect(visits(1000, true)).toBe(1);
    expect(visits(4000, false)).toBe(PRESENCE_CHANGE_BURST);
    expect(yard.size).toBe(0);
  });

  test('one connection changes its profile three times at once, and then once a second; to repeat it costs nothing', () => {
    const yard = testYard();
    const budget = new PresenceBudget(0);
    const ada = join(yard, 'Ada', 0, undefined, undefined, budget);
    const changes = (nowMs: number): number => {
      let times = 0;
      while (
        times < 50 &&
        yard.applyProfile(ada, { ...profile, name: `Ada ${nowMs} ${times}` }, nowMs, budget).ok
      )
        times++;
      return times;
    };
    expect(changes(0)).toBe(PRESENCE_CHANGE_BURST);
    const { name } = ada.profile;
    for (let i = 0; i < 50; i++) join(yard, name, 0, undefined, ada, budget);
    expect(changes(1000)).toBe(1);
  });

  test('two connections that say the same key in turn do not have the yard told again and again', () => {
    const yard = testYard();
    const budget = new PresenceBudget(0);
    join(yard, 'Ada', 0, 'key of Ada');
    yard.flush(0);
    const takeOver = () =>
      yard.applyProfile(undefined, { ...profile, key: 'key of Ada' }, 0, budget).ok &&
      yard.flush(0)?.newcomers.size === 1;
    expect(Array.from({ length: 10 }, takeOver).filter(Boolean)).toHaveLength(PRESENCE_CHANGE_BURST);
  });

  test('who is refused since the yard is full may come as soon as there is room', () => {
    const yard = testYard({ maxPlayers: 1 });
    const budget = new PresenceBudget(0);
    const ada = join(yard, 'Ada');
    for (let i = 0; i < 50; i++)
      expect(yard.applyProfile(undefined, profile, 0, budget)).toMatchObject({ refusal: { code: 'full' } });
    yard.remove(ada, 0);
    expect(yard.applyProfile(undefined, profile, 0, budget).ok).toBe(true);
  });
});

/** Wrapped before each id. */
class WrappedIds extends AscendingIds {
  override next(isInUse: (id: number) => boolean): number {
    return new AscendingIds().next(isInUse);
  }
}

test('an id is given to nobody else while somebody has it or may come back with it', () => {
  const yard = testYard({}, new WrappedIds());
  const [ada, grace] = [join(yard, 'Ada', 0, 'key of Ada'), joinAsGuest(yard)];
  yard.remove(ada, 0);
  expect([ada.id, grace.id, join(yard, 'Edsger').id]).toEqual([1, 2, 3]);
  yard.remove(grace, 0);
  expect(join(yard, 'Barbara').id).toBe(2);
  yard.tick(RESUME_MS + 1);
  expect(joinAsGuest(yard, RESUME_MS + 1).id).toBe(1);
});
