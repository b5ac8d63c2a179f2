import type { YardSize } from '../../shared/movement';

/** What there is for the picture of the whole yard: as much as one of the usual size takes at 7 %. */
export const MAP_MAX_PX = { width: 168, height: 112 } as const;

/** How many pixels of the map a pixel of the yard takes, so that all of it is on the map. */
export function mapScaleOf({ widthPx, heightPx }: YardSize): number {
  return Math.min(MAP_MAX_PX.width / widthPx, MAP_MAX_PX.height / heightPx);
}
