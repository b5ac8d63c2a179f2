import { ROLES } from '../../shared/protocol/games';
import { GameNews } from './game-news';
import type { Part, PlayedGame } from './game-standing';

const part = (role: number, score = 0): Part => ({ role, isHidden: false, isInGrace: false, score });
const TAG: PlayedGame = { name: 'tag', phase: 'running', round: 1, n: 1, endsAtMs: undefined };

let news: GameNews;
beforeEach(() => {
  news = new GameNews();
});

test('a newcomer is told once which game is on and how it goes', () => {
  expect(news.follow(TAG, undefined).line).toMatch(/^Tag is on\. /);
  expect(news.follow({ ...TAG, round: 2 }, undefined).line).toBeUndefined();
  expect(news.follow({ ...TAG, n: 2 }, undefined).line).toMatch(/^Tag is on\. /);
  news.follow(undefined, undefined);
  expect(news.follow({ ...TAG, n: 2 }, undefined).line).toMatch(/^Tag is on\. /);
});

test('a big word and a sound come when it changes for the person, and not again while it stays', () => {
  expect(news.follow(TAG, part(ROLES.free)).sound).toBe('go');
  expect(news.word.value?.text).toBe('Run!');
  expect(news.follow(TAG, part(ROLES.it)).sound).toBe('it');
  expect(news.word.value?.text).toBe('You are it!');
  const { value } = news.word;
  expect(news.follow(TAG, part(ROLES.it, 5)).sound).toBeUndefined();
  expect(news.word.value).toBe(value);
});

test('it is said again in the next round', () => {
  news.follow(TAG, part(ROLES.it));
  const first = news.word.value;
  news.follow({ ...TAG, round: 2 }, part(ROLES.it));
  expect(news.word.value).toEqual(first);
  expect(news.word.value).not.toBe(first);
});

test('nothing is said while the game waits or is paused, and then what is so', () => {
  news.follow({ ...TAG, phase: 'paused' }, part(ROLES.it));
  expect(news.word.value).toBeUndefined();
  news.follow(TAG, part(ROLES.it));
  expect(news.word.value?.text).toBe('You are it!');
});

test('a podium sounds once', () => {
  news.follow(TAG, part(ROLES.free));
  expect(news.follow({ ...TAG, phase: 'podium' }, part(ROLES.free)).sound).toBe('podium');
  expect(news.follow({ ...TAG, phase: 'podium' }, part(ROLES.free)).sound).toBeUndefined();
  expect(news.word.value).toBeUndefined();
});

test('a find for the team sounds, and a second without being it does not', () => {
  const hunt = { ...TAG, name: 'treasure' };
  news.follow(hunt, part(ROLES.teamOne, 1));
  expect(news.follow(hunt, part(ROLES.teamOne, 2)).sound).toBe('got');
  expect(news.follow(hunt, part(ROLES.teamOne, 2)).sound).toBeUndefined();
  news.follow(TAG, part(ROLES.free, 2));
  expect(news.follow(TAG, part(ROLES.free, 3)).sound).toBeUndefined();
});
