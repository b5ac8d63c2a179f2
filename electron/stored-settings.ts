import type { Rectangle } from 'electron';
import { KNOWN_YARDS_MAX, type KnownYard } from '../client/known-yards';
import { parseAddress } from '../shared/address';
import type { Preferences, RecentYard } from '../shared/bridge';
import { NAME_MAX_CHARACTERS } from '../shared/config';
import { isKey } from '../shared/keys';
import { cleanText, validateColour, validateName, type Profile } from '../shared/profile';
import type { YardChoices } from '../shared/hosted-yard';
import { healChoices, type StoredChoices } from './choices';

/** What the game remembers from one run to the next. */
export interface StoredSettings {
  /** Undefined before the person chose one; without what was no name or no colour. */
  profile?: Partial<Profile>;
  /** The latest first. */
  recent: RecentYard[];
  /** The secured yards that the person was in, the latest first. */
  known: KnownYard[];
  preferences: Preferences;
  /** How the person hosted last; undefined before the first time. */
  yard?: YardChoices;
  window?: WindowPlace;
}

/** As a file has them, of this version or of the last. */
export type AnySettings = Omit<StoredSettings, 'yard'> & { yard?: StoredChoices; yardSize?: string };

export interface WindowPlace extends Rectangle {
  isMaximized: boolean;
}

/** No window is larger, or further away: X11 and Windows count in 16 bits. */
const WINDOW_MAX_PX = 32_767;

/**
 * What of the settings makes sense: a value that was changed by hand or by a fault is put right or left out, and the
 * others are kept, also those that this version does not know.
 */
export function healSettings({ profile, yard, yardSize, window, ...others }: AnySettings): StoredSettings {
  // Version 0.1.0 remembered no more of a yard.
  const choices = yard ?? (yardSize === undefined ? undefined : { size: yardSize });
  return {
    ...others,
    recent: others.recent.flatMap(healRecent),
    known: others.known.flatMap(healKnown).slice(0, KNOWN_YARDS_MAX),
    ...(profile && { profile: healProfile(profile) }),
    ...(choices && { yard: healChoices(choices) }),
    ...(window && isPlace(window) && { window }),
  };
}

function healProfile(profile: Partial<Profile> & { color?: string }): Partial<Profile> {
  // Version 0.1.0 called it color.
  const { name = '', color, colour = color } = profile;
  const shortened = shorten(name);
  return {
    ...(validateName(shortened) === undefined && { name: shortened }),
    ...(colour !== undefined && validateColour(colour) === undefined && { colour }),
  };
}

function healRecent({ name, address, serverKey }: RecentYard): RecentYard[] {
  // Without its key it would be joined as an open one.
  if (!isAddress(address) || (serverKey !== undefined && !isKey(serverKey))) return [];
  return [{ name: shorten(name), address, ...(serverKey !== undefined && { serverKey }) }];
}

function healKnown({ name, address, serverKey }: KnownYard): KnownYard[] {
  return isAddress(address) && isKey(serverKey) ? [{ name: shorten(name), address, serverKey }] : [];
}

function isAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}

function isPlace({ x, y, width, height }: WindowPlace): boolean {
  const isNear = (px: number) => Math.abs(px) <= WINDOW_MAX_PX;
  return isNear(x) && isNear(y) && width >= 1 && isNear(width) && height >= 1 && isNear(height);
}

function shorten(name: string): string {
  return Array.from(cleanText(name)).slice(0, NAME_MAX_CHARACTERS).join('').trim();
}
