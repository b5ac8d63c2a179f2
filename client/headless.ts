/** What concerns headless players as a crowd: their names, and what is said of those who are not in the yard. */
import { NAME_MAX_CHARACTERS } from '../shared/config';

/** `Walker 12`. A long name is cut, so that the whole is one that a server takes. */
export function numberedName(name: string, n: number): string {
  const number = ` ${n}`;
  const room = NAME_MAX_CHARACTERS - number.length;
  return `${Array.from(name).slice(0, room).join('').trimEnd()}${number}`;
}

/**
 * Why players never came into the yard, in sentences.
 * @param refusals of each of them the server's reason; undefined for who got no answer
 * @param count how many players there are in all
 */
export function absentWords(
  refusals: readonly (string | undefined)[],
  count: number,
  server: string,
): string[] {
  return [...new Set(refusals)].map((reason) => {
    const those = `${refusals.filter((each) => each === reason).length} of ${count}`;
    return reason === undefined
      ? `${those} never got an answer from ${server}: is a yard open there?`
      : `${those} were refused by ${server}: ${reason}`;
  });
}
