/** What a host who handed their yard over knows of it, and what that is of use for at the next host's. */
import { rekeyed } from '../electron/rekeying';
import { readYardState } from '../shared/yard-state';
import { join, testYard } from '../server/yard/yard.fixture';

test('the last host, who knows the keys of all players, is not the host in the next yard with that of its host', () => {
  const last = testYard({ hostKey: 'key of Ada' });
  for (const name of ['Ada', 'Grace', 'Edsger']) join(last, name, 0, `key of ${name}`);
  const { state, hostKey } = rekeyed(last.handOver.state(0), 'key of Grace');
  const next = testYard({ state: readYardState(JSON.parse(JSON.stringify(state))), hostKey });
  next.access.isLocked = true;
  const forged = join.bind(undefined, next, 'Grace', 0, 'key of Grace');
  expect(forged).toThrow('locked');
  const grace = join(next, 'Grace', 0, hostKey);
  expect([grace.id, next.isHost(grace)]).toEqual([2, true]);
  expect(forged).toThrow('locked');
  // Whoever was there beside her comes as before.
  expect(join(next, 'Edsger', 0, 'key of Edsger').id).toBe(3);
});

test('each yard that a player takes over has a host key of its own', () => {
  const state = testYard().handOver.state(0);
  expect(rekeyed(state, 'key').hostKey).not.toBe(rekeyed(state, 'key').hostKey);
});
