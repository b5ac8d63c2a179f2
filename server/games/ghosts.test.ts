import { ROLES } from '../../shared/protocol/games';
import { PlayedYard } from './played-yard.fixture';

test('whom a ghost touches is one too, and the last one ends the round', () => {
  const played = new PlayedYard();
  const all = [300, 700, 1100].map((x) => played.guest(x, 800));
  played.play('ghosts');
  const ghost = all.find((each) => played.role(each) === ROLES.it);
  const [one, two] = all.filter((each) => each !== ghost);
  if (!ghost || !one || !two) throw new Error('There are three.');
  played.put(ghost, one.motion.current?.x ?? 0, 800);
  played.run(300);
  expect([played.role(one), played.role(two)]).toEqual([ROLES.it, ROLES.free]);
  played.run(4000);
  expect(played.score(two)).toBeGreaterThan(played.score(one));
  played.put(ghost, two.motion.current?.x ?? 0, 800);
  played.run(300);
  expect(played.game?.phase).toBe('podium');
});
