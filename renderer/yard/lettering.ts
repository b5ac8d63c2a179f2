import { BitmapFont, BitmapText, Text } from 'pixi.js';

/** For what it lacks the system finds another one by itself: emoji in colour, and all other scripts. */
const FAMILY = 'Nunito Variable';
/** For an emoji that might be an outline otherwise. */
const EMOJI_FAMILY = ['Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji'];
const NAME_FONT = 'Zeroyard names';
const NAME_PX = 13;

/** Scripts whose letters join or change their order: they cannot be set letter by letter. */
const JOINED_SCRIPTS =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Mongolian}]/u;

/** Draws the letters of names once. Others, of whatever script, are added when somebody bears them. */
export function installNameFont(resolution: number): void {
  BitmapFont.install({
    name: NAME_FONT,
    style: { fontFamily: FAMILY, fontSize: NAME_PX, fontWeight: '700', fill: '#ffffff' },
    chars: [[' ', '~']],
    resolution: Math.max(2, resolution),
  });
}

/** A name, about its middle: in the one font that all share, unless its script asks for more. */
export function writeName(name: string): BitmapText | Text {
  return JOINED_SCRIPTS.test(name)
    ? new Text({
        text: name,
        anchor: 0.5,
        style: { fontFamily: FAMILY, fontSize: NAME_PX, fontWeight: '700', fill: '#ffffff' },
      })
    : new BitmapText({ text: name, anchor: 0.5, style: { fontFamily: NAME_FONT, fontSize: NAME_PX } });
}

/** Dark letters on paper, from their upper left corner. */
export function writeLines(lines: readonly string[], lineHeightPx: number): Text {
  return new Text({
    text: lines.join('\n'),
    style: {
      fontFamily: FAMILY,
      fontSize: SPEECH_PX,
      fontWeight: '700',
      fill: '#2b2a33',
      lineHeight: lineHeightPx,
    },
  });
}

export function writeEmote(emoji: string, sizePx: number): Text {
  return new Text({
    text: emoji,
    anchor: 0.5,
    style: { fontFamily: EMOJI_FAMILY, fontSize: sizePx, padding: 8 },
  });
}

const SPEECH_PX = 14;
let speechPen: CanvasRenderingContext2D | undefined;

/** How wide a text is as writeLines() writes it. */
export function speechWidthPx(text: string): number {
  speechPen ??= document.createElement('canvas').getContext('2d') ?? undefined;
  if (!speechPen) return 0;
  speechPen.font = `700 ${SPEECH_PX}px "${FAMILY}"`;
  return speechPen.measureText(text).width;
}
