import type { PlayerState } from '../../shared/yard-state';
import { AccessRules } from '../access/access-rules';
import { AWAITED_MS } from './awaited-players';
import { hashKey } from '../access/key-hash';
import { PresenceBudget } from './presence-budget';
import { join, joinAsGuest, messagesTo, testYard } from './yard.fixture';
import type { Yard } from './yard';
import type { YardOptions } from './yard-options';

const awaited = (id: number, name: string, key: string, wantedName = name): PlayerState => ({
  ...{ id, name, wantedName, colour: '#0072b2', place: { x: 100, y: 200 }, keyHash: hashKey(key) },
  isMuted: false,
});

function yardOf(players: readonly PlayerState[], options: Partial<YardOptions> = {}) {
  const yard = testYard({ ...options, state: { access: 'open', isLocked: false, players } });
  yard.tick(0);
  return yard;
}

test('who comes with its key is who and where it was', () => {
  const yard = yardOf([awaited(7, 'Ada 2', 'key', 'Ada')]);
  const watcher = join(yard, 'Watcher', 0, 'another key');
  const ada = join(yard, 'Ada', 1000, 'key', undefined, undefined, '#0072b2');
  expect(ada).toMatchObject({ id: 7, profile: { name: 'Ada 2', colour: '#0072b2' }, isGuest: false });
  const messages = messagesTo(yard.flush(1000), watcher, 1000);
  expect(messages).toContainEqual({ address: '/player/profile', id: 7, name: 'Ada 2', colour: '#0072b2' });
  const motions = messages.find(({ address }) => address === '/motions');
  expect(motions).toMatchObject({
    ids: Int32Array.of(7),
    xs: Float32Array.of(100),
    ys: Float32Array.of(200),
  });
});

test('it may have walked on while the yard was on its way, and is put on no other place', () => {
  const yard = yardOf([awaited(7, 'Ada', 'key'), { ...awaited(8, 'Grace', 'her key') }]);
  join(yard, 'Grace', 4000, 'her key');
  const ada = join(yard, 'Ada', 4000, 'key');
  yard.flush(4000);
  yard.handle(ada, { address: '/motion', x: 1060, y: 200, vx: 240, vy: 0 }, 4000);
  expect(messagesTo(yard.flush(4000), ada).map(({ address }) => address)).not.toContain('/corrected');
  expect(ada.motion.at(4000)).toEqual({ x: 1060, y: 200 });
});

test('without its key nobody is who is awaited, and its id and its name are kept for it', () => {
  const yard = yardOf([awaited(1, 'Ada', 'key'), awaited(2, 'Grace', 'her key')]);
  const other = join(yard, 'ADA', 0, 'a key of its own');
  expect(other).toMatchObject({ id: 3, profile: { name: 'ADA 2' } });
  expect(joinAsGuest(yard).id).toBe(4);
  expect(join(yard, 'Ada', 0, 'key')).toMatchObject({ id: 1, profile: { name: 'Ada' } });
});

test('who knows only the hash of a key is nobody who is awaited', () => {
  const yard = yardOf([awaited(1, 'Ada', 'key')]);
  expect(join(yard, 'Ada', 0, hashKey('key'))).toMatchObject({ id: 2, profile: { name: 'Ada 2' } });
});

test('whatever the last host says, nobody is shown as the host, as a guest, or as somebody else is', () => {
  const names = ['Ada', 'Ada', 'ADA', 'Host', 'Guest 9'];
  const yard = yardOf(names.map((name, i) => awaited(i + 1, name, `key ${i}`)));
  const shown = names.map((name, i) => join(yard, name, 0, `key ${i}`).profile.name);
  expect(shown).toEqual(['Ada', 'Ada 2', 'ADA 3', 'Host 2', 'Guest 9 2']);
});

test('a key is of use once: who comes with it again is the same player', () => {
  const yard = yardOf([awaited(1, 'Ada', 'key')]);
  const ada = join(yard, 'Ada', 0, 'key');
  expect(join(yard, 'Ada', 10, 'key')).toBe(ada);
  expect(yard.size).toBe(1);
});

test('for who is awaited a seat is kept, and for 60 s no longer', () => {
  const yard = yardOf([awaited(1, 'Ada', 'key'), awaited(2, 'Grace', 'her key')], { maxPlayers: 3 });
  join(yard, 'Edsger', 0);
  const late = { address: '/profile', protocol: 2, name: 'Late', colour: '#e69f00' } as const;
  const tryJoin = (nowMs: number) => yard.applyProfile(undefined, late, nowMs, new PresenceBudget(nowMs));
  expect(tryJoin(10)).toMatchObject({ ok: false, refusal: { code: 'full' } });
  expect(yard.admitGuest(10, new PresenceBudget(10))).toMatchObject({ refusal: { code: 'full' } });
  expect(join(yard, 'Ada', 20, 'key').id).toBe(1);
  yard.tick(AWAITED_MS - 1);
  expect(tryJoin(AWAITED_MS - 1).ok).toBe(false);
  yard.tick(AWAITED_MS);
  expect(join(yard, 'Grace', AWAITED_MS, 'her key').id).not.toBe(2);
});

test('a yard that was handed over can be handed over again, with who is here and who is on the way', () => {
  const yard = yardOf([awaited(7, 'Ada 2', 'key', 'Ada'), awaited(8, 'Grace', 'her key')]);
  join(yard, 'Ada', 0, 'key', undefined, undefined, '#0072b2');
  expect(yard.handOver.state(0).players).toEqual([
    awaited(7, 'Ada 2', 'key', 'Ada'),
    { ...awaited(8, 'Grace', 'her key'), place: undefined, isAway: true },
  ]);
});

test('of those who are awaited no more are kept seats for than there are', () => {
  const many = Array.from({ length: 100 }, (_, i) => awaited(i + 1, `Player ${i}`, `key ${i}`));
  const yard = yardOf(many, { maxPlayers: 3 });
  expect([0, 1, 2].map((i) => join(yard, `Player ${i}`, 0, `key ${i}`).id)).toEqual([1, 2, 3]);
});

const RESTRICTED = [
  ['invited', { secure: true, invitedOnly: true, askFirst: false }],
  ['ask', { secure: true, invitedOnly: false, askFirst: true }],
] as const;

/** Somebody comes with this key and this identity. */
function come(yard: Yard, key: string, identity: string, name = 'Ada') {
  const message = { address: '/profile', protocol: 2, name, colour: '#0072b2', key, identity } as const;
  return yard.applyProfile(undefined, message, 0, new PresenceBudget(0));
}
const identityOf = (n: number) => Buffer.alloc(32, n).toString('base64url');

describe.each(RESTRICTED)('a yard that is %s', (access, options) => {
  const open = (isLocked: boolean) => {
    const rules = new AccessRules(options);
    const state = { access, isLocked, players: [awaited(7, 'Ada', 'key')] };
    const yard = testYard({ state }, undefined, rules);
    yard.tick(0);
    return { yard, rules };
  };

  test('lets in who is awaited without a ticket and without waiting, and knows it from then on', () => {
    const { yard, rules } = open(false);
    expect(come(yard, 'another key', identityOf(1))).toMatchObject({
      refusal: { code: access === 'ask' ? 'waiting' : 'invite' },
    });
    expect(come(yard, 'key', identityOf(2))).toMatchObject({ ok: true, player: { id: 7 } });
    expect(rules.known.has(identityOf(2))).toBe(true);
  });

  test('that was locked is locked, and lets in who is awaited all the same', () => {
    const { yard, rules } = open(true);
    expect(rules.isLocked).toBe(true);
    expect(come(yard, 'another key', identityOf(1))).toMatchObject({ refusal: { code: 'locked' } });
    expect(come(yard, 'key', identityOf(2))).toMatchObject({ ok: true, player: { id: 7 } });
  });

  test('says so when it is handed over again', () => {
    expect(open(true).yard.handOver.state(0)).toMatchObject({ access, isLocked: true });
  });
});

test('who was muted is muted, by its identity too; whoever else gets its id later is not', () => {
  const rules = new AccessRules({ secure: true, invitedOnly: false, askFirst: false });
  const players = [
    { ...awaited(7, 'Ada', 'key'), isMuted: true },
    { ...awaited(2, 'Grace', 'her key'), isMuted: true },
  ];
  const yard = testYard({ state: { access: 'secured', isLocked: false, players } }, undefined, rules);
  const changes = jest.fn();
  rules.onChange = changes;
  yard.tick(0);
  const ada = come(yard, 'key', identityOf(2));
  if (!ada.ok) throw new Error('Ada is not let in.');
  expect(yard.isMuted(ada.player)).toBe(true);
  expect(changes).toHaveBeenCalled();
  const again = come(yard, 'a key of another run', identityOf(2));
  expect(again.ok && yard.isMuted(again.player)).toBe(true);
  yard.tick(AWAITED_MS);
  const late = come(yard, 'a late key', identityOf(3), 'Late');
  expect(late).toMatchObject({ ok: true, player: { id: 2 } });
  expect(late.ok && yard.isMuted(late.player)).toBe(false);
});
