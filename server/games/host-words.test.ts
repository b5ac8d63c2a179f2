import { PlayedYard } from './played-yard.fixture';
import { sayToGame } from './host-words';

test('the host begins, pauses, resumes and ends a game, and is told how it stands', () => {
  const played = new PlayedYard();
  const say = (word: string) => sayToGame(played.games.runner, word, played.nowMs);
  expect(say('')).toEqual({
    isError: false,
    text: 'No game is played. The games are: tag, treasure, hide, ghosts.',
  });
  for (const word of ['pause', 'resume', 'end', 'chess'])
    expect([word, say(word).isError]).toEqual([word, true]);
  expect(say('TAG')).toEqual({
    isError: false,
    text: 'The game tag begins as soon as 2 are here to play it.',
  });
  expect(say('').text).toMatch(/^The game tag waits for players\. The games are/);
  expect(say('pause').text).toBe('Only a round can be paused, and none is on now.');
  played.join('Ada', 400, 400);
  played.join('Grace', 900, 400);
  played.runUntil('running');
  expect(say('').text).toMatch(/^The game tag is played: running, round 1, 1[12]\d s left\./);
  expect(say('pause').isError).toBe(false);
  expect(say('pause')).toEqual({ isError: true, text: 'The game is paused already.' });
  expect(say('').text).toMatch(/^The game tag is played: paused, round 1\./);
  expect(say('resume').isError).toBe(false);
  expect(say('treasure').text).toBe('The game treasure begins as soon as somebody is here to play it.');
  played.run(50);
  expect(played.game?.name).toBe('treasure');
  expect(say('end').isError).toBe(false);
  played.run(50);
  expect(played.game?.phase).toBe('none');
});
