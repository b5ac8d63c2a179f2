const SHOWN_MS = 4000;
const SHOWN_MS_PER_CHARACTER = 60;
/** No line stands longer. */
export const SHOWN_MAX_MS = 8000;

/** Built from a string: the `v` flag is younger than the language that the project is compiled to. */
const ONE_EMOJI = new RegExp('^\\p{RGI_Emoji}$', 'v');
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** How long a line of chat stands over a head: long enough to be read. */
export function speechMs(text: string): number {
  return Math.min(SHOWN_MAX_MS, SHOWN_MS + SHOWN_MS_PER_CHARACTER * Array.from(text).length);
}

/** Whether a line of chat is a single emoji. */
export function isEmote(text: string): boolean {
  return ONE_EMOJI.test(text.trim());
}

/**
 * Breaks a text into lines no wider than `widthMaxPx`, between words where it can be. What does not fit into so many lines
 * is left out, which an ellipsis tells.
 * @param widthOf measures a text in pixels
 */
export function wrapText(
  text: string,
  widthMaxPx: number,
  linesMax: number,
  widthOf: (text: string) => number,
): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.match(/\S+\s*/gu) ?? []) {
    if (widthOf((line + word).trimEnd()) <= widthMaxPx) {
      line += word;
      continue;
    }
    if (line !== '') lines.push(line.trimEnd());
    line = '';
    // A word that is wider than a line is broken anywhere: so is a language without blanks.
    for (const { segment } of graphemes.segment(word)) {
      if (line !== '' && widthOf((line + segment).trimEnd()) > widthMaxPx) {
        lines.push(line);
        line = '';
      }
      line += segment;
    }
  }
  if (line.trimEnd() !== '') lines.push(line.trimEnd());
  return lines.length <= linesMax ? lines : shorten(lines, widthMaxPx, linesMax, widthOf);
}

function shorten(
  lines: readonly string[],
  widthMaxPx: number,
  linesMax: number,
  widthOf: (text: string) => number,
): string[] {
  const last = Array.from(graphemes.segment(lines[linesMax - 1] ?? ''), ({ segment }) => segment);
  while (last.length > 0 && widthOf(`${last.join('')}…`) > widthMaxPx) last.pop();
  return [...lines.slice(0, linesMax - 1), `${last.join('').trimEnd()}…`];
}
