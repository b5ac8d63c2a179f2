import { DEFAULT_YARD_SIZE } from './config';
import type { YardSize } from './movement';

/** The ground is drawn in squares of this size, and a yard that nobody gave a size has whole ones. */
export const TILE_PX = 400;
export const YARD_SIZE_MIN: YardSize = { widthPx: 800, heightPx: 600 };
export const YARD_SIZE_MAX: YardSize = { widthPx: 9600, heightPx: 6400 };
/** So many players are at home in a yard of the usual size; one for more is as much larger. */
const USUAL_PLAYERS = 200;

/** What the lobby offers, from the smallest on. */
export const YARD_SIZE_NAMES = ['small', 'medium', 'large'] as const;
export type YardSizeName = (typeof YARD_SIZE_NAMES)[number];
export function isYardSizeName(value: unknown): value is YardSizeName {
  return YARD_SIZE_NAMES.some((name) => name === value);
}

export const NAMED_YARD_SIZES: Readonly<Record<YardSizeName, YardSize>> = {
  small: { widthPx: 1200, heightPx: 800 },
  medium: DEFAULT_YARD_SIZE,
  large: { widthPx: 4800, heightPx: 3200 },
};

/** Reads `4800x3200`; throws an Error with a sentence for a person. */
export function parseYardSize(text: string): YardSize {
  const [, width, height] = /^(\d{1,6})x(\d{1,6})$/.exec(text) ?? [];
  const size = { widthPx: Number(width), heightPx: Number(height) };
  if (isWithinLimits(size)) return size;
  throw new Error(
    `"${text}" is not the size of a yard. One looks like 4800x3200: width x height in pixels, ` +
      `from ${formatYardSize(YARD_SIZE_MIN)} to ${formatYardSize(YARD_SIZE_MAX)}.`,
  );
}

/** `4800x3200` */
export function formatYardSize({ widthPx, heightPx }: YardSize): string {
  return `${widthPx}x${heightPx}`;
}

/** How large a yard for so many players is: the usual size, or about as crowded as that is when it is full. */
export function yardSizeFor(maxPlayers: number): YardSize {
  if (maxPlayers <= USUAL_PLAYERS) return DEFAULT_YARD_SIZE;
  const scale = Math.sqrt(maxPlayers / USUAL_PLAYERS);
  const fit = (px: number, mostPx: number) => Math.min(mostPx, Math.round((px * scale) / TILE_PX) * TILE_PX);
  return {
    widthPx: fit(DEFAULT_YARD_SIZE.widthPx, YARD_SIZE_MAX.widthPx),
    heightPx: fit(DEFAULT_YARD_SIZE.heightPx, YARD_SIZE_MAX.heightPx),
  };
}

function isWithinLimits({ widthPx, heightPx }: YardSize): boolean {
  return (
    widthPx >= YARD_SIZE_MIN.widthPx &&
    heightPx >= YARD_SIZE_MIN.heightPx &&
    widthPx <= YARD_SIZE_MAX.widthPx &&
    heightPx <= YARD_SIZE_MAX.heightPx
  );
}
