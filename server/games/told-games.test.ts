import { GAME_PLAYERS_MAX } from '../../shared/config';
import { ROLES } from '../../shared/protocol/games';
import { encodeServerMessage, decodeServerMessage } from '../../shared/protocol/messages';
import { ToldGames } from './told-games';

test('of a game in which thousands come and go a newcomer is told no more than one message holds, and of those who are there', () => {
  const told = new ToldGames({ widthPx: 2400, heightPx: 1600 });
  let nowMs = 0;
  const take = (ids: number[]) => {
    const players = ids.map((id) => ({ id, role: ROLES.free, score: 0 }));
    told.take({ address: '/game/players', players }, nowMs, nowMs);
  };
  for (let first = 1; first < 5000; first += 200) {
    take(Array.from({ length: 200 }, (_, i) => first + i));
    nowMs += 500;
  }
  const [message] = told.snapshot(nowMs);
  if (message?.address !== '/game/players') throw new Error('Players are told.');
  expect(message.players).toHaveLength(GAME_PLAYERS_MAX);
  expect(message.players.some(({ id }) => id === 5000)).toBe(true);
  expect(typeof decodeServerMessage(encodeServerMessage(message))).toBe('object');
  nowMs += 60_000;
  take([7]);
  expect(told.snapshot(nowMs)).toMatchObject([{ players: [{ id: 7 }] }]);
});
