/** Few colours, as if all were cut from one stack of paper. */
export const COLOUR = {
  ink: '#2b2a33',
  paper: '#fbf7ee',
  accent: '#e4572e',
  /** White letters on it have a contrast of 5:1. */
  accentDeep: '#b93c17',
  meadow: '#7fb05e',
  meadowDeep: '#75a656',
  grass: '#8fbf6a',
  mown: '#99c874',
  blade: '#7cae5a',
  leafDeep: '#3f7a48',
  leaf: '#4e8f4f',
  leafLight: '#63a65c',
  sand: '#e9d8a6',
  sandEdge: '#dac68c',
  sandLight: '#f3e7c3',
  pond: '#6fb6d2',
  pondDeep: '#62aac9',
  pondRim: '#a9d8e6',
  wood: '#c99f66',
  woodTop: '#e3c48f',
  sun: '#f2c14e',
} as const;

/** One low sun for the whole yard: every shadow falls this way, which is a step of one pixel. */
export const LIGHT = { x: 0.66, y: 0.75 } as const;
export const SHADE = 'rgb(43 42 51 / 17%)';
