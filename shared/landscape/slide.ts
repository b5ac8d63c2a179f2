import type { Position } from '../movement';
import type { Landscape } from './landscape';
import type { Toy } from './section';

/** Along a slide's own axis, from its middle: where it is drawn (renderer/yard/toys.ts). */
const TOP_PX = -55;
const FOOT_PX = 72;
/** Who is so near to the middle of its top stands on it. */
const TOP_RADIUS_PX = 24;

/** Where a slide begins and where it leads, in the yard. */
export interface Slide {
  top: Position;
  foot: Position;
}

/** Where the top and the foot of a toy lie that is a slide. */
export function slideOf({ x, y, angle }: Toy): Slide {
  const along = (px: number): Position => ({ x: x + px * Math.cos(angle), y: y + px * Math.sin(angle) });
  return { top: along(TOP_PX), foot: along(FOOT_PX) };
}

/** The slide on whose top this place is; undefined where there is none. */
export function slideAt(landscape: Landscape, { x, y }: Position): Slide | undefined {
  // A slide lies in its section as a whole.
  for (const { toys } of landscape.sectionsIn({ left: x, top: y, right: x, bottom: y }, 0))
    for (const toy of toys) {
      if (toy.kind !== 'slide' || Math.hypot(toy.x - x, toy.y - y) > toy.radiusPx) continue;
      const slide = slideOf(toy);
      if (Math.hypot(slide.top.x - x, slide.top.y - y) <= TOP_RADIUS_PX) return slide;
    }
  return undefined;
}
