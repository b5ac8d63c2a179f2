import type { Position } from '../../shared/movement';
import { Grid } from './grid';

/** Somebody who has a place in the yard, or none yet. */
export interface Mover {
  readonly id: number;
  position: Position | undefined;
}

/** Somebody whose place is known. */
export type Positioned = Mover & { position: Position };

export function isPositioned(mover: Mover): mover is Positioned {
  return mover.position !== undefined;
}

/** Whose positions one flush tells, and to whom. */
export class UpdateSet {
  /** Those whom everybody is told of, then those whom only the near ones are told of, then those who are not told. */
  readonly ranked: readonly Positioned[];
  readonly toAll: number;
  private readonly toNear: number;
  private grid: Grid | undefined;

  /**
   * @param toAll so many of the first are told to everybody
   * @param toNear so many of those that follow are told only to who is near
   */
  constructor(ranked: readonly Positioned[], toAll: number, toNear: number) {
    this.ranked = ranked;
    this.toAll = toAll;
    this.toNear = toNear;
  }

  /**
   * Fills `found`, which has room for NEAR_PLAYERS, with the ranks of those whom number `rank` is told of because it
   * stands near them, and returns how many they are.
   */
  collectNear(rank: number, found: Int32Array): number {
    if (this.toNear === 0) return 0;
    this.grid ??= new Grid(this.ranked.map(({ position }) => position));
    const nearest = this.grid.nearest(rank, found);
    let count = 0;
    for (let i = 0; i < nearest; i++) {
      const other = found[i] ?? 0;
      if (other >= this.toAll && other < this.toAll + this.toNear) found[count++] = other;
    }
    return count;
  }
}
