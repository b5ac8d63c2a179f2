import type { PlayerState } from '../../shared/yard-state';
import { AccessRules } from '../access/access-rules';
import { AWAITED_MS } from './awaited-players';
import { hashKey } from './key-hash';
import { PresenceBudget } from './presence-budget';
import { join, joinAsGuest, messagesTo, testYard } from './yard.fixture';
import type { YardOptions } from './yard-options';

const awaited = (id: number, name: string, key: string, wantedName = name): PlayerState => ({
  ...{ id, name, wantedName, colour: '#0072b2', place: { x: 100, y: 200 }, keyHash: hashKey(key) },
});

function yardOf(players: readonly PlayerState[], options: Partial<YardOptions> = {}) {
  const yard = testYard({ ...options, state: { players } });
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

test('a yard that was handed over can be handed over again, with who is here', () => {
  const yard = yardOf([awaited(7, 'Ada 2', 'key', 'Ada'), awaited(8, 'Grace', 'her key')]);
  join(yard, 'Ada', 0, 'key', undefined, undefined, '#0072b2');
  expect(yard.handOver.state(0).players).toEqual([awaited(7, 'Ada 2', 'key', 'Ada')]);
});

test('of those who are awaited no more are kept seats for than there are', () => {
  const many = Array.from({ length: 100 }, (_, i) => awaited(i + 1, `Player ${i}`, `key ${i}`));
  const yard = yardOf(many, { maxPlayers: 3 });
  expect([0, 1, 2].map((i) => join(yard, `Player ${i}`, 0, `key ${i}`).id)).toEqual([1, 2, 3]);
});

test('who is awaited comes into a locked yard without a ticket, and nobody else does', () => {
  const access = new AccessRules({ secure: true, invitedOnly: true, askFirst: false });
  access.isLocked = true;
  const yard = testYard({ state: { players: [awaited(7, 'Ada', 'key')] } }, undefined, access);
  yard.tick(0);
  const come = (key: string) =>
    yard.applyProfile(
      undefined,
      { address: '/profile', protocol: 2, name: 'Ada', colour: '#0072b2', key },
      0,
      new PresenceBudget(0),
    );
  expect(come('another key')).toMatchObject({ ok: false, refusal: { code: 'locked' } });
  expect(come('key')).toMatchObject({ ok: true, player: { id: 7 } });
});
