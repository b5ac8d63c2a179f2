import { Landscape } from '../../shared/landscape/landscape';
import type { Disc } from '../../shared/landscape/plot';
import { CROWN_PX, type Pond } from '../../shared/landscape/section';
import type { Position, YardSize } from '../../shared/movement';

/** What stands in a yard, as far as games go by it. */
export interface Scenery {
  /** In the middle. */
  readonly fountain: Position;
  readonly ponds: readonly Pond[];
  /** Whether a place lies under a tree's crown. */
  isUnderCrown(place: Position): boolean;
}

/** Trees are found in squares of so many pixels. */
const SQUARE_PX = 200;

/** The scenery of the yard of this name and size: the same that everybody sees. */
export function createScenery(name: string, size: YardSize): Scenery {
  const landscape = new Landscape(name, size);
  const sections = Array.from({ length: landscape.sectionCount }, (_, i) => landscape.section(i));
  const crowns = new Map<string, Disc[]>();
  const squareOf = ({ x, y }: Position): string =>
    `${Math.floor(x / SQUARE_PX)},${Math.floor(y / SQUARE_PX)}`;
  for (const { x, y, size: scale } of sections.flatMap(({ trees }) => trees)) {
    const crown = { x, y, radiusPx: CROWN_PX * scale };
    const squares = [-1, 1].flatMap((right) =>
      [-1, 1].map((down) => squareOf({ x: x + right * crown.radiusPx, y: y + down * crown.radiusPx })),
    );
    for (const square of new Set(squares)) crowns.set(square, [...(crowns.get(square) ?? []), crown]);
  }
  return {
    fountain: landscape.plaza,
    ponds: sections.flatMap(({ ponds }) => ponds),
    isUnderCrown: (place) =>
      (crowns.get(squareOf(place)) ?? []).some(
        ({ x, y, radiusPx }) => Math.hypot(place.x - x, place.y - y) <= radiusPx,
      ),
  };
}
