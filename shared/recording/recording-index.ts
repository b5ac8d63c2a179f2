import { timeTagOf } from '../protocol/bundles';
import { isSnapshot } from './recorded-bundle';
import { ScoreReader } from './score';

/** From where on a recording can be read. */
export interface SnapshotAt {
  atMs: number;
  /** At which byte it begins. */
  offset: number;
}

/**
 * Where the snapshots of a recording stand, so that one can begin in the midst of it: found once, as its bytes come, without
 * reading what is told between them. Deterministic: no I/O, no clock.
 */
export class RecordingIndex {
  /** Ascending. */
  readonly snapshots: SnapshotAt[] = [];
  /** When the last bundle was told; -Infinity where there is none. */
  endMs = -Infinity;
  private readonly score = new ScoreReader();

  /** Takes more bytes in. */
  push(bytes: Uint8Array): void {
    for (const { bundle, offset } of this.score.push(bytes)) {
      const atMs = timeTagOf(bundle);
      if (atMs === undefined || atMs < this.endMs) continue;
      this.endMs = atMs;
      if (isSnapshot(bundle)) this.snapshots.push({ atMs, offset });
    }
  }

  /** The last snapshot before a moment, or the first of all; undefined where there is none. */
  before(timeMs: number): SnapshotAt | undefined {
    let [low, high] = [0, this.snapshots.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((this.snapshots[middle]?.atMs ?? Infinity) <= timeMs) low = middle;
      else high = middle - 1;
    }
    return this.snapshots[low];
  }
}
