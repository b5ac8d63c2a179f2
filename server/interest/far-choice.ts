/** The distance at which a priority is half of what it is beside the recipient. */
const HALF_AT_PX = 300;
/** What somebody whose error is 0 is worth, so that its change is told at last. */
const LEAST_ERROR_PX = 10;
/** A walk that ended or a leap looks worse than a turn that is as wrong. */
const ABRUPT_WORTH = 3;
/** So many changes of somebody that a recipient was not told of count, so that also who is farthest has a turn; one of whom it was told nothing counts as that many. */
const BEHIND_MAX = 256;

/**
 * What it is worth to tell of somebody's change, to anybody.
 * @param errorPx how far from its true place it is seen until that is told
 */
export function worthOf(errorPx: number, isAbrupt: boolean): number {
  return (errorPx + LEAST_ERROR_PX) * (isAbrupt ? ABRUPT_WORTH : 1);
}

/**
 * How much it is worth to tell a recipient of somebody now: a priority accumulator as in Tribes (Frohnmayer and Gift, "The
 * TRIBES Engine Networking Model", 1999). What the recipient sees wrong weighs the more the nearer it is, and the longer ago
 * it was told: with each change that it was not told of.
 * @param behind how many those are; Infinity when it was told nothing of it yet
 * @param squaredPx of the distance between the two
 */
export function priorityOf(worth: number, behind: number, squaredPx: number): number {
  return (worth * Math.min(BEHIND_MAX, behind)) / (squaredPx + HALF_AT_PX * HALF_AT_PX);
}

/** The best of those that are offered, as many as there is room for, in no order: once it is full, a heap with the least of them on top. */
export class Choice {
  count = 0;
  private readonly slots: Int32Array;
  private readonly priorities: Float64Array;
  private room = 0;
  private isHeap = false;

  /** @param most room for so many */
  constructor(most: number) {
    this.slots = new Int32Array(most);
    this.priorities = new Float64Array(most);
  }

  /** Forgets all, and has room for so many from now on. */
  clear(room: number): void {
    this.count = 0;
    this.isHeap = false;
    this.room = Math.min(room, this.slots.length);
  }

  /** Returns whether nobody was left out for it. */
  offer(slot: number, priority: number): boolean {
    if (this.count < this.room) {
      this.slots[this.count] = slot;
      this.priorities[this.count++] = priority;
      return true;
    }
    if (!this.isHeap) this.heapify();
    if (this.room > 0 && priority > (this.priorities[0] ?? 0)) this.sink(0, slot, priority);
    return false;
  }

  /** The slots that were chosen. */
  get chosen(): Int32Array {
    return this.slots.subarray(0, this.count);
  }

  /** Orders what there is (R. Floyd, "Algorithm 245: Treesort", 1964). */
  private heapify(): void {
    for (let at = (this.count >> 1) - 1; at >= 0; at--)
      this.sink(at, this.slots[at] ?? 0, this.priorities[at] ?? 0);
    this.isHeap = true;
  }

  /** Puts one in place `at`, or below. */
  private sink(at: number, slot: number, priority: number): void {
    const { slots, priorities, count } = this;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= count) break;
      if (child + 1 < count && (priorities[child + 1] ?? 0) < (priorities[child] ?? 0)) child++;
      if ((priorities[child] ?? 0) >= priority) break;
      priorities[at] = priorities[child] ?? 0;
      slots[at] = slots[child] ?? 0;
      at = child;
    }
    priorities[at] = priority;
    slots[at] = slot;
  }
}
