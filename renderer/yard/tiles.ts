import { TILE_PX } from '../../shared/yard-size';
import type { Box } from '../../shared/landscape/box';

/** So far ahead of what is seen tiles are made, one a frame, so that none is missing when it comes into sight. */
const AHEAD_PX = 240;
/** A tile that went out of sight is kept for so long: who turns round sees it again. */
export const KEPT_MS = 15_000;
/** So many there are at most, unless more are in sight or about to be. */
export const TILES_MAX = 48;
const CHECK_INTERVAL_MS = 1000;

/** A tile is known by one number: so many columns to a row are more than any yard has. */
const COLUMNS_MAX = 1 << 20;

interface Kept<T> {
  tile: T;
  /** When it was in sight last, or about to be. */
  seenMs: number;
}

/**
 * The tiles of the ground that there are: those in sight, those about to be, and for a while those that were. They are
 * squares, counted from the yard's origin on. Deterministic: no I/O, no clock.
 */
export class Tiles<T> {
  private readonly make: (column: number, row: number) => T;
  private readonly free: (tile: T) => void;
  private readonly kept = new Map<number, Kept<T>>();
  private land: Box = { left: 0, top: 0, right: 0, bottom: 0 };
  private checkedMs = -Infinity;

  constructor(make: (column: number, row: number) => T, free: (tile: T) => void) {
    this.make = make;
    this.free = free;
  }

  get count(): number {
    return this.kept.size;
  }

  /** Frees all of them. From now on there is ground in this box, in yard pixels, and nowhere else. */
  reset(land: Box): void {
    for (const { tile } of this.kept.values()) this.free(tile);
    this.kept.clear();
    this.land = land;
  }

  /** Once a frame: makes all that are missing in sight, and one of those ahead; frees what is needed no more. */
  update(seen: Box, nowMs: number): void {
    const made = this.need(seen, 0, nowMs, Infinity) + this.need(seen, AHEAD_PX, nowMs, 1);
    if (made === 0 && nowMs - this.checkedMs < CHECK_INTERVAL_MS) return;
    this.checkedMs = nowMs;
    this.freeOld(nowMs);
  }

  /** Notes that the tiles of a box with a margin are needed now, and makes those that are missing, up to a number. Returns how many it made. */
  private need(box: Box, marginPx: number, nowMs: number, mostMade: number): number {
    const { land } = this;
    const left = Math.floor(Math.max(land.left, box.left - marginPx) / TILE_PX);
    const top = Math.floor(Math.max(land.top, box.top - marginPx) / TILE_PX);
    const right = Math.ceil(Math.min(land.right, box.right + marginPx) / TILE_PX);
    const bottom = Math.ceil(Math.min(land.bottom, box.bottom + marginPx) / TILE_PX);
    let made = 0;
    for (let row = top; row < bottom; row++)
      for (let column = left; column < right; column++) {
        const key = row * COLUMNS_MAX + column;
        const known = this.kept.get(key);
        if (known) known.seenMs = nowMs;
        else if (made < mostMade) {
          this.kept.set(key, { tile: this.make(column, row), seenMs: nowMs });
          made++;
        }
      }
    return made;
  }

  private freeOld(nowMs: number): void {
    const unseen = [...this.kept]
      .filter(([, { seenMs }]) => seenMs < nowMs)
      .sort(([, a], [, b]) => a.seenMs - b.seenMs);
    let excess = this.kept.size - TILES_MAX;
    for (const [key, { tile, seenMs }] of unseen) {
      if (excess <= 0 && nowMs - seenMs < KEPT_MS) return;
      excess--;
      this.kept.delete(key);
      this.free(tile);
    }
  }
}
