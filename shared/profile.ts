import { NAME_MAX_CHARACTERS, SAY_MAX_CHARACTERS } from './config';
import { cleanText, isVisible } from './text';

export { cleanText };

/** Who a player is for the others. */
export interface Profile {
  name: string;
  /** `#rrggbb`; empty for somebody who has chosen none: the server gives them the one that is used least. */
  colour: string;
}

/** As lines of chat of the host are shown (HOST_ID): no player is shown under this name. */
export const HOST_NAME = 'Host';

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

/** A profile as it is kept and told, whatever was typed. */
export function cleanProfile({ name, colour }: Profile): Profile {
  return { name: cleanText(name), colour: colour.toLowerCase() };
}

/** What is wrong with a profile, as a sentence, or undefined when it is fine. Takes a clean one. */
export function validateProfile({ name, colour }: Profile): string | undefined {
  return validateName(name) ?? (colour === '' ? undefined : validateColour(colour));
}

/** Whether somebody is shown in the same way by both. */
export function isSameProfile(one: Profile, other: Profile): boolean {
  return one.name === other.name && one.colour === other.colour;
}

/** What is wrong with a name, as a sentence, or undefined when it is fine. Takes a clean name. */
export function validateName(name: string): string | undefined {
  return validateText('A name', name, NAME_MAX_CHARACTERS);
}

/** What is wrong with a line of chat, as a sentence, or undefined when it is fine. Takes a clean line. */
export function validateChatLine(text: string): string | undefined {
  return validateText('A line of chat', text, SAY_MAX_CHARACTERS);
}

function validateText(what: string, text: string, charactersMax: number): string | undefined {
  const characters = Array.from(text).length;
  if (characters < 1 || characters > charactersMax)
    return `${what} has 1 to ${charactersMax} characters; this one has ${characters}.`;
  return isVisible(text) ? undefined : `${what} has at least one character that can be seen.`;
}

/** What is wrong with a colour, as a sentence, or undefined when it is fine. */
export function validateColour(colour: string): string | undefined {
  return /^#[0-9a-f]{6}$/i.test(colour) ? undefined : 'A colour is written #rrggbb, for example #e69f00.';
}
