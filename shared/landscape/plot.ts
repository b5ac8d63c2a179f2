import type { Box } from './box';

const TRIES = 60;

export interface Disc {
  x: number;
  y: number;
  radiusPx: number;
}

/** Land while it is laid out: what takes room on it takes a disc, and no two of them overlap. Deterministic: no I/O, no clock. */
export class Plot {
  private readonly bounds: Box;
  private readonly taken: Disc[] = [];

  constructor(bounds: Box) {
    this.bounds = bounds;
  }

  /** Keeps this room free; what lies beyond the plot costs nothing. */
  occupy(disc: Disc): void {
    if (meets(this.bounds, disc, disc.radiusPx)) this.taken.push(disc);
  }

  /** Whether a disc lies on the plot and so far from all that is taken; `gapPx` may be negative: an overlap. */
  isFree({ x, y, radiusPx }: Disc, gapPx: number): boolean {
    const keepPx = Math.max(0, radiusPx);
    const { left, top, right, bottom } = this.bounds;
    if (x < left + keepPx || y < top + keepPx || x > right - keepPx || y > bottom - keepPx) return false;
    for (const other of this.taken) {
      const [dx, dy] = [other.x - x, other.y - y];
      const apartPx = Math.max(0, other.radiusPx + radiusPx + gapPx);
      if (dx * dx + dy * dy < apartPx * apartPx) return false;
    }
    return true;
  }

  /** A free place for a disc, found by throwing darts; undefined when they all missed. */
  find(random: () => number, radiusPx: number, gapPx: number): Disc | undefined {
    const { left, top, right, bottom } = this.bounds;
    for (let i = 0; i < TRIES; i++) {
      const disc = { x: left + random() * (right - left), y: top + random() * (bottom - top), radiusPx };
      if (this.isFree(disc, gapPx)) return disc;
    }
    return undefined;
  }
}

/** Whether something that reaches so far from its middle may show in a box. */
export function meets(
  { left, top, right, bottom }: Box,
  { x, y }: { x: number; y: number },
  reachPx: number,
): boolean {
  return x > left - reachPx && x < right + reachPx && y > top - reachPx && y < bottom + reachPx;
}
