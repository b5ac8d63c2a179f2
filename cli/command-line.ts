import { CommanderError, type Command } from 'commander';
import { cleanText, validateColour, validateName, validateChatLine } from '../shared/profile';

/** What a program exits with when its command line was wrong. */
const EXIT_USAGE = 2;

/**
 * Reads a command line. On a wrong one it says in one sentence what is wrong and what would be right, and ends the
 * program with exit code 2; `--help` prints and ends it with 0.
 * @param args the arguments alone, without the program's own path
 * @param check of options that go together: throws an Error with a sentence for a person
 */
export function parseOrExit(
  command: Command,
  args: readonly string[],
  check: (command: Command) => void = () => undefined,
): Command {
  command.exitOverride().configureOutput({ writeErr: () => undefined });
  try {
    command.parse(args, { from: 'user' });
    check(command);
    return command;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) process.exit(0);
    const sentence = (error as Error).message.replace(/^error: /, '').replace(/\s+/g, ' ');
    process.stderr.write(`${command.name()}: ${sentence} (--help shows all options)\n`);
    process.exit(EXIT_USAGE);
  }
}

/** Reads a name; throws an Error with a sentence for a person. */
export function parseName(text: string): string {
  const name = cleanText(text);
  const fault = validateName(name);
  if (fault) throw new Error(fault);
  return name;
}

/** Reads a line of chat; throws an Error with a sentence for a person. */
export function parseSay(text: string): string {
  const line = cleanText(text);
  const fault = validateChatLine(line);
  if (fault) throw new Error(fault);
  return line;
}

/** Reads a colour; throws an Error with a sentence for a person. */
export function parseColour(text: string): string {
  const fault = validateColour(text);
  if (fault) throw new Error(`"${text}" is not a colour. ${fault}`);
  return text.toLowerCase();
}

/** Makes a reader of whole numbers; it throws an Error with a sentence for a person. */
export function wholeNumber(what: string, low: number, high: number): (text: string) => number {
  return (text) => {
    const n = /^\d+$/.test(text) ? Number(text) : NaN;
    if (n >= low && n <= high) return n;
    throw new Error(`"${text}" is not ${what}. It is a whole number from ${low} to ${high}.`);
  };
}
