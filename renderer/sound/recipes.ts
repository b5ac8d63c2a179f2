/** The game's few sounds, as notes of a pentatonic scale: whatever comes together sounds well. */

export const SOUNDS = ['came', 'left', 'said'] as const;
export type Sound = (typeof SOUNDS)[number];

export interface Note {
  frequencyHz: number;
  /** After the sound's beginning. */
  startS: number;
  lengthS: number;
  /** At its loudest, of 1. */
  volume: number;
}

const [A4, C5, E5, A5] = [440, 523.25, 659.25, 880];

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
};
