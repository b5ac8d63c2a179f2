/** What the host of a yard may ask of its server, by the word of the server's console, and what has to follow the word. */
import { isKey } from './keys';

const isNothing = (argument: string): boolean => argument === '';
/** Ids of players and the numbers of those who wait. */
const isNumber = (argument: string): boolean => /^[1-9]\d{0,9}$/.test(argument);
/** A game's name, `pause`, `resume` or `end`. */
const isGameWord = (argument: string): boolean => /^[a-z-]{1,24}$/.test(argument);

const COMMANDS = {
  lock: isNothing,
  unlock: isNothing,
  'invite new': isNothing,
  admit: isNumber,
  reject: isNumber,
  'reject for good': isNumber,
  kick: isNumber,
  ban: isNumber,
  unban: isKey,
  mute: isNumber,
  unmute: isNumber,
  game: isGameWord,
  // To a file that the server names: a page writes to none of its choice.
  record: isNothing,
  'record stop': isNothing,
} as const;

export type HostWord = keyof typeof COMMANDS;

export interface HostCommand {
  word: HostWord;
  /** A player's id, the number of who waits, an identity, a game, or empty: as the word needs. */
  argument: string;
}

/** What became of a command: one line, or why it could not be done. */
export interface CommandAnswer {
  text: string;
  isError: boolean;
}

export function isHostWord(word: unknown): word is HostWord {
  return typeof word === 'string' && Object.hasOwn(COMMANDS, word);
}

/** The line of the console; undefined where the argument is none for this word, so that no page writes lines of its own. */
export function formatHostCommand({ word, argument }: HostCommand): string | undefined {
  if (!COMMANDS[word](argument)) return undefined;
  if (word === 'reject for good') return `reject ${argument} for good`;
  return argument === '' ? word : `${word} ${argument}`;
}
