import { GAME_PHASES, ROLES } from '../../shared/protocol/games';
import type { Part, PlayedGame } from './game-standing';
import { isolated } from '../../shared/text';
import {
  changeWord,
  clockWords,
  companyOf,
  GAMES,
  newsWords,
  ordinal,
  partLabel,
  scoreWords,
  taskWords,
  titleOf,
} from './game-words';

const part = (role: number, isHidden = false): Part => ({ role, isHidden, isInGrace: false, score: 0 });
const game = (name: string, phase: PlayedGame['phase'] = 'running'): PlayedGame => ({
  ...{ name, phase, round: 1, n: 1, endsAtMs: undefined },
});
const ALONE = { it: [], free: 3 };

test.each([
  ['tag', ROLES.it, 'You are it: touch somebody', 'You are it!', 'it'],
  ['tag', ROLES.free, 'Run: keep away from the rings', 'Run!', undefined],
  ['treasure', ROLES.teamOne, 'Find lanterns for team Sun', 'Team Sun!', 'Sun'],
  ['treasure', ROLES.teamTwo, 'Find lanterns for team Pond', 'Team Pond!', 'Pond'],
  ['hide', ROLES.it, 'You seek: touch who hides (3 left)', 'You seek!', 'seeks'],
  ['hide', ROLES.free, 'Hide! Stand still under a tree', 'Hide!', undefined],
  ['hide', ROLES.found, 'You are found: 3 still hide', 'Found!', 'found'],
  ['tag', ROLES.looksOn, 'You look on', undefined, undefined],
  ['hide', ROLES.looksOn, 'You look on: 3 still hide', undefined, undefined],
])('in %s, who has role %d reads what to do', (name, role, task, word, label) => {
  expect(taskWords(game(name), part(role), ALONE)).toBe(task);
  expect(changeWord(game(name), part(role))).toBe(word);
  expect(partLabel(name, part(role))).toBe(label);
});

test('who is hidden is told so, and who has no part looks on', () => {
  expect(taskWords(game('hide'), part(ROLES.free, true), ALONE)).toBe('Nobody sees you: stand still');
  expect(taskWords(game('tag'), undefined, ALONE)).toBe('You look on');
});

test('who is it is named, to who runs and to who looks on; of several the rings tell', () => {
  const parts = new Map([
    [1, part(ROLES.it)],
    [2, part(ROLES.free)],
  ]);
  const names: Record<number, string> = { 1: 'Bo', 2: 'Cy', 3: 'Di' };
  const words = (own: Part | undefined, phase?: PlayedGame['phase']) =>
    taskWords(
      game('tag', phase),
      own,
      companyOf(parts, (id) => names[id]),
    );
  const isIt = `${isolated('Bo')} is it`;
  expect(words(part(ROLES.free))).toBe(`Run: ${isIt}`);
  expect(words(part(ROLES.free), 'counting')).toBe(`Get ready to run: ${isIt}`);
  expect(words(undefined)).toBe(`You look on: ${isIt}`);
  parts.set(3, part(ROLES.it));
  expect(words(part(ROLES.free))).toBe('Run: keep away from the rings');
});

test('of hiders one is one', () => {
  expect(taskWords(game('hide'), part(ROLES.found), { it: [], free: 1 })).toBe(
    'You are found: one still hides',
  );
});

test('a score of seconds has its unit', () => {
  expect([scoreWords('tag', 51), scoreWords('treasure', 7), scoreWords('ghosts', 7)]).toEqual(
    ['51 s', '7', '7'],
  ); // prettier-ignore
});

test('there is one short sentence for each phase of each game and role', () => {
  for (const { name } of GAMES)
    for (const phase of GAME_PHASES)
      for (const role of [...Object.values(ROLES), 77]) {
        if (phase === 'none') continue;
        const words = taskWords(game(name, phase), part(role), ALONE);
        expect(words).toMatch(/^[A-Z].{5,34}$/);
      }
});

test('a game that this page does not know is called as its server calls it', () => {
  expect(titleOf('king-of-the-hill')).toBe('King of the hill');
  expect(newsWords('king-of-the-hill')).toBe('King of the hill is on.');
  expect(newsWords('tag')).toMatch(/^Tag is on\. Who is it wears the ring/);
});

test('time is told in whole seconds that have begun', () => {
  expect([120_000, 64_001, 59_000, 1, 0, -50].map(clockWords)).toEqual(
    ['2:00', '1:05', '0:59', '0:01', '0:00', '0:00'],
  ); // prettier-ignore
});

test('places are told as ordinals', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102].map(ordinal)).toEqual(
    ['1st', '2nd', '3rd', '4th', '11th', '12th', '13th', '21st', '102nd'],
  ); // prettier-ignore
});
