import { BitmapFont, BitmapFontManager, Text, TextStyle, type Texture } from 'pixi.js';

/** For what it lacks the system finds another one by itself: emoji in colour, and all other scripts. */
const FAMILY = 'Nunito Variable';
/** For an emoji that might be an outline otherwise. */
const EMOJI_FAMILY = ['Noto Color Emoji', 'Apple Color Emoji', 'Segoe UI Emoji'];
const NAME_FONT = 'Zeroyard names';
const NAME_PX = 13;
const NAME_STYLE = { fontFamily: FAMILY, fontSize: NAME_PX, fontWeight: '700', fill: '#ffffff' } as const;

/**
 * The letters of the font that all names share: printable ASCII and Latin-1. It never grows, whatever names come: each glyph that
 * is added is measured against all others, and a page of them is a texture that stays.
 */
const NAME_LETTERS: [string, string][] = [
  [' ', '~'],
  ['\u00a1', '\u00ac'],
  ['\u00ae', '\u00ff'],
];
const SHARED_LETTERS = /^[ -~\u00a1-\u00ac\u00ae-\u00ff]*$/;

/** Draws the letters of names once. */
export function installNameFont(resolution: number): void {
  BitmapFont.install({
    name: NAME_FONT,
    style: NAME_STYLE,
    chars: NAME_LETTERS,
    resolution: Math.max(2, resolution),
  });
}

/** Whether a name is written in the letters that all names share. Any other has a texture of its own while it is shown. */
export function isInSharedLetters(name: string): boolean {
  return SHARED_LETTERS.test(name);
}

/** A letter of a name: where the corner of its texture lies, from the middle of the name. */
export interface PlacedLetter {
  texture: Texture;
  x: number;
  y: number;
}

/** The textures of letters are so much larger than they are written. */
export interface PlacedName {
  letters: readonly PlacedLetter[];
  scale: number;
}

/** Places the letters of a name in those that all names share, as Pixi's BitmapText does. */
export function placeLetters(name: string): PlacedName {
  const style = (bitmapStyle ??= new TextStyle({ fontFamily: NAME_FONT, fontSize: NAME_PX }));
  const font = BitmapFontManager.getFont(name, style);
  const { width, height, scale, lines } = BitmapFontManager.getLayout(name, style);
  const [line] = lines;
  const letters = (line?.chars ?? []).flatMap((letter, i): PlacedLetter[] => {
    const { texture, xOffset, yOffset } = font.chars[letter] ?? {};
    // A blank has no texture.
    if (!texture || xOffset === undefined || yOffset === undefined) return [];
    const x = Math.round((line?.charPositions[i] ?? 0) + xOffset) - width / 2;
    return [{ texture, x: scale * x, y: scale * (Math.round(yOffset) - height / 2) }];
  });
  return { letters, scale };
}

let bitmapStyle: TextStyle | undefined;

/** A name with a texture of its own, about its middle. */
export function writeName(name: string): Text {
  return new Text({ text: name, anchor: 0.5, style: NAME_STYLE });
}

/** How wide a name is as writeName() writes it. */
export function nameWidthPx(name: string): number {
  return widthPx(name, NAME_PX);
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

/** How wide a text is as writeLines() writes it. */
export function speechWidthPx(text: string): number {
  return widthPx(text, SPEECH_PX);
}

let pen: CanvasRenderingContext2D | undefined;

function widthPx(text: string, sizePx: number): number {
  pen ??= document.createElement('canvas').getContext('2d') ?? undefined;
  if (!pen) return 0;
  pen.font = `700 ${sizePx}px "${FAMILY}"`;
  return pen.measureText(text).width;
}
