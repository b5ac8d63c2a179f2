import { cleanText, colorFault, nameFault, PALETTE, type Profile } from '../../shared/profile';

const KEY = 'zeroyard.profile';

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

/** Who the person was the last time in this browser, or somebody. */
export function remembered(): Profile {
  const known = readKnown();
  if (known) return known;
  const pick = <T>(choices: readonly [T, ...T[]] | readonly T[]): T | undefined =>
    choices[Math.floor(Math.random() * choices.length)];
  return { name: pick(NAMES) ?? 'Visitor', color: pick(PALETTE) ?? PALETTE[0] };
}

/** Keeps it for the next time, where the browser allows that. */
export function remember({ name, color }: Profile): void {
  try {
    localStorage.setItem(KEY, JSON.stringify({ name, color }));
  } catch {
    // A private window: the person is somebody else the next time.
  }
}

/** What is stored may be anything: of another version, or written by hand. */
function readKnown(): Profile | undefined {
  try {
    const { name, color } = JSON.parse(localStorage.getItem(KEY) ?? '{}') as Record<string, unknown>;
    if (typeof name !== 'string' || typeof color !== 'string') return undefined;
    return nameFault(cleanText(name)) === undefined && colorFault(color) === undefined
      ? { name, color }
      : undefined;
  } catch {
    return undefined;
  }
}
