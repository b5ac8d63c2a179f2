import type { ToRenderer } from '../../shared/bridge';
import { ROLES } from '../../shared/protocol/games';
import { Games } from './games';

const yard = { address: '/yard', id: 2, name: 'Yard', protocol: 2, widthPx: 2400, heightPx: 1600 } as const;
const game = (n: number): ToRenderer => ({
  ...{ address: '/game', name: 'tag', phase: 'running', round: 1, endsInMs: 60_000, n },
});
const own = (role: number): ToRenderer => ({
  address: '/game/players',
  players: [{ id: 2, role, score: 0 }],
});

let lines: string[];
let sounds: string[];
let words: string[];
let games: Games;
beforeEach(() => {
  [lines, sounds, words] = [[], [], []];
  games = new Games((line) => lines.push(line));
  games.onSound = (sound) => sounds.push(sound);
  games.news.word.subscribe((word) => word && words.push(word.text));
  games.handleAll([yard], 0);
});

test('a server that flips games and roles a thousand times a second floods neither the chat nor the screen nor a screen reader', () => {
  for (let ms = 0; ms < 2000; ms++) {
    games.handleAll([game(1 + (ms % 2)), own(ms % 2 === 0 ? ROLES.it : ROLES.free)], ms);
    if (ms % 16 === 0) games.passTime(ms);
  }
  for (const said of [lines, sounds, words]) {
    expect(said.length).toBeGreaterThan(0);
    expect(said.length).toBeLessThanOrEqual(6);
  }
});

test('what changes twice at once is said in the end, though nothing more is told', () => {
  games.handleAll([game(1), own(ROLES.free)], 0);
  games.handleAll([own(ROLES.it)], 100);
  expect(words).toEqual(['Run!']);
  for (let ms = 100; ms < 600; ms += 16) games.passTime(ms);
  expect(words).toEqual(['Run!', 'You are it!']);
  expect(sounds).toEqual(['go', 'it']);
});
