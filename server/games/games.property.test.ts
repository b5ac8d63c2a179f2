/** Whatever players do: somebody is it, exactly one, and everybody is told the same. */
import fc from 'fast-check';
import { Landscape } from '../../shared/landscape/landscape';
import type { Position } from '../../shared/movement';
import { ROLE_FLAGS, ROLES, THING_KINDS } from '../../shared/protocol/games';
import type { YardPlayer } from '../yard/yard-player';
import { JUDGED_BEHIND_MS } from './game';
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
    { numRuns: 30 },
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
        // In whole seconds, and told once a second, or a step later.
        expect(Math.abs((told?.score ?? -99) - field.scoreOf(id))).toBeLessThan(1 + 1.1);
      }
      for (const [number, thing] of field.things) expect(played.things.get(number)?.kind).toBe(thing.kind);
    }),
    { numRuns: 8 },
  );
});

/** No course has more ids. */
const IDS_MAX = 500;

/** What is remembered of a step, for what must be so after the next. */
interface Before {
  roles: ReadonlyMap<number, number>;
  things: ReadonlyMap<number, number>;
  points: number;
  places: ReadonlyMap<number, string>;
}

function noted({ games, nowMs }: PlayedYard, all: readonly YardPlayer[]): Before {
  const { field } = games.runner;
  return {
    roles: new Map(all.map(({ id }) => [id, field.roleOf(id)])),
    things: new Map(Array.from(field.things, ([number, { kind }]) => [number, kind])),
    // Of those too who have left, since they may come back.
    points: Array.from({ length: IDS_MAX }, (_, i) => field.scoreOf(i + 1)).reduce(
      (sum, score) => sum + score,
      0,
    ),
    places: new Map(all.map(({ id, motion }) => [id, JSON.stringify(motion.at(nowMs))])),
  };
}

/** What no sequence of acts may break, from one step to the next. */
const RULES: Readonly<
  Record<string, (played: PlayedYard, all: readonly YardPlayer[], before: Before) => void>
> = {
  treasure: (played, all, before) => {
    const now = noted(played, all);
    // What was reached is gone, and was counted once.
    const gone = [...before.things].filter(([number]) => !now.things.has(number));
    const worth = gone.map(([, kind]) => (kind === THING_KINDS.goldenDuck ? 3 : 1));
    expect(now.points - before.points).toBe(worth.reduce((sum, one) => sum + one, 0));
    // Newcomers go to the team of fewer, and nobody to the other one.
    const count = (roles: Iterable<number>, team: number) => [...roles].filter((one) => one === team).length;
    for (const [id, role] of now.roles) {
      const was = before.roles.get(id) ?? ROLES.looksOn;
      if (was !== ROLES.looksOn) expect(role).toBe(was);
      else
        expect(count(now.roles.values(), role) - count(now.roles.values(), 9 - role)).toBeLessThanOrEqual(1);
    }
  },
  hide: (played, all, before) => {
    const { field } = played.games.runner;
    const { places } = noted(played, all);
    expect(played.its.length).toBeGreaterThan(0);
    for (const { id } of all) {
      if (before.roles.get(id) === ROLES.found) expect(field.roleOf(id)).not.toBe(ROLES.free);
      // All of this lasts less than who is to be hidden has to stand still.
      const hasMoved = before.places.get(id) !== places.get(id);
      if (hasMoved) expect(field.flagsOf(id) & ROLE_FLAGS.hidden).toBe(0);
    }
  },
  ghosts: (played, all, before) => {
    const { field } = played.games.runner;
    expect(played.its.length).toBeGreaterThan(0);
    for (const { id } of all) if (before.roles.get(id) === ROLES.it) expect(field.roleOf(id)).toBe(ROLES.it);
  },
};

test.each(Object.keys(RULES))('no sequence of acts breaks the rules of %s', (name) => {
  let steps = 0;
  fc.assert(
    fc.property(fc.array(act, { minLength: 15, maxLength: 50 }), fc.nat(1000), (acts, seed) => {
      const played = new PlayedYard({}, seed);
      const all = [100, 300, 500, 700, 1100, 1500].map((x) => played.guest(x, x));
      played.play(name);
      const { runner } = played.games;
      const { round } = runner;
      for (const one of acts) {
        const before = noted(played, all);
        const target = reached(played, all, one);
        perform(played, all, target);
        // What is judged is a moment ago.
        played.run(JUDGED_BEHIND_MS + 60);
        if (played.game?.phase !== 'running' || runner.round !== round) return;
        RULES[name]?.(played, all, before);
        steps++;
      }
    }),
    { numRuns: 6 },
  );
  expect(steps).toBeGreaterThan(20);
});

/** Who goes somewhere goes to a thing of the game or under a tree, where there is one: that is where something happens. */
function reached(played: PlayedYard, all: readonly YardPlayer[], one: Act): Act {
  const first = all.findIndex(({ id }) => id === played.its[0]);
  // Of those who leave every other one is it.
  if (one.do === 'leave' && one.who % 2 === 0 && first >= 0) return { ...one, who: first };
  if (one.do !== 'put') return one;
  const { field } = played.games.runner;
  const spots = [...field.things.values()];
  const spot = spots[one.x % Math.max(1, spots.length)] ?? crownOf(played, one.x);
  return { ...one, x: spot.x, y: spot.y };
}

function crownOf({ yard }: PlayedYard, index: number): Position {
  const { trees } = new Landscape(yard.options.name, yard.options.size).section(0);
  return trees[index % trees.length] ?? { x: 0, y: 0 };
}

test.each(GAME_NAMES)('a round of %s with 200 who walk about comes to its end', (name) => {
  const played = new PlayedYard({}, 2);
  const all = Array.from({ length: 200 }, (_, i) => played.guest((71 * i) % 2400, (113 * i) % 1600));
  played.play(name);
  for (let i = 0; i < 60 && played.game?.phase === 'running'; i++) {
    const one = all[(7 * i) % all.length];
    if (one) played.put(one, (331 * i) % 2400, (173 * i) % 1600);
    played.run(200, 200);
  }
  for (let i = 0; i < 130 && played.game?.phase === 'running'; i++) played.run(1000, 1000);
  expect(played.game?.phase).toBe('podium');
  expect(Math.max(...all.map((each) => played.score(each)))).toBeGreaterThan(0);
  expect(all.filter((each) => (played.flags(each) & ROLE_FLAGS.inGrace) !== 0).length).toBeLessThan(200);
});
