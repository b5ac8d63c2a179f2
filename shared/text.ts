/** What is kept of a text that a stranger typed and that others are shown: a name, or a line of chat. */

/**
 * An emoji sequence (UTS 51, 1.4.9): pictures joined by U+200D, each with its U+FE0F and its skin tone; a keycap; a flag
 * spelt in tags. In these alone invisible characters have a meaning of their own.
 */
const PICTURE = '\\p{Extended_Pictographic}\\uFE0F?\\p{Emoji_Modifier}?';
const EMOJI = [
  '\\u{1F3F4}[\\u{E0030}-\\u{E0039}\\u{E0061}-\\u{E007A}]{3,6}\\u{E007F}',
  `${PICTURE}(?:\\u200D${PICTURE})*`,
  '[#*0-9]\\uFE0F\\u20E3',
].join('|');

/** Invisible, or of no agreed look: controls, formats (direction overrides among them), fillers, private use, lone surrogates. */
const INVISIBLE =
  '(?![\\t-\\r\\u0085])[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Default_Ignorable_Code_Point}\\p{Noncharacter_Code_Point}]';
/** Whatever looks like a blank: the last four are letters and symbols without ink. */
const BLANK = /[\t-\r\u0085\p{Z}\u2800\u{13441}\u{13442}\u{1D159}]/gu;
const ALL_INVISIBLE = new RegExp(INVISIBLE, 'gu');
const EMOJI_OR_INVISIBLE = new RegExp(`(${EMOJI})|${INVISIBLE}`, 'gu');

const MARKS = /\p{M}+/gu;
/** Marks that stand above, below or around a letter, where more of them make a tower; others take room of their own. */
const STACKED = /[\p{Mn}\p{Me}]/u;
/** The dot that makes another consonant in the scripts of India: Unicode has the letter with it for one, too. */
const NUKTA = /[\u093C\u09BC\u0A3C\u0ABC\u0B3C]/u;
const STACKED_MARKS_MAX = 2;

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * A text as it is kept, told and shown: without what cannot be seen or changes the direction of what stands around it
 * (U+200D and U+FE0F stay within emoji), with at most two marks above or below a letter, every kind of blank a plain one, and
 * none at its ends. What was cleaned once stays as it is.
 */
export function cleanText(text: string): string {
  return text
    .replace(EMOJI_OR_INVISIBLE, (_, emoji: string | undefined) => emoji ?? '')
    .replace(MARKS, limitMarks)
    .replace(BLANK, ' ')
    .trim();
}

/**
 * What somebody typed or pasted where plain letters and digits are wanted (an address, a port, a code): without what cannot be
 * seen, which comes along when one copies from a chat, and with the wide letters, digits and points of a Japanese or Chinese
 * keyboard as plain ones.
 */
export function plainText(text: string): string {
  return cleanText(text.normalize('NFKC').replaceAll('\u3002', '.'));
}

/** Whether anything of a text can be seen. */
export function isVisible(text: string): boolean {
  return VISIBLE.test(text);
}

/**
 * The same for two texts that read as one: whatever their case, how wide their gaps, how Unicode writes a letter, and what
 * cannot be seen, within emoji too: with U+FE0F or U+200D many a picture looks as it does without, and a flag that a system lacks as a black one.
 */
export function foldText(text: string): string {
  // Upper case first: it knows that ß is SS, and that two Greek letters are one sigma.
  const folded = text.normalize('NFKC').toUpperCase().toLowerCase().replace(ALL_INVISIBLE, '');
  return cleanText(folded).replace(/ +/g, ' ');
}

/** A name within a sentence that is plain text, isolated as <bdi> does it (U+2068, U+2069): it turns nothing around it. */
export function isolated(name: string): string {
  return `\u2068${name}\u2069`;
}

/** A text within a line for a terminal: in quotes, with all escaped that could end them, move the cursor or not be seen. */
export function quoted(text: string): string {
  return `"${escapeUnprintable(text.replace(/["\\]/g, '\\$&'))}"`;
}

/** A line for a terminal, in which no character but a blank is without ink or a command to the terminal. */
export function escapeUnprintable(line: string): string {
  return line.replace(/[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, '0')}`;
  });
}

function limitMarks(run: string): string {
  let stacked = 0;
  let hasNukta = false;
  return Array.from(run)
    .filter((mark) => {
      if (!STACKED.test(mark)) return true;
      if (NUKTA.test(mark) && !hasNukta) return (hasNukta = true);
      return ++stacked <= STACKED_MARKS_MAX;
    })
    .join('');
}
