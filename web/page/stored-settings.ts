/** What is remembered in this browser, where it allows that: who the person is, by name and for secured yards, and what they prefer. */
import type { Preferences } from '../../shared/bridge';
import { isKey } from '../../shared/keys';
import { cleanText, validateColour, validateName, type Profile } from '../../shared/profile';
import { randomText } from './random-text';

const PROFILE_KEY = 'zeroyard.profile';
const PREFERENCES_KEY = 'zeroyard.preferences';
const IDENTITY_KEY = 'zeroyard.identity';

const SECRET_BYTES = 32;

/** Who somebody is of whom nothing is known: an animal that may well walk in a yard. */
const NAMES = [
  'Badger',
  'Beetle',
  'Blackbird',
  'Dormouse',
  'Duck',
  'Fox',
  'Frog',
  'Hare',
  'Hedgehog',
  'Heron',
  'Magpie',
  'Newt',
  'Otter',
  'Robin',
  'Squirrel',
  'Wren',
];

/** Who the person was the last time, or somebody without a colour: the yard gives them one. */
export function loadProfile(): Profile {
  // Version 0.1.0 called it color.
  const { name, color, colour = color } = read(PROFILE_KEY);
  const isKnown = typeof name === 'string' && validateName(cleanText(name)) === undefined;
  const isColoured = typeof colour === 'string' && validateColour(colour) === undefined;
  return {
    name: isKnown ? name : (anyOf(NAMES) ?? 'Visitor'),
    colour: isColoured ? colour : '',
  };
}

export function storeProfile({ name, colour }: Profile): void {
  write(PROFILE_KEY, { name, colour });
}

export function loadPreferences(): Preferences {
  const { isMuted, hasSeenHelp } = read(PREFERENCES_KEY);
  return { isMuted: isMuted === true, hasSeenHelp: hasSeenHelp === true };
}

export function storePreferences({ isMuted, hasSeenHelp }: Preferences): void {
  write(PREFERENCES_KEY, { isMuted, hasSeenHelp });
}

/** The secret from which the shell computes this browser's identities: 32 bytes as text, made at the first visit. */
export function loadSecret(): string {
  const { secret } = read(IDENTITY_KEY);
  if (typeof secret === 'string' && isKey(secret)) return secret;
  const created = randomText(SECRET_BYTES);
  write(IDENTITY_KEY, { secret: created });
  return created;
}

/** What is stored may be anything: of another version, or written by hand. */
function read(key: string): Record<string, unknown> {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? '');
    return typeof stored === 'object' && stored !== null ? { ...stored } : {};
  } catch {
    return {};
  }
}

function write(key: string, value: object): void {
  try {
    localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A private window: it is forgotten.
  }
}

function anyOf<T>(choices: readonly T[]): T | undefined {
  return choices[Math.floor(Math.random() * choices.length)];
}
