/** Whatever players do: somebody is it, exactly one, and everybody is told the same. */
import fc from 'fast-check';
import { ROLE_FLAGS, ROLES } from '../../shared/protocol/games';
import type { YardPlayer } from '../yard/yard-player';
import { GAME_NAMES } from './games';
import { PlayedYard } from './played-yard.fixture';

const place = { x: fc.integer({ min: 0, max: 2400 }), y: fc.integer({ min: 0, max: 1600 }) };
const act = fc.oneof(
  { weight: 2, arbitrary: fc.record({ do: fc.constant('join' as const), ...place }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('leave' as const), who: fc.nat(20) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('put' as const), who: fc.nat(20), ...place }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('meet' as const), who: fc.nat(20), whom: fc.nat(20) }),
  },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('wait' as const), ms: fc.integer({ min: 1, max: 1500 }) }),
  },
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** Does it, and lets as much time go by as until the next step. */
function perform(played: PlayedYard, all: YardPlayer[], one: Act): void {
  const who = 'who' in one ? all[one.who % Math.max(1, all.length)] : undefined;
  if (one.do === 'join' && all.length < 12) all.push(played.guest(one.x, one.y));
  if (one.do === 'put' && who) played.put(who, one.x, one.y);
  if (one.do === 'meet' && who) {
    const at = all[one.whom % all.length]?.motion.current;
    if (at) played.put(who, at.x, at.y);
  }
  if (one.do === 'leave' && who) {
    all.splice(all.indexOf(who), 1);
    played.leave(who);
  }
  played.run(one.do === 'wait' ? one.ms : 1);
}

test('while two or more play tag exactly one is it, whoever comes, leaves and walks where', () => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 10, maxLength: 60 }), fc.nat(1000), (acts, seed) => {
      const played = new PlayedYard({}, seed);
      const all = [played.guest(300, 300), played.guest(900, 900)];
      played.games.runner.start('tag', played.nowMs, true);
      played.run(50);
      for (const one of acts) {
        perform(played, all, one);
        const isPlayed = ['counting', 'running'].includes(played.game?.phase ?? '');
        if (isPlayed && all.length >= 2) expect(played.its).toHaveLength(1);
        for (const id of played.its) expect(all.map((each) => each.id)).toContain(id);
      }
    }),
    { numRuns: 60 },
  );
});

test.each(GAME_NAMES)('in %s everybody who plays is something, and all is told as it is', (name) => {
  fc.assert(
    fc.property(fc.array(act, { minLength: 5, maxLength: 40 }), fc.nat(1000), (acts, seed) => {
      const played = new PlayedYard({}, seed);
      const all = [played.guest(300, 300), played.guest(900, 900)];
      played.games.runner.start(name, played.nowMs, true);
      for (const one of acts) perform(played, all, one);
      played.run(1100);
      const { field, running } = played.games.runner;
      if (running === undefined || !['counting', 'running'].includes(played.game?.phase ?? '')) return;
      expect(all.map(({ id }) => field.roleOf(id))).not.toContain(ROLES.looksOn);
      for (const { id } of all) {
        const told = played.players.get(id);
        expect(told?.role).toBe(field.roleOf(id) | field.flagsOf(id));
        expect(Math.abs((told?.score ?? -99) - field.scoreOf(id))).toBeLessThan(1.2);
      }
      for (const [number, thing] of field.things) expect(played.things.get(number)?.kind).toBe(thing.kind);
    }),
    { numRuns: 15 },
  );
});

test.each(GAME_NAMES)('a round of %s with 200 who walk about comes to its end', (name) => {
  const played = new PlayedYard({}, 2);
  const all = Array.from({ length: 200 }, (_, i) => played.guest((71 * i) % 2400, (113 * i) % 1600));
  played.play(name);
  for (let i = 0; i < 600 && played.game?.phase === 'running'; i++) {
    const one = all[(7 * i) % all.length];
    if (one) played.put(one, (331 * i) % 2400, (173 * i) % 1600);
    played.run(200, 200);
  }
  played.runUntil('podium');
  expect(Math.max(...all.map((each) => played.score(each)))).toBeGreaterThan(0);
  expect(all.filter((each) => (played.flags(each) & ROLE_FLAGS.inGrace) !== 0).length).toBeLessThan(200);
});
