import { PROFILE_TIMEOUT_MS, REMOTE_PLAYERS_MAX } from '../shared/config';
import { RemotePlayers } from './remote-players';

const profile = (id: number, name = 'Ada') =>
  ({ address: '/player/profile', id, name, colour: '#e69f00' }) as const;
const left = (id: number) => ({ address: '/player/left', id }) as const;

test('who is repeated stays, who is not is concluded to be gone, once', () => {
  const others = new RemotePlayers(0);
  others.update(profile(1), 0);
  others.update(profile(2), 0);
  others.update(profile(2), PROFILE_TIMEOUT_MS);
  expect(others.expire(PROFILE_TIMEOUT_MS)).toEqual([]);
  expect(others.expire(PROFILE_TIMEOUT_MS + 1)).toEqual([left(1)]);
  expect(others.expire(PROFILE_TIMEOUT_MS + 2)).toEqual([]);
});

test('who is known to be gone is not concluded to be gone again, nor told to be', () => {
  const others = new RemotePlayers(0);
  others.update(profile(1), 0);
  expect([others.remove(left(1)), others.remove(left(1))]).toEqual([true, false]);
  expect(others.clear()).toEqual([]);
});

test('a new connection begins with nobody', () => {
  const others = new RemotePlayers(0);
  others.update(profile(1), 0);
  others.update(profile(2), 0);
  expect(others.clear()).toEqual([left(1), left(2)]);
  expect(others.clear()).toEqual([]);
});

test('a profile is news once, and again when it is another', () => {
  const others = new RemotePlayers(0);
  const updates = ['Ada', 'Ada', 'Grace', 'Grace'].map((name) => others.update(profile(1, name), 0));
  expect(updates).toEqual(['changed', 'repeat', 'changed', 'repeat']);
});

test('45,000 profiles: at most 5,000 players are here, and who goes makes room', () => {
  const others = new RemotePlayers(0);
  const updates = Array.from({ length: 45_000 }, (_, i) => others.update(profile(i + 1), 0));
  expect(updates.filter((update) => update === 'changed')).toHaveLength(5000);
  others.remove(left(1));
  expect(others.update(profile(45_000), 1000)).toBe('changed');
  expect(others.update(profile(44_999), 1000)).toBe('excess');
});

test('a whole yard may come at once; who then changes names without end is held to a rate, and stays', () => {
  const others = new RemotePlayers(0);
  const round = (name: string, nowMs: number) => {
    const updates = Array.from({ length: REMOTE_PLAYERS_MAX }, (_, i) =>
      others.update(profile(i + 1, name), nowMs),
    );
    return updates.filter((update) => update === 'changed').length;
  };
  expect(round('A', 0)).toBe(REMOTE_PLAYERS_MAX);
  const changed = Array.from({ length: 60 }, (_, i) => round(`B${i}`, (i + 1) * 1000));
  expect(Math.max(...changed)).toBeLessThanOrEqual(REMOTE_PLAYERS_MAX / 10);
  expect(others.expire(60_000 + PROFILE_TIMEOUT_MS)).toEqual([]);
});
