import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';

const TRIES = 60;

export interface Disc {
  x: number;
  y: number;
  radiusPx: number;
}

/** The land while it is laid out: what takes room on it takes a disc, and no two of them overlap. Deterministic: no I/O, no clock. */
export class Plot {
  private readonly taken: Disc[] = [];

  occupy(disc: Disc): void {
    this.taken.push(disc);
  }

  /** Whether a disc lies in the yard and so far from all that is taken; `gapPx` may be negative: an overlap. */
  isFree({ x, y, radiusPx }: Disc, gapPx: number): boolean {
    const keepPx = Math.max(0, radiusPx);
    if (x < keepPx || y < keepPx || x > YARD_WIDTH_PX - keepPx || y > YARD_HEIGHT_PX - keepPx) return false;
    return this.taken.every(
      (other) => Math.hypot(other.x - x, other.y - y) >= other.radiusPx + radiusPx + gapPx,
    );
  }

  /** A free place for a disc, found by throwing darts; undefined when they all missed. */
  find(random: () => number, radiusPx: number, gapPx: number): Disc | undefined {
    for (let i = 0; i < TRIES; i++) {
      const disc = { x: random() * YARD_WIDTH_PX, y: random() * YARD_HEIGHT_PX, radiusPx };
      if (this.isFree(disc, gapPx)) return disc;
    }
    return undefined;
  }
}
