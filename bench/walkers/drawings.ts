/** How one client draws the others, frame by frame, from what came to it. Deterministic: no I/O, no clock. */
import {
  AvatarMotion,
  decodeMotions,
  messagesOf,
  MotionSources,
  recordAt,
  timeTagOf,
  type Position,
  type YardSize,
} from '../product';
import type { ReceivedBundle, ReceivedPosition } from './recordings';

/** All others as one client draws them. To be asked in the order of time. */
export interface Drawing {
  /** Writes into `out` where a walker is drawn now; false while it is drawn nowhere. */
  at(walker: number, nowMs: number, out: Position): boolean;
}

/** From motions: the game's own drawing. */
export class MotionsDrawing implements Drawing {
  private readonly bundles: readonly ReceivedBundle[];
  private readonly walkerOf: (id: number) => number;
  private readonly sources: MotionSources;
  private readonly avatars = new Map<number, AvatarMotion>();
  private next = 0;

  /**
   * @param bundles in the order in which they came
   * @param walkerOf the walker with this id
   */
  constructor(bundles: readonly ReceivedBundle[], walkerOf: (id: number) => number, size: YardSize) {
    this.bundles = bundles;
    this.walkerOf = walkerOf;
    this.sources = new MotionSources(size);
  }

  at(walker: number, nowMs: number, out: Position): boolean {
    for (let one = this.bundles[this.next]; one && one.receivedMs <= nowMs; one = this.bundles[++this.next])
      this.receive(one);
    const avatar = this.avatars.get(walker);
    avatar?.at(nowMs, out);
    return avatar !== undefined;
  }

  private receive({ bytes, receivedMs }: ReceivedBundle): void {
    const sentMs = timeTagOf(bytes);
    if (sentMs === undefined) return;
    this.sources.clock.addSample(sentMs, receivedMs);
    for (const message of messagesOf(bytes) ?? []) {
      const motions = decodeMotions(message);
      if (!motions) continue;
      for (let i = 0; i < motions.ids.length; i++) {
        const record = recordAt(motions, i, sentMs);
        this.avatarOf(this.walkerOf(record.id)).push(record, receivedMs);
      }
    }
  }

  private avatarOf(walker: number): AvatarMotion {
    let avatar = this.avatars.get(walker);
    if (!avatar) this.avatars.set(walker, (avatar = new AvatarMotion(this.sources)));
    return avatar;
  }
}

/** From positions: the straight line between the last ones, by the time of their arrival, a constant delay ago. */
export class PositionsDrawing implements Drawing {
  private readonly tracks: ReadonlyMap<number, readonly ReceivedPosition[]>;
  private readonly delayMs: number;

  /** @param tracks what came of each walker, in the order in which it came */
  constructor(tracks: ReadonlyMap<number, readonly ReceivedPosition[]>, delayMs: number) {
    this.tracks = tracks;
    this.delayMs = delayMs;
  }

  at(walker: number, nowMs: number, out: Position): boolean {
    const track = this.tracks.get(walker);
    const shownMs = nowMs - this.delayMs;
    const index = lastUpTo(track ?? [], shownMs);
    const from = track?.[index];
    if (!from) return false;
    const to = track[index + 1];
    const share =
      to && to.receivedMs <= nowMs ? (shownMs - from.receivedMs) / (to.receivedMs - from.receivedMs) : 0;
    out.x = from.x + (to && share > 0 ? share * (to.x - from.x) : 0);
    out.y = from.y + (to && share > 0 ? share * (to.y - from.y) : 0);
    return true;
  }
}

/** What came, walker by walker. */
export function tracksOf(received: readonly ReceivedPosition[]): Map<number, ReceivedPosition[]> {
  const tracks = new Map<number, ReceivedPosition[]>();
  for (const one of received) {
    const track = tracks.get(one.walker);
    if (track) track.push(one);
    else tracks.set(one.walker, [one]);
  }
  return tracks;
}

/** The index of the last that came up to a time; -1 for none. */
function lastUpTo(track: readonly ReceivedPosition[], timeMs: number): number {
  let [low, high] = [-1, track.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((track[middle]?.receivedMs ?? Infinity) <= timeMs) low = middle;
    else high = middle - 1;
  }
  return low;
}
