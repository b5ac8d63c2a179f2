/** The distance at which a priority is half of what it is beside the recipient. */
const HALF_AT_PX = 300;
/** What somebody whose error is 0 is worth, so that its change is told at last. */
const LEAST_ERROR_PX = 10;
/** A walk that ended or a leap looks worse than a turn that is as wrong. */
const ABRUPT_WORTH = 3;

/**
 * How much it is worth to tell a recipient of somebody's change now: a priority accumulator as in Tribes (Frohnmayer and
 * Gift, "The TRIBES Engine Networking Model", 1999), whose weight is what the recipient sees wrong until it is told.
 * @param errorPx how far from its true place the recipient sees it by now
 */
export function priorityOf(errorPx: number, distancePx: number, isAbrupt: boolean): number {
  return ((errorPx + LEAST_ERROR_PX) * (isAbrupt ? ABRUPT_WORTH : 1)) / (distancePx + HALF_AT_PX);
}

/** The best of those that are offered, as many as there is room for, without sorting the others. */
export class Choice {
  count = 0;
  private readonly slots: Int32Array;
  private readonly priorities: Float64Array;
  private room = 0;

  /** @param most room for so many */
  constructor(most: number) {
    this.slots = new Int32Array(most);
    this.priorities = new Float64Array(most);
  }

  get isFull(): boolean {
    return this.count >= this.room;
  }

  /** Forgets all, and has room for so many from now on. */
  clear(room: number): void {
    this.count = 0;
    this.room = Math.min(room, this.slots.length);
  }

  /** Returns whether nobody was left out for it. */
  offer(slot: number, priority: number): boolean {
    const { slots, priorities } = this;
    const wasFull = this.isFull;
    if (wasFull && (this.room === 0 || priority <= (priorities[this.count - 1] ?? 0))) return false;
    let at = wasFull ? this.count - 1 : this.count++;
    for (; at > 0 && (priorities[at - 1] ?? 0) < priority; at--) {
      priorities[at] = priorities[at - 1] ?? 0;
      slots[at] = slots[at - 1] ?? 0;
    }
    priorities[at] = priority;
    slots[at] = slot;
    return !wasFull;
  }

  /** The slots that were chosen, the best first. */
  get chosen(): Int32Array {
    return this.slots.subarray(0, this.count);
  }
}
