import { NAME_MAX_CHARACTERS, SAY_MAX_CHARACTERS } from './config';

/** Who a player is for the others. */
export interface Profile {
  name: string;
  /** `#rrggbb` */
  colour: string;
}

/** Eight colours that colour-blind people tell apart too (Okabe and Ito, "Color Universal Design", 2008). */
export const PALETTE = [
  '#e69f00',
  '#56b4e9',
  '#009e73',
  '#f0e442',
  '#0072b2',
  '#d55e00',
  '#cc79a7',
  '#f5f5f5',
] as const;

/** The palette's colour for any whole number: the same number, the same colour. */
export function paletteColour(n: number): string {
  return PALETTE[Math.abs(n) % PALETTE.length] ?? PALETTE[0];
}

/** A name or a line of chat as it is shown: without control characters, and without blanks at its ends. */
export function cleanText(text: string): string {
  return text.replace(/\p{Cc}/gu, '').trim();
}

/** A profile as it is kept and told, whatever was typed. */
export function cleanProfile({ name, colour }: Profile): Profile {
  return { name: cleanText(name), colour: colour.toLowerCase() };
}

/** What is wrong with a profile, as a sentence, or undefined when it is fine. Takes a clean one. */
export function validateProfile({ name, colour }: Profile): string | undefined {
  return validateName(name) ?? validateColour(colour);
}

/** What is wrong with a name, as the end of a sentence, or undefined when it is fine. Takes a clean name. */
export function validateName(name: string): string | undefined {
  const characters = Array.from(name).length;
  if (characters >= 1 && characters <= NAME_MAX_CHARACTERS) return undefined;
  return `A name has 1 to ${NAME_MAX_CHARACTERS} characters; this one has ${characters}.`;
}

/** What is wrong with a line of chat, as a sentence, or undefined when it is fine. Takes a clean line. */
export function validateChatLine(text: string): string | undefined {
  const characters = Array.from(text).length;
  if (characters >= 1 && characters <= SAY_MAX_CHARACTERS) return undefined;
  return `A line of chat has 1 to ${SAY_MAX_CHARACTERS} characters; this one has ${characters}.`;
}

/** What is wrong with a colour, as a sentence, or undefined when it is fine. */
export function validateColour(colour: string): string | undefined {
  return /^#[0-9a-f]{6}$/i.test(colour) ? undefined : 'A colour is written #rrggbb, for example #e69f00.';
}
