import { ROLE_FLAGS, ROLES } from '../../shared/protocol/games';
import type { YardPlayer } from '../yard/yard-player';
import { join } from '../yard/yard.fixture';
import { PlayedYard } from './played-yard.fixture';
import { GRACE_MS } from './tag';

/** Two who play: who is it, and who is not. */
function two(): { played: PlayedYard; it: YardPlayer; other: YardPlayer } {
  const played = new PlayedYard();
  const both = [played.join('Ada', 400, 400), played.join('Grace', 900, 400)];
  played.play('tag');
  const [it, other] = [ROLES.it, ROLES.free].map((role) => both.find((one) => played.role(one) === role));
  if (!it || !other) throw new Error('One is it and one is not.');
  return { played, it, other };
}

/** Somebody walks straight to another, who stands, until they meet. */
function walkTo(played: PlayedYard, one: YardPlayer, other: YardPlayer): void {
  const [from, to] = [one, other].map((each) => each.motion.at(played.nowMs) ?? { x: 0, y: 0 });
  if (!from || !to) return;
  const far = Math.hypot(to.x - from.x, to.y - from.y);
  played.turn(one, (240 * (to.x - from.x)) / far, (240 * (to.y - from.y)) / far);
  played.run((1000 * far) / 240);
  played.turn(one, 0, 0);
}

test('a touch passes it on, once: who was it is in grace for a second, and is touched back after that', () => {
  const { played, it, other } = two();
  walkTo(played, it, other);
  played.run(300);
  expect([played.role(it), played.role(other)]).toEqual([ROLES.free, ROLES.it]);
  expect(played.flags(it)).toBe(ROLE_FLAGS.inGrace);
  // They stand on one another.
  played.run(GRACE_MS);
  expect([played.role(it), played.role(other)]).toEqual([ROLES.it, ROLES.free]);
  expect(played.flags(other)).toBe(ROLE_FLAGS.inGrace);
});

test('who stands apart touches nobody, and the score is the seconds not it', () => {
  const { played, it, other } = two();
  played.run(10_000);
  expect(played.its).toEqual([it.id]);
  expect([played.score(it), played.score(other)]).toEqual([0, 10]);
  played.run(5000);
  expect([played.score(it), played.score(other)]).toEqual([0, 15]);
});

test('who is it and leaves: somebody else is it at the next flush', () => {
  const { played, it } = two();
  const third = played.join('Edsger', 1400, 400);
  played.run(100);
  played.leave(it);
  played.run(1, 1);
  expect(played.its).toHaveLength(1);
  expect(played.its).not.toEqual([it.id]);
  expect([ROLES.it, ROLES.free]).toContain(played.role(third));
});

test('who has become it by a leave touches nobody for a second', () => {
  const { played, it, other } = two();
  const { x, y } = other.motion.at(played.nowMs) ?? { x: 0, y: 0 };
  const near = played.guest(x + 10, y);
  played.leave(it);
  played.run(GRACE_MS - 200);
  const [first] = played.its;
  played.run(600);
  expect(first).toBeDefined();
  expect(played.its).not.toEqual([first]);
  expect([other.id, near.id]).toContain(played.its[0]);
});

test('newcomers and guests take part, and a guest can be it', () => {
  const { played, it } = two();
  const guest = played.guest(2000, 1200);
  played.run(200);
  expect(played.role(guest)).toBe(ROLES.free);
  const { x, y } = it.motion.at(played.nowMs) ?? { x: 0, y: 0 };
  played.put(guest, x + 20, y);
  played.run(400);
  expect(played.its).toEqual([guest.id]);
});

test('who has no place yet does not take part', () => {
  const { played } = two();
  join(played.yard, 'Edsger', played.nowMs);
  played.run(200);
  expect(played.players.size).toBe(2);
});

test('who is it, leaves and comes back by its key is it again, and who stood in is not: nobody gets rid of it by going', () => {
  const played = new PlayedYard();
  const names = ['Ada', 'Grace', 'Edsger'];
  const all = names.map((name, i) => played.join(name, 300 + 500 * i, 400));
  played.play('tag');
  const index = all.findIndex((each) => played.role(each) === ROLES.it);
  const [it] = all.splice(index, 1);
  if (!it) throw new Error('One is it.');
  played.leave(it);
  played.run(2000);
  const [standIn] = played.its;
  expect(all.map(({ id }) => id)).toContain(standIn);
  const again = played.join(names[index] ?? '', 300 + 500 * index, 400);
  expect(again.id).toBe(it.id);
  played.run(50);
  expect(played.its).toEqual([it.id]);
  expect(played.games.runner.round).toBe(1);
  expect(played.score(again)).toBe(0);
});
