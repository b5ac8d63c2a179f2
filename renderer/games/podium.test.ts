import { ROLES } from '../../shared/protocol/games';
import { isolated } from '../../shared/text';
import type { Part } from './game-standing';
import { moreWords, podiumOf, podiumWords, standingWords } from './podium';

const part = (score: number, role: number = ROLES.free): Part => ({
  ...{ role, isHidden: false, isInGrace: false, score },
});
const NAMES: Record<number, string> = { 1: 'Ada', 2: 'Bo', 3: 'Cy', 4: 'Di', 5: 'Ed' };
const nameOf = (id: number) => NAMES[id];
const partsOf = (...scores: number[]) => new Map(scores.map((score, i) => [i + 1, part(score)]));

test('the three with the most stand on it, and one’s own place is told', () => {
  const { steps, own } = podiumOf(partsOf(10, 40, 20, 30), 1, nameOf);
  expect(steps.map(({ place, name, score }) => [place, name, score])).toEqual([
    [1, 'Bo', 40],
    [2, 'Di', 30],
    [3, 'Cy', 20],
  ]);
  expect(own).toEqual({ place: 4, of: 4, score: 10 });
});

test('who has as much shares a place', () => {
  const { steps, own } = podiumOf(partsOf(20, 20, 10), 3, nameOf);
  expect(steps.map(({ place }) => place)).toEqual([1, 1, 3]);
  expect(own?.place).toBe(3);
  expect(steps[2]?.isOwn).toBe(true);
});

test('who is gone leaves no step empty', () => {
  const { steps } = podiumOf(partsOf(1, 2, 3, 4, 5, 6), 1, nameOf);
  expect(steps.map(({ name }) => name)).toEqual(['Ed', 'Di', 'Cy']);
});

test('of two teams the better is first, and both are where they have as much', () => {
  const parts = (one: number, two: number) =>
    new Map([
      [1, part(one, ROLES.teamOne)],
      [2, part(two, ROLES.teamTwo)],
    ]);
  const { steps, own, areTeams } = podiumOf(parts(2, 5), 1, nameOf);
  expect(areTeams).toBe(true);
  expect(own).toBeUndefined();
  expect(steps).toEqual([
    { place: 1, name: 'Pond', score: 5, isOwn: false },
    { place: 2, name: 'Sun', score: 2, isOwn: true },
  ]);
  expect(podiumOf(parts(3, 3), 1, nameOf).steps.map(({ place }) => place)).toEqual([1, 1]);
});

test('it is told in words, too', () => {
  expect(podiumWords('hide', podiumOf(partsOf(10, 40), 1, nameOf))).toBe(
    `The round is over: ${isolated('Bo')} is first, with 40. You are 2nd of 2, with 10.`,
  );
  expect(podiumWords('tag', podiumOf(partsOf(10, 40), 1, nameOf))).toMatch(/with 40 s\..* with 10 s\.$/);
  expect(podiumWords('hide', podiumOf(new Map(), 1, nameOf))).toBe('The round is over.');
});

test('while it is played one reads one’s score and place; who looks on reads who leads', () => {
  const parts = partsOf(10, 40, 10, 0);
  const words = (own?: Part, game = 'hide', all = parts) => standingWords(game, all, own, nameOf);
  expect(words(parts.get(3))).toBe('You 10 · 2nd');
  expect(words(parts.get(2), 'tag')).toBe('You 40 s · 1st');
  expect(words(parts.get(4))).toBe('You 0');
  expect(words()).toBe(`${isolated('Bo')} leads: 40`);
  expect(words(undefined, 'hide', new Map())).toBe('');
  expect(words(undefined, 'hide', partsOf(0, 0))).toBe('');
  const teams = new Map([[1, part(3, ROLES.teamOne)]]);
  expect(words(teams.get(1), 'treasure', teams)).toBe('You 3');
  expect(words(undefined, 'treasure', teams)).toBe('');
});

test('of more than three who have as much it is said that there are more', () => {
  const all = podiumOf(partsOf(20, 20, 20, 20, 20), 5, nameOf);
  expect([all.steps.length, all.more, all.own?.place]).toEqual([3, 2, 1]);
  expect(moreWords('hide', all)).toBe('and 2 more with 20');
  expect(podiumWords('hide', all)).toContain(`${isolated('Cy')} and 2 more are first, with 20`);
  const third = podiumOf(partsOf(40, 30, 20, 20), 4, nameOf);
  expect([third.more, moreWords('hide', third)]).toEqual([1, 'and 1 more with 20']);
  expect(podiumWords('hide', third)).toContain(`${isolated('Ada')} is first, with 40`);
  expect(moreWords('hide', podiumOf(partsOf(40, 30, 20, 10), 4, nameOf))).toBeUndefined();
});
