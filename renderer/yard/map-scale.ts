import type { YardSize } from '../../shared/movement';

/** What there is for the picture of the whole yard: as much as one of the usual size takes at 7 %. */
export const MAP_MAX_PX = { width: 168, height: 112 } as const;

/** How many pixels of the map a pixel of the yard takes, so that all of it is on the map. */
export function mapScaleOf({ widthPx, heightPx }: YardSize): number {
  return Math.min(MAP_MAX_PX.width / widthPx, MAP_MAX_PX.height / heightPx);
}

/** As it is drawn for the map of a yard of the usual size. */
const DOT_RADIUS_PX = 4;
const USUAL_SCALE = 0.07;
/** All dots together take no more of the map than this share. */
const DOTS_SHARE = 0.5;
const DOT_SCALE_MIN = 0.25;

/** How large the dots on a map of this scale are, as a share of their usual size: smaller where it shows much, or many. */
export function dotScaleOf(mapScale: number, count: number): number {
  const room = (DOTS_SHARE * MAP_MAX_PX.width * MAP_MAX_PX.height) / Math.max(1, count);
  const fitting = Math.sqrt(room / Math.PI) / DOT_RADIUS_PX;
  return Math.max(DOT_SCALE_MIN, Math.min(1, mapScale / USUAL_SCALE + 0.25, fitting));
}
