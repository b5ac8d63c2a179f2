import { splitGraphemes } from './graphemes';

const SHOWN_MS = 4000;
const SHOWN_MS_PER_CHARACTER = 60;
/** No line stands longer. */
export const SHOWN_MAX_MS = 8000;

/** A flag, or an emoji that is one by itself, by its variation selector, by a skin tone or as a keycap (UTS #51, ED-1 to ED-17). */
const ONE = String.raw`(?:\p{RI}{2}|[0-9#*]\ufe0f\u20e3|(?:\p{Emoji_Modifier_Base}\p{EMod}|(?!\p{RI}|\p{EMod})\p{Emoji_Presentation}|\p{EMod}|(?![0-9#*])\p{Emoji}\ufe0f)(?:[\u{e0020}-\u{e007e}]+\u{e007f})?)`;
/** One, or several that are joined. Not by \p{RGI_Emoji}, which Safari 16 and Firefox 115 do not have. */
const ONE_EMOJI = new RegExp(`^${ONE}(?:\\u200d(?:${ONE}|\\p{Emoji}))*$`, 'u');

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
    for (const segment of splitGraphemes(word)) {
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
  const last = splitGraphemes(lines[linesMax - 1] ?? '');
  while (last.length > 0 && widthOf(`${last.join('')}…`) > widthMaxPx) last.pop();
  return [...lines.slice(0, linesMax - 1), `${last.join('').trimEnd()}…`];
}
