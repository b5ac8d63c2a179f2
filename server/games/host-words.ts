import type { GameMessage } from '../../shared/protocol/messages';
import type { GameRunner } from './game-runner';
import { GAME_NAMES } from './games';

/** What became of what the host said about the game: one line. */
export interface GameAnswer {
  text: string;
  isError: boolean;
}

const WORDS = ['pause', 'resume', 'end'] as const;
const USAGE = `Say game NAME, ${WORDS.map((word) => `game ${word}`).join(', ')}, or game alone. The games are: ${GAME_NAMES.join(', ')}.`;

/** Does what stands behind the host's word `game`: a game's name, `pause`, `resume`, `end`, or nothing to ask how it stands. */
export function sayToGame(runner: GameRunner, said: string, nowMs: number): GameAnswer {
  const word = said.toLowerCase();
  switch (word) {
    case '':
      return done(standing(runner.message(nowMs)));
    case 'pause':
      if (runner.pause(nowMs)) return done('The game is paused: game resume goes on with it.');
      return failed(
        runner.isPaused
          ? 'The game is paused already.'
          : runner.running === undefined
            ? 'No game is played.'
            : 'Only a round can be paused, and none is on now.',
      );
    case 'resume':
      return runner.resume(nowMs) ? done('The game goes on.') : failed('No game is paused.');
    case 'end':
      return runner.end(nowMs) ? done('The game has ended.') : failed('No game is played.');
    default:
      if (!runner.start(word, nowMs)) return failed(`There is no such game. ${USAGE}`);
      return done(`The game ${word} begins as soon as ${enough(runner.playersMin)} here to play it.`);
  }
}

/** What the host says at a server that does not run the game, and may ask the one that does. @param game as that one told it */
export function sayElsewhere(
  said: string,
  game: GameMessage | undefined,
  ask: (word: string) => void,
): GameAnswer {
  const word = said.toLowerCase();
  if (word === '') return done(standing(game));
  if (![...WORDS, ...GAME_NAMES].includes(word)) return failed(`There is no such game. ${USAGE}`);
  if ((WORDS as readonly string[]).includes(word) && (!game || game.phase === 'none'))
    return failed('No game is played.');
  ask(word);
  return done('The server that runs the game is told so.');
}

function enough(playersMin: number): string {
  return playersMin === 1 ? 'somebody is' : `${playersMin} are`;
}

function standing(message: GameMessage | undefined): string {
  const games = `The games are: ${GAME_NAMES.join(', ')}.`;
  if (!message || message.phase === 'none') return `No game is played. ${games}`;
  const { name, phase, round, endsInMs } = message;
  if (phase === 'waiting') return `The game ${name} waits for players. ${games}`;
  const left = endsInMs > 0 ? `, ${Math.ceil(endsInMs / 1000)} s left` : '';
  return `The game ${name} is played: ${phase}, round ${round}${left}. ${games}`;
}

function done(text: string): GameAnswer {
  return { text, isError: false };
}

function failed(text: string): GameAnswer {
  return { text, isError: true };
}
