import { ROLES } from '../../shared/protocol/games';
import { watch } from '../yard/yard.fixture';
import { PlayedYard } from './played-yard.fixture';

test('one waits for a second one; then it is counted, played, the podium shown, and the yard is a yard again', () => {
  const played = new PlayedYard();
  const ada = played.join('Ada', 400, 400);
  expect(played.games.runner.start('tag', played.nowMs)).toBe(true);
  played.run(5000);
  expect(played.game).toMatchObject({ name: 'tag', phase: 'waiting', round: 0, endsInMs: 0 });
  const grace = played.join('Grace', 900, 400);
  played.run(50);
  expect(played.game).toMatchObject({ phase: 'counting', round: 1, endsInMs: 3000 });
  played.run(3100);
  expect(played.game).toMatchObject({ phase: 'running', round: 1 });
  played.run(119_000);
  expect(played.game?.phase).toBe('running');
  played.run(1100);
  expect(played.game?.phase).toBe('podium');
  const scores = [ada, grace].map((each) => played.score(each)).sort((a, b) => a - b);
  expect(scores).toEqual([0, expect.closeTo(120, -1)]);
  played.run(8100);
  expect(played.game).toEqual({ address: '/game', name: '', phase: 'none', round: 0, endsInMs: 0, n: 0 });
  played.told.length = 0;
  played.run(10_000);
  const ends = played.told.filter(({ address }) => address === '/game').length;
  expect(ends).toBeGreaterThanOrEqual(4);
  played.told.length = 0;
  played.run(10_000);
  expect(played.told.filter(({ address }) => address !== '/things')).toEqual([]);
});

test('all of it is told again every 2 s, and another start has another n', () => {
  const played = new PlayedYard();
  played.join('Ada', 400, 400);
  played.join('Grace', 900, 400);
  played.play('tag');
  played.run(2000);
  played.told.length = 0;
  played.run(2000);
  expect(played.told.filter(({ address }) => address === '/game')).toHaveLength(1);
  const all = played.told.filter((one) => one.address === '/game/players' && one.players.length === 2);
  expect(all).toHaveLength(1);
  const n = played.game?.n ?? 0;
  played.games.runner.start('tag', played.nowMs);
  played.run(100);
  expect(played.game?.n).toBeGreaterThan(n);
  // As after a restart of the server, a moment later.
  const later = new PlayedYard();
  later.nowMs = played.nowMs + 2000;
  later.games.runner.start('tag', later.nowMs);
  later.run(100);
  expect(later.game?.n).toBeGreaterThan(n);
});

test('paused, no time goes by and nobody is touched; resumed, it goes on with what was left', () => {
  const played = new PlayedYard();
  const [ada, grace] = [played.join('Ada', 400, 400), played.guest(900, 400)];
  played.play('tag');
  played.run(1000);
  const before = played.its;
  const left = played.game?.endsInMs ?? 0;
  expect(played.games.runner.pause(played.nowMs)).toBe(true);
  expect(played.games.runner.pause(played.nowMs)).toBe(false);
  played.put(grace, 410, 400);
  played.run(60_000);
  expect(played.game).toMatchObject({ phase: 'paused', endsInMs: 0 });
  expect(played.its).toEqual(before);
  expect(played.score(ada) + played.score(grace)).toBeLessThan(3);
  expect(played.games.runner.resume(played.nowMs)).toBe(true);
  played.run(50);
  expect(played.game?.phase).toBe('running');
  expect(Math.abs((played.game?.endsInMs ?? 0) - left)).toBeLessThan(2000);
  played.run(600);
  expect(played.its).not.toEqual(before);
  expect(played.games.runner.resume(played.nowMs)).toBe(false);
});

test('who is left alone waits, and a new round begins with the next one', () => {
  const played = new PlayedYard();
  played.join('Ada', 400, 400);
  const grace = played.join('Grace', 900, 400);
  played.play('tag');
  played.leave(grace);
  played.run(50);
  expect(played.game).toMatchObject({ phase: 'waiting', round: 1 });
  played.join('Edsger', 900, 800);
  played.run(50);
  expect(played.game).toMatchObject({ phase: 'counting', round: 2 });
});

test('a game that goes on plays round after round', () => {
  const played = new PlayedYard();
  played.join('Ada', 400, 400);
  played.join('Grace', 900, 400);
  played.games.runner.start('tag', played.nowMs, true);
  played.runUntil('podium');
  played.runUntil('running');
  expect(played.game).toMatchObject({ round: 2, phase: 'running' });
  expect(played.its).toHaveLength(1);
});

test('there is no game of a name that is none, and what was played goes on', () => {
  const played = new PlayedYard();
  played.join('Ada', 400, 400);
  played.games.runner.start('tag', played.nowMs);
  for (const name of ['chess', '', 'toString', '__proto__'])
    expect([name, played.games.runner.start(name, played.nowMs)]).toEqual([name, false]);
  expect(played.games.runner.running).toBe('tag');
  expect([played.games.runner.end(played.nowMs), played.games.runner.end(played.nowMs)]).toEqual([
    true,
    false,
  ]);
});

test('of 300 players 256 take part, the longest here first; who leaves makes room', () => {
  const played = new PlayedYard();
  const all = Array.from({ length: 300 }, (_, i) => played.guest(8 * i, (37 * i) % 1600));
  played.play('tag');
  played.run(100);
  expect(played.players.size).toBe(256);
  expect(all.slice(256).some(({ id }) => played.players.has(id))).toBe(false);
  const [first] = all;
  if (first) played.leave(first);
  played.run(50);
  expect(played.role(all[256] as (typeof all)[0])).not.toBe(ROLES.looksOn);
});

test('another server goes on with the game as it was told', () => {
  const played = new PlayedYard();
  const [ada, grace] = [played.join('Ada', 400, 400), played.join('Grace', 900, 400)];
  played.play('tag');
  played.run(10_000);
  const its = played.its;
  const other = new PlayedYard({}, 7);
  other.nowMs = played.nowMs + 2500;
  [other.join('Ada', 400, 400), other.join('Grace', 900, 400)].forEach(({ id }, i) =>
    expect(id).toBe([ada, grace][i]?.id),
  );
  if (!played.game) throw new Error('A game is played.');
  const told = { message: played.game, toldMs: played.nowMs, things: [] };
  other.games.runner.restore({ ...told, players: [...played.players.values()] });
  other.run(50);
  expect(other.its).toEqual(its);
  expect(other.game).toMatchObject({ name: 'tag', phase: 'running', round: 1, n: played.game.n });
  expect(played.game.endsInMs - (other.game?.endsInMs ?? 0)).toBeLessThan(3000);
  for (const each of [ada, grace])
    expect(Math.abs(other.score(each) - played.score(each))).toBeLessThanOrEqual(1);
  other.runUntil('podium');
});

test('a ghost that leaves and comes back by its key is a ghost', () => {
  const played = new PlayedYard();
  const all = ['Ada', 'Grace', 'Edsger', 'Barbara', 'Alan'].map((name, i) =>
    played.join(name, 300 + 400 * i, 800),
  );
  played.play('ghosts');
  const { runner } = played.games;
  const [ghost] = all.filter((each) => played.role(each) === ROLES.it);
  const [caught] = all.filter((each) => each !== ghost);
  if (!ghost || !caught) throw new Error('One is a ghost.');
  runner.field.setRole(caught.id, ROLES.it);
  played.run(100);
  played.leave(caught);
  played.run(200);
  const again = played.join(
    `${['Ada', 'Grace', 'Edsger', 'Barbara', 'Alan'][all.indexOf(caught)]}`,
    100,
    100,
  );
  expect(again.id).toBe(caught.id);
  played.run(100);
  expect(played.role(again)).toBe(ROLES.it);
});

test('who looks on is no player: one with spectators waits for a second one, and whether they go changes nothing', () => {
  const played = new PlayedYard();
  played.join('Ada', 400, 400);
  const spectators = [watch(played.yard, played.nowMs), watch(played.yard, played.nowMs)];
  for (const each of spectators)
    played.yard.spectators.handle(each, { address: '/position', x: 400, y: 400 }, played.nowMs);
  played.games.runner.start('tag', played.nowMs);
  played.run(2000);
  expect(played.game).toMatchObject({ phase: 'waiting', round: 0 });
  played.join('Grace', 900, 400);
  played.runUntil('running');
  for (const each of spectators) played.yard.spectators.remove(each);
  played.run(1000);
  expect(played.game).toMatchObject({ phase: 'running', round: 1 });
  expect(played.players.size).toBe(2);
});
