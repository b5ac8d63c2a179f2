import { ROLES, THING_KINDS } from '../../shared/protocol/games';
import { PlayedYard } from './played-yard.fixture';

const ofKind = (played: PlayedYard, kind: number) =>
  [...played.things.values()].filter((thing) => thing.kind === kind);

test('players are in two teams of as many, newcomers in that of fewer', () => {
  const played = new PlayedYard();
  const all = Array.from({ length: 7 }, (_, i) => played.guest(100 + 300 * i, 1500));
  played.play('treasure');
  const team = (role: number) => all.filter((each) => played.role(each) === role).length;
  expect([team(ROLES.teamOne), team(ROLES.teamTwo)]).toEqual([4, 3]);
  all.push(played.guest(1200, 100));
  played.run(50);
  expect([team(ROLES.teamOne), team(ROLES.teamTwo)]).toEqual([4, 4]);
});

test('who reaches a lantern has it, it is told as gone, and another one appears elsewhere', () => {
  const played = new PlayedYard();
  const ada = played.guest(20, 20);
  played.play('treasure');
  played.run(200);
  expect(ofKind(played, THING_KINDS.lantern)).toHaveLength(5);
  expect(ofKind(played, THING_KINDS.goldenDuck)).toHaveLength(2);
  const [lantern] = ofKind(played, THING_KINDS.lantern);
  if (!lantern) return;
  played.put(ada, lantern.x + 30, lantern.y);
  played.run(250);
  expect(played.score(ada)).toBe(1);
  expect(played.things.get(lantern.id)?.kind).toBe(THING_KINDS.gone);
  played.put(ada, 20, 20);
  played.run(4000);
  expect(ofKind(played, THING_KINDS.lantern)).toHaveLength(5);
  expect(played.score(ada)).toBe(1);
});

test('a golden duck flees, and is worth three', () => {
  const played = new PlayedYard();
  const ada = played.guest(20, 20);
  played.play('treasure');
  played.run(200);
  const [duck] = ofKind(played, THING_KINDS.goldenDuck);
  if (!duck) throw new Error('There is one.');
  played.put(ada, duck.x + 100, duck.y);
  played.run(300);
  expect(played.things.get(duck.id)?.vx).toBeLessThan(-100);
  const fled = played.games.runner.field.thingAt(duck.id, played.nowMs);
  if (!fled) throw new Error('It is there.');
  played.put(ada, fled.x, fled.y);
  played.run(300);
  expect(played.score(ada)).toBe(3);
});

test('of two at one lantern the earlier has it, though its message comes later; at one moment the lower id', () => {
  for (const [leadMs, winner] of [
    [20, 'late'],
    [-20, 'soon'],
  ] as const) {
    const played = new PlayedYard();
    const spot = { x: 1200, y: 300 };
    const [soon, late] = [played.join('Soon', 700, 300), played.join('Late', 1700, 300)];
    played.play('treasure');
    played.games.runner.field.moveThing(34, {
      ...spot,
      kind: THING_KINDS.lantern,
      vx: 0,
      vy: 0,
      atMs: played.nowMs,
    });
    played.run(1000, 10);
    // Both walk to it; it is known of the one at once, and of the other 110 ms later.
    const [beginMs, px] = [played.nowMs, (240 * leadMs) / 1000];
    played.walk(soon, 700, 300, 240, 0);
    played.run(110, 10);
    played.walk(late, 1700 - px, 300, -240, 0, beginMs);
    for (let i = 0; i < 30 && played.score(soon) + played.score(late) === 0; i++) {
      played.run(100, 10);
      const ms = played.nowMs - beginMs;
      played.walk(soon, 700 + 0.24 * ms, 300, 240, 0);
      played.walk(late, 1700 - px - 0.24 * (ms - 110), 300, -240, 0, played.nowMs - 110);
    }
    expect([played.score(soon), played.score(late)]).toEqual(winner === 'soon' ? [1, 0] : [0, 1]);
  }
});

test('who leaves and comes back by its key is in the team that it found things for', () => {
  const played = new PlayedYard();
  const ada = played.join('Ada', 300, 400);
  played.join('Grace', 900, 400);
  played.join('Edsger', 1500, 400);
  played.play('treasure');
  const team = played.role(ada);
  played.leave(ada);
  played.run(500);
  played.guest(1800, 400);
  played.run(500);
  const again = played.join('Ada', 300, 400);
  played.run(50);
  expect(played.role(again)).toBe(team);
});
