import type { ToRenderer } from '../../shared/bridge';
import { ROLE_FLAGS, ROLES, type GamePlayer } from '../../shared/protocol/games';
import { teamScores } from '../../shared/game-parts';
import { GameStanding } from './game-standing';

type Game = Extract<ToRenderer, { address: '/game' }>;

const TAG: Game = { address: '/game', name: 'tag', phase: 'running', round: 1, endsInMs: 60_000, n: 1 };
const NONE: Game = { ...TAG, name: '', phase: 'none', round: 0, endsInMs: 0, n: 0 };

let standing: GameStanding;
beforeEach(() => {
  standing = new GameStanding();
});

/** What comes in one batch. */
function tell(nowMs: number, ...messages: ToRenderer[]): void {
  for (const message of messages) standing.handle(message, nowMs);
  standing.settle();
}

const players = (...list: GamePlayer[]): ToRenderer => ({ address: '/game/players', players: list });
const player = (id: number, role: number = ROLES.free, score = 0): GamePlayer => ({ id, role, score });
const yard = { address: '/yard', id: 2, name: 'Yard', protocol: 2, widthPx: 2400, heightPx: 1600 } as const;

test('a game that is told is on, with everybody’s part and one’s own', () => {
  tell(0, yard, TAG, players(player(1, ROLES.it, 3), player(2, ROLES.free | ROLE_FLAGS.inGrace, 5)));
  expect(standing.game.value).toEqual({ name: 'tag', phase: 'running', round: 1, n: 1, endsAtMs: 60_000 });
  expect(standing.parts.value.get(1)).toMatchObject({ role: ROLES.it, isInGrace: false, score: 3 });
  expect(standing.own.value).toMatchObject({ role: ROLES.free, isHidden: false, isInGrace: true, score: 5 });
});

test('a game of which nothing was told for 7 s is forgotten, and not before', () => {
  tell(0, TAG, players(player(1)));
  expect(standing.forget(7000)).toBe(false);
  expect(standing.game.value).toBeDefined();
  expect(standing.forget(7001)).toBe(true);
  expect([standing.game.value, standing.parts.value.size]).toEqual([undefined, 0]);
  expect(standing.forget(7002)).toBe(false);
});

test('the end of a game ends it, told once or again', () => {
  tell(0, TAG, players(player(1)));
  for (const nowMs of [1000, 3000]) {
    tell(nowMs, NONE);
    expect([standing.game.value, standing.parts.value.size]).toEqual([undefined, 0]);
  }
});

test('who left the yard has no part any more, nor who is not told of for 7 s', () => {
  tell(0, TAG, players(player(1), player(2), player(3)));
  tell(1000, { address: '/player/left', id: 1 });
  expect([...standing.parts.value.keys()]).toEqual([2, 3]);
  for (let nowMs = 2000; nowMs <= 8000; nowMs += 2000) tell(nowMs, TAG, players(player(3)));
  expect([...standing.parts.value.keys()]).toEqual([3]);
});

test('another game begins with nobody of the one before, whichever message comes first', () => {
  tell(0, TAG, players(player(1), player(2)));
  tell(1000, players(player(2)), { ...TAG, n: 2 });
  expect([...standing.parts.value.keys()]).toEqual([2]);
  tell(2000, { ...TAG, n: 3 }, players(player(1)));
  expect([...standing.parts.value.keys()]).toEqual([1]);
});

test('what is told again and is the same changes nothing that is shown', () => {
  tell(0, TAG, players(player(1)));
  const [game, parts] = [standing.game.value, standing.parts.value];
  tell(2000, { ...TAG, endsInMs: 58_200 }, players(player(1)));
  expect(standing.game.value).toBe(game);
  expect(standing.parts.value).toBe(parts);
  tell(4000, { ...TAG, endsInMs: 30_000 });
  expect(standing.game.value?.endsAtMs).toBe(34_000);
});

test('of more players than can take part the page keeps no more', () => {
  const many = (from: number) => players(...Array.from({ length: 200 }, (_, i) => player(from + i)));
  tell(0, TAG, many(1), many(1001));
  expect(standing.parts.value.size).toBe(256);
});

test('in the lobby, and in another yard, there is no game', () => {
  for (const elsewhere of [
    { address: 'lobby', notice: undefined },
    { address: 'enter', server: 'tcp://127.0.0.1:5557', position: undefined },
  ] as const) {
    tell(0, yard, TAG, players(player(2)));
    tell(0, elsewhere);
    expect([standing.game.value, standing.own.value]).toEqual([undefined, undefined]);
  }
});

test('a team has what its players have together', () => {
  tell(0, players(player(1, ROLES.teamOne, 2), player(2, ROLES.teamTwo, 4), player(3, ROLES.teamOne, 3)));
  expect(teamScores(standing.parts.value)).toEqual([5, 4]);
  tell(0, { ...TAG, n: 9 }, players(player(1)));
  expect(teamScores(new Map([[1, { role: ROLES.free, isHidden: false, isInGrace: false, score: 1 }]]))).toBe(
    undefined,
  );
});
