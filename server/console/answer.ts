/** What the console answers, and how it is shown in a terminal. Deterministic: no I/O, no clock. */
import { escapeUnprintable, isolated, quoted } from '../../shared/text';

/** One line. Names in it are isolated, as a window shows them. */
export interface Answer {
  text: string;
  /** It could not be done; the line says what would be right. */
  isError: boolean;
  /** The same for machines. */
  fields?: Readonly<Record<string, unknown>>;
}

/** So many of a list stand in a line. */
const LISTED_MAX = 100;
/** And so many beside an error. */
const NAMED_MAX = 10;
const ISOLATED = new RegExp(isolated('([^\\u2068\\u2069]*)'), 'gu');

export function done(text: string, fields?: Answer['fields']): Answer {
  return { text, isError: false, ...(fields && { fields }) };
}

export function failed(text: string): Answer {
  return { text, isError: true };
}

/** Somebody in a line: what it is known by to the console, and its name. */
export function named(id: number | string, name: string): string {
  return `${id} ${isolated(name)}`;
}

/** The first of many, and how many more there are. */
export function listed(all: readonly string[], max = LISTED_MAX): string {
  const rest = all.length - max;
  return all.slice(0, max).join(', ') + (rest > 0 ? ` and ${rest} more` : '');
}

/** The few of them that stand in an error. */
export function someOf(all: readonly string[]): string {
  return listed(all, NAMED_MAX);
}

/** As a terminal shows it: names in quotes, nothing that moves the cursor or cannot be seen. */
export function inTerminal({ text }: Answer): string {
  return escapeUnprintable(text.replace(ISOLATED, (_, name: string) => quoted(name)));
}

/** As one JSON object, like a line of the log. @param time in ISO 8601 */
export function asJson({ text, isError, fields }: Answer, command: string, time: string): string {
  const level = isError ? 'error' : 'info';
  const msg = inTerminal({ text, isError });
  return JSON.stringify({ level, time, event: 'answer', command, isError, ...fields, msg });
}
