/** What concerns headless players as a crowd: their names, and what is said of those who are not in the yard. */
import { NAME_MAX_CHARACTERS } from '../shared/config';
import { quoted } from '../shared/text';

/** `Walker 12`. A long name is cut, so that the whole is one that a server takes. */
export function numberedName(name: string, n: number): string {
  const number = ` ${n}`;
  const room = NAME_MAX_CHARACTERS - number.length;
  return `${Array.from(name).slice(0, room).join('').trimEnd()}${number}`;
}

/** More of them are not named one by one. */
const ARRIVALS_NAMED_MAX = 10;

/**
 * What is said when one more has come into the yard; undefined where nothing is, since more of a crowd are on the way.
 * @param shown as whom it is shown there, as the server says
 * @param come how many have come so far, and `count` how many there are in all
 */
export function arrivalWords(
  shown: string,
  yard: string,
  { come, count }: { come: number; count: number },
): string | undefined {
  if (count <= ARRIVALS_NAMED_MAX) return `In the yard ${quoted(yard)} as ${quoted(shown)}.`;
  return come === count ? `All ${count} are in the yard ${quoted(yard)}.` : undefined;
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
