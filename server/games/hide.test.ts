import { ROLE_FLAGS, ROLES } from '../../shared/protocol/games';
import { Landscape } from '../../shared/landscape/landscape';
import type { YardPlayer } from '../yard/yard-player';
import { PlayedYard } from './played-yard.fixture';

function crown(played: PlayedYard, index: number): { x: number; y: number } {
  const { name, size } = played.yard.options;
  const tree = new Landscape(name, size).section(0).trees[index];
  if (!tree) throw new Error('There are trees.');
  return tree;
}

function started(count: number): { played: PlayedYard; seekers: YardPlayer[]; hiders: YardPlayer[] } {
  const played = new PlayedYard();
  const all = Array.from({ length: count }, (_, i) => played.guest(300 + 130 * i, 800));
  played.games.runner.start('hide', played.nowMs);
  played.runUntil('counting');
  const withRole = (role: number) => all.filter((each) => played.role(each) === role);
  return { played, seekers: withRole(ROLES.it), hiders: withRole(ROLES.free) };
}

test.each([
  [2, 1],
  [6, 1],
  [7, 2],
  [13, 3],
])('of %i players %i seek, who count for 20 s', (count, seeking) => {
  const { played, seekers, hiders } = started(count);
  expect([seekers.length, hiders.length]).toEqual([seeking, count - seeking]);
  expect(played.game?.endsInMs).toBe(20_000);
});

test('who stands still under a crown is hidden, from before the search on, until it moves', () => {
  const { played, hiders } = started(2);
  const [hider] = hiders as [YardPlayer];
  const { x, y } = crown(played, 0);
  played.put(hider, x, y);
  played.run(500);
  expect(played.flags(hider)).toBe(0);
  played.run(800);
  expect(played.flags(hider)).toBe(ROLE_FLAGS.hidden);
  played.runUntil('running');
  expect(played.flags(hider)).toBe(ROLE_FLAGS.hidden);
  played.put(hider, x + 8, y);
  played.run(200);
  expect(played.flags(hider)).toBe(0);
  played.put(hider, 1200, 800);
  played.run(3000);
  expect(played.flags(hider)).toBe(0);
});

test('a seeker finds by touching, hidden or not, for ten points; the round ends with the last one found', () => {
  const { played, seekers, hiders } = started(3);
  const [seeker] = seekers as [YardPlayer];
  const [one, two] = hiders as [YardPlayer, YardPlayer];
  played.put(one, crown(played, 0).x, crown(played, 0).y);
  played.put(seeker, one.motion.current?.x ?? 0, one.motion.current?.y ?? 0);
  played.run(5000);
  // While it is counted nobody is found.
  expect(played.role(one)).toBe(ROLES.free);
  played.runUntil('running');
  played.run(250);
  expect([played.role(one), played.score(seeker)]).toEqual([ROLES.found, 10]);
  played.run(5000);
  expect(played.score(two)).toBeGreaterThanOrEqual(4);
  expect(played.score(one)).toBeLessThan(2);
  played.put(seeker, two.motion.current?.x ?? 0, two.motion.current?.y ?? 0);
  played.run(300);
  expect(played.game?.phase).toBe('podium');
  expect(played.score(seeker)).toBe(20);
});

test('the only seeker leaves: one who was found seeks, or a hider', () => {
  const { played, seekers } = started(4);
  played.runUntil('running');
  const [seeker] = seekers as [YardPlayer];
  played.leave(seeker);
  played.run(50);
  expect(played.its).toHaveLength(1);
  expect(played.game?.phase).toBe('running');
});

test('who comes in the search hides, and has some seconds for it', () => {
  const { played, seekers } = started(3);
  played.runUntil('running');
  const [seeker] = seekers as [YardPlayer];
  const { x, y } = seeker.motion.current ?? { x: 0, y: 0 };
  const guest = played.guest(x, y);
  played.run(3000);
  expect([played.role(guest), played.flags(guest)]).toEqual([ROLES.free, ROLE_FLAGS.inGrace]);
  played.run(6000);
  expect(played.role(guest)).toBe(ROLES.found);
});

test('who was found, leaves and comes back by its key is found as before', () => {
  const played = new PlayedYard();
  const all = ['Ada', 'Grace', 'Edsger'].map((name, i) => played.join(name, 100 + 100 * i, 100));
  played.play('hide');
  const hider = all.find((each) => played.role(each) === ROLES.free);
  if (!hider) throw new Error('Somebody hides.');
  played.games.runner.field.setRole(hider.id, ROLES.found);
  played.run(50);
  played.leave(hider);
  played.run(500);
  const name = ['Ada', 'Grace', 'Edsger'][all.indexOf(hider)] ?? '';
  const again = played.join(name, 100, 100);
  played.run(50);
  expect([again.id, played.role(again)]).toEqual([hider.id, ROLES.found]);
});
