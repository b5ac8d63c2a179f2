import { PROFILE_TIMEOUT_MS } from '../shared/config';
import { RemotePlayers } from './remote-players';

const profile = (id: number) => ({ address: '/player/profile', id, name: 'Ada', colour: '#e69f00' }) as const;
const left = (id: number) => ({ address: '/player/left', id }) as const;

test('who is repeated stays, who is not is concluded to be gone, once', () => {
  const others = new RemotePlayers();
  others.update(profile(1), 0);
  others.update(profile(2), 0);
  others.update(profile(2), PROFILE_TIMEOUT_MS);
  expect(others.expire(PROFILE_TIMEOUT_MS)).toEqual([]);
  expect(others.expire(PROFILE_TIMEOUT_MS + 1)).toEqual([left(1)]);
  expect(others.expire(PROFILE_TIMEOUT_MS + 2)).toEqual([]);
});

test('who is known to be gone is not concluded to be gone again', () => {
  const others = new RemotePlayers();
  others.update(profile(1), 0);
  others.update(left(1), 1);
  expect(others.clear()).toEqual([]);
});

test('a new connection begins with nobody', () => {
  const others = new RemotePlayers();
  others.update(profile(1), 0);
  others.update(profile(2), 0);
  expect(others.clear()).toEqual([left(1), left(2)]);
  expect(others.clear()).toEqual([]);
});
