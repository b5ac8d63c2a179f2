/** The game's few sounds, as notes of a pentatonic scale: whatever comes together sounds well. */

export const SOUNDS = ['came', 'left', 'said', 'it', 'go', 'got', 'podium'] as const;
export type Sound = (typeof SOUNDS)[number];

export interface Note {
  frequencyHz: number;
  /** After the sound's beginning. */
  startS: number;
  lengthS: number;
  /** At its loudest, of 1. */
  volume: number;
}

const [A4, C5, D5, E5, G5, A5, C6] = [440, 523.25, 587.33, 659.25, 783.99, 880, 1046.5];

export const RECIPES: Readonly<Record<Sound, readonly Note[]>> = {
  // Up: somebody comes.
  came: [
    { frequencyHz: C5, startS: 0, lengthS: 0.22, volume: 0.05 },
    { frequencyHz: E5, startS: 0.09, lengthS: 0.32, volume: 0.05 },
  ],
  // Down: somebody goes.
  left: [
    { frequencyHz: C5, startS: 0, lengthS: 0.22, volume: 0.04 },
    { frequencyHz: A4, startS: 0.09, lengthS: 0.32, volume: 0.04 },
  ],
  // One short drop.
  said: [{ frequencyHz: A5, startS: 0, lengthS: 0.14, volume: 0.05 }],
  // A game has turned against one: low, and twice.
  it: [
    { frequencyHz: A4, startS: 0, lengthS: 0.18, volume: 0.08 },
    { frequencyHz: A4, startS: 0.14, lengthS: 0.3, volume: 0.08 },
  ],
  // Off one goes: up, and higher.
  go: [
    { frequencyHz: D5, startS: 0, lengthS: 0.16, volume: 0.06 },
    { frequencyHz: A5, startS: 0.1, lengthS: 0.3, volume: 0.06 },
  ],
  // A find.
  got: [
    { frequencyHz: G5, startS: 0, lengthS: 0.12, volume: 0.05 },
    { frequencyHz: C6, startS: 0.07, lengthS: 0.24, volume: 0.05 },
  ],
  // The end of a round: up the steps of a podium.
  podium: [C5, E5, G5, C6].map((frequencyHz, step) => ({
    ...{ frequencyHz, startS: 0.13 * step, lengthS: step === 3 ? 0.5 : 0.24, volume: 0.06 },
  })),
};
