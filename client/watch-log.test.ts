import { ROLES, type GamePhase } from '../shared/protocol/games';
import { WatchLog } from './watch-log';

const YARD = { address: '/yard', id: 0, name: 'Yard', protocol: 2, widthPx: 2400, heightPx: 1600 } as const;
const profile = (id: number, name: string) =>
  ({ address: '/player/profile', id, name, colour: '#e69f00' }) as const;
const motions = (...ids: number[]) =>
  ({
    ...{ address: '/motions', sentMs: 0, ids: Int32Array.from(ids) },
    ...{ xs: new Float32Array(1), ys: new Float32Array(1), vxs: new Int16Array(1), vys: new Int16Array(1) },
    ...{ ages: new Uint16Array(1), flags: new Uint16Array(1) },
  }) as unknown as Parameters<WatchLog['handle']>[0];

test('what happens is said once, a line each', () => {
  const log = new WatchLog();
  const lines = [
    ...[YARD, YARD, profile(1, 'Ada'), profile(1, 'Ada'), profile(1, 'Ada 2')],
    ...[{ address: '/player/said', id: 1, text: 'Hello!' } as const],
    ...[{ address: '/player/said', id: 0, text: 'Welcome.' } as const],
    ...[{ address: '/player/said', id: 9, text: 'Hm.' } as const],
    ...[{ address: '/player/left', id: 1 } as const, { address: '/player/left', id: 1 } as const],
    ...[{ address: '/refused', code: 'full', reason: 'This yard is full.' } as const],
  ].flatMap((message) => log.handle(message));
  expect(lines).toEqual([
    'Looking on at the yard "Yard".',
    '"Ada" is here.',
    '"Ada" is "Ada 2" from now on.',
    '"Ada 2": Hello!',
    'Host: Welcome.',
    '"Player 9": Hm.',
    '"Ada 2" left.',
    'This yard is full.',
  ]);
});

test('motions are summed', () => {
  const log = new WatchLog();
  expect(log.handle(motions(1, 2))).toEqual([]);
  log.handle(motions(2));
  expect([log.sum(), log.sum()]).toEqual([['3 motions of 2 players.'], []]);
  log.handle(motions(1));
  expect(log.sum()).toEqual(['1 motion of one player.']);
});

test('a game is told: when it begins, who is it, who is found, who was the best, and that it ended', () => {
  const log = new WatchLog();
  [YARD, profile(1, 'Ada'), profile(2, 'Bo')].forEach((message) => log.handle(message));
  const game = (name: string, phase: GamePhase, round = 1, n = 5) =>
    ({ address: '/game', name, phase, round, n, endsInMs: 0 }) as const;
  const parts = (...all: [role: number, score: number][]) =>
    ({
      address: '/game/players',
      players: all.map(([role, score], i) => ({ id: i + 1, role, score })),
    }) as const;
  const { it, free, found, teamOne, teamTwo } = ROLES;
  const lines = [
    ...[game('tag', 'counting'), parts([it, 0], [free, 0]), game('tag', 'running'), game('tag', 'running')],
    ...[parts([free, 1], [it, 3]), parts([free, 9], [it, 3]), game('tag', 'paused')],
    ...[game('tag', 'running'), parts([free, 9], [it, 9]), game('tag', 'podium'), game('', 'none', 0, 0)],
    ...[game('', 'none', 0, 0), game('hide', 'running', 1, 6), parts([it, 10], [found, 3])],
    ...[game('hide', 'podium', 1, 6), game('treasure', 'waiting', 0, 7)],
    ...[parts([teamOne, 4], [teamTwo, 6]), game('treasure', 'podium', 1, 7)],
  ].flatMap((message) => log.handle(message));
  expect(lines).toEqual([
    ...['The game tag is about to begin: round 1.', '"Ada" is it.', 'The game tag is on: round 1.'],
    ...['"Bo" is it.', 'The game tag is paused: round 1.', 'The game tag is on: round 1.'],
    ...['The round is over: "Ada" and "Bo" are first, with 9.', 'The game has ended.'],
    ...['The game hide is on: round 1.', '"Ada" seeks.', '"Bo" is found.'],
    ...['The round is over: "Ada" is first, with 10.', 'The game treasure waits for players.'],
    'The round is over: team Sun has 4, team Pond 6.',
  ]);
});
