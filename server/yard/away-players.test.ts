/** Who was away for a moment when a yard went to another server, as reports of other games have it. */
import { RESUME_MS } from '../../shared/config';
import { readYardState, type YardState } from '../../shared/yard-state';
import { AccessRules } from '../access/access-rules';
import { AWAITED_MS } from './awaited-players';
import { AWAY_MAX } from './hand-over';
import { hashKey } from '../access/key-hash';
import { PresenceBudget } from './presence-budget';
import type { Yard } from './yard';
import type { YardOptions } from './yard-options';
import { remote } from './linked-yards.fixture';
import { join, testYard } from './yard.fixture';

/** The yard at its next server, by way of JSON. */
function next(yard: Yard, nowMs: number, options: Partial<YardOptions> = {}): Yard {
  const state: YardState = readYardState(JSON.parse(JSON.stringify(yard.handOver.state(nowMs))));
  const rules = new AccessRules({ secure: true, invitedOnly: false, askFirst: false });
  const opened = testYard({ ...options, state }, undefined, rules);
  opened.tick(nowMs);
  return opened;
}

/** Ada is here; Grace, who was muted, left a moment ago. */
function withGraceAway(): Yard {
  const yard = testYard();
  join(yard, 'Ada', 0, 'key of Ada');
  const grace = join(yard, 'Grace', 0, 'key of Grace');
  yard.access.mutes.add(grace);
  yard.remove(grace, 1000);
  return yard;
}

const late = (yard: Yard, key: string, nowMs: number) => {
  const profile = { address: '/profile', protocol: 2, name: 'Late', colour: '#e69f00', key } as const;
  return yard.applyProfile(undefined, profile, nowMs, new PresenceBudget(nowMs));
};

test('who was away comes back under its id, muted as it was, and through a lock', () => {
  const yard = withGraceAway();
  yard.access.isLocked = true;
  const opened = next(yard, 2000);
  expect(late(opened, 'a key of its own', 2000)).toMatchObject({ refusal: { code: 'locked' } });
  const grace = join(opened, 'Grace', 2000, 'key of Grace');
  expect([grace.id, opened.isMuted(grace)]).toEqual([2, true]);
});

test('nobody else gets its id meanwhile; no seat and no name is kept for it', () => {
  const opened = next(withGraceAway(), 2000, { maxPlayers: 2 });
  join(opened, 'Ada', 2000, 'key of Ada');
  expect(join(opened, 'Grace', 2000, 'another key')).toMatchObject({ id: 3, profile: { name: 'Grace' } });
  expect(late(opened, 'key of Grace', 2000)).toMatchObject({ refusal: { code: 'full' } });
});

test('who has been away for too long is forgotten, also at the next server', () => {
  const yard = withGraceAway();
  yard.tick(1001 + RESUME_MS);
  expect(yard.handOver.state(1001 + RESUME_MS).players.map(({ id }) => id)).toEqual([1]);
  const opened = next(withGraceAway(), 2000);
  opened.tick(2000 + AWAITED_MS);
  expect(join(opened, 'Grace', 2000 + AWAITED_MS, 'key of Grace').id).toBe(1);
});

test('who is awaited and has not come is who it was at the server after that too', () => {
  const opened = next(next(withGraceAway(), 2000), 3000);
  join(opened, 'Edsger', 3000, 'a key');
  expect(join(opened, 'Ada', 3000, 'key of Ada').id).toBe(1);
  expect(join(opened, 'Grace', 3000, 'key of Grace').id).toBe(2);
});

test('however many come and go, the state has those who are here, and the latest of the others', () => {
  const yard = testYard();
  join(yard, 'Ada', 0, 'key of Ada');
  for (let i = 0; i < AWAY_MAX + 10; i++) yard.remove(join(yard, 'Churn', 1, `key ${i}`), 1);
  const { players } = readYardState(JSON.parse(JSON.stringify(yard.handOver.state(2))));
  expect(players.length).toBe(1 + AWAY_MAX);
  expect(players[0]).toMatchObject({ name: 'Ada' });
  expect(players.some(({ keyHash }) => keyHash === hashKey(`key ${AWAY_MAX + 9}`))).toBe(true);
});

test('who is or was at another server of this yard is no player of the next: only our own are handed over, and waited for', () => {
  const yard = testYard();
  const ada = join(yard, 'Ada', 0, 'key of Ada');
  yard.remote.set('one', remote({ id: 900 }), 0);
  yard.remote.set(
    'two',
    remote({ id: 901, keyHash: hashKey('another'), profile: { name: 'Two', colour: '#0072b2' } }),
    0,
  );
  yard.remote.removeAll('two', 1);
  expect(yard.away.map(({ id }) => id)).toEqual([901]);
  expect(yard.handOver.state(2).players.map(({ id }) => id)).toEqual([ada.id]);
  yard.handOver.begin({ address: '/moved', server: 'tcp://192.168.1.30:6000', key: '', ticket: '' }, 2);
  yard.remove(ada, 3);
  expect([...yard.players].map(({ id }) => id)).toEqual([900]);
  expect(yard.handOver.isOver(3, false)).toBe(true);
});
