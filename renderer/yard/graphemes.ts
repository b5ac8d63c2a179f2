/** What a code point is that belongs to the one before it: marks, variation selectors, skin tones, tags and the joiner. */
const EXTENDS = /^(?:\p{M}|\p{Emoji_Modifier}|\u200d|[\u{e0020}-\u{e007f}])$/u;
const JOINER = '\u200d';
const REGIONAL = /^\p{Regional_Indicator}$/u;

/** A text in the characters that a person sees (UAX #29), or nearly so where the browser has no Intl.Segmenter. */
export const splitGraphemes: (text: string) => string[] =
  // Firefox has it from 125 on.
  (Intl as { Segmenter?: typeof Intl.Segmenter }).Segmenter === undefined
    ? splitPlainly
    : withSegmenter(new Intl.Segmenter(undefined, { granularity: 'grapheme' }));

function withSegmenter(segmenter: Intl.Segmenter): (text: string) => string[] {
  return (text) => Array.from(segmenter.segment(text), ({ segment }) => segment);
}

/** Keeps what modifies or joins with what it modifies or joins, and the two letters of a flag together. */
export function splitPlainly(text: string): string[] {
  const graphemes: string[] = [];
  for (const codePoint of text) {
    const last = graphemes.at(-1);
    const isPart =
      last !== undefined &&
      (EXTENDS.test(codePoint) || last.endsWith(JOINER) || (REGIONAL.test(codePoint) && REGIONAL.test(last)));
    if (isPart) graphemes.push(`${graphemes.pop() ?? ''}${codePoint}`);
    else graphemes.push(codePoint);
  }
  return graphemes;
}
