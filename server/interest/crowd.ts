import { WALKING_SPEED_PX_PER_S } from '../../shared/config';
import type { YardSize } from '../../shared/movement';
import { RECORD_BYTES } from '../../shared/protocol/motions';
import type { Attention } from './attention';
import { priorityOf, type Choice } from './far-choice';
import type { Leaps } from './leaps';
import type { Member } from './member';
import type { Places } from './places';
import { versionsBetween } from './versions';
import { worthsOf } from './worths';

/** Who is near is found anew at least so often… */
export const NEAR_INTERVAL_MS = 400;
/** …and where they stand close before two who walk towards each other can have gone so much of the way to the farthest. */
const NEAR_DRIFT_SHARE = 0.25;
/** Who is close is found anew so often: the near ones are told at once, and all others in their turn. */
const CLOSE_INTERVAL_MS = 500;
/** Those who are not near have their turn every so many ms for each player there is: in a yard of 300 every flush, of 2,000 every other. */
const FAR_INTERVAL_MS_PER_PLAYER = 0.06;
/** So many of them are told then at most… */
export const FAR_MAX = 128;
/** …the best of those who are close and of as many others: all of a yard in turn. */
const LOOK_LEAST = 64;

/**
 * Whom a recipient is told of in a crowd: at once of those near who changed, and of the others within its budget, the most
 * wrong and nearest first. What it costs a recipient, and costs the server for it, does not grow with those far away.
 */
export class Crowd {
  private readonly members: readonly (Member | undefined)[];
  private readonly versions: Uint16Array;
  private readonly leaps: Leaps;
  private readonly places: Places;
  private readonly size: YardSize;
  private readonly nowMs: number;
  private readonly choice: Choice;
  private builtWorths: Float64Array | undefined;

  /**
   * @param members by slot
   * @param versions of their motions, by slot; 0 for who has none
   * @param choice room for FAR_MAX, used again and again
   */
  constructor(
    members: readonly (Member | undefined)[],
    versions: Uint16Array,
    leaps: Leaps,
    places: Places,
    size: YardSize,
    choice: Choice,
    nowMs: number,
  ) {
    this.members = members;
    this.versions = versions;
    this.leaps = leaps;
    this.places = places;
    this.size = size;
    this.choice = choice;
    this.nowMs = nowMs;
  }

  /** The near ones of a recipient, found anew now and then. */
  near(slot: number, attention: Attention): Int32Array {
    const isPlaced = this.members[slot]?.motion.current !== undefined;
    if (isPlaced && this.nowMs >= attention.nearUntilMs) {
      attention.nearCount = this.places.grid.nearest(slot, attention.near);
      attention.nearUntilMs = this.nowMs + this.nearForMs(slot, attention);
    }
    return attention.near.subarray(0, attention.nearCount);
  }

  /**
   * Writes into `found` the entries (Leaps) of those whom the recipient with this slot is to be told of, and returns how many.
   * @param changes how many changes there were in all
   */
  collect(slot: number, attention: Attention, changes: number, found: Int32Array): number {
    let count = 0;
    for (const near of this.near(slot, attention)) count = this.tell(near, attention, found, count);
    if (attention.settledAt === changes || this.nowMs < attention.farFromMs) return count;
    attention.farFromMs = this.nowMs + FAR_INTERVAL_MS_PER_PLAYER * this.members.length;
    const near = count;
    for (const far of this.chooseFar(slot, attention, changes))
      count = this.tell(far, attention, found, count);
    // What was told, and not what was chosen: who is close may be chosen twice, in its turn too.
    attention.budget.tryConsume((count - near) * RECORD_BYTES, this.nowMs);
    return count;
  }

  /** How long the near ones that were found are the near ones. The last of them is the farthest, or hardly less far. */
  private nearForMs(slot: number, { near, nearCount }: Attention): number {
    const { xs, ys } = this.places;
    const farthest = near[nearCount - 1] ?? slot;
    const [dx, dy] = [(xs[farthest] ?? 0) - (xs[slot] ?? 0), (ys[farthest] ?? 0) - (ys[slot] ?? 0)];
    const seconds = (NEAR_DRIFT_SHARE * Math.sqrt(dx * dx + dy * dy)) / (2 * WALKING_SPEED_PX_PER_S);
    return Math.min(NEAR_INTERVAL_MS, 1000 * seconds);
  }

  /** Notes that a recipient is told of somebody now, as the next entry of `found`, unless it knows already. Returns how many there are then. */
  private tell(slot: number, attention: Attention, found: Int32Array, count: number): number {
    const version = this.versions[slot] ?? 0;
    const told = attention.told.of(slot);
    if (version === told) return count;
    attention.told.set(slot, version);
    found[count] = this.leaps.entryOf(slot, version, told);
    return count + 1;
  }

  private chooseFar(own: number, attention: Attention, changes: number): Int32Array {
    const { choice, nowMs } = this;
    const slots = this.members.length;
    const room = Math.min(FAR_MAX, Math.floor(attention.budget.available(nowMs) / RECORD_BYTES));
    choice.clear(room);
    const look = Math.min(slots, Math.max(LOOK_LEAST, room));
    const { versions } = this;
    const told = attention.told.forSlots(slots);
    const close = this.close(own, attention);
    let isLeftOut = false;
    for (let i = 0; i < close.length; i++) {
      const slot = close[i] ?? 0;
      if (versions[slot] !== told[slot] && !this.offer(own, slot, told[slot] ?? 0)) isLeftOut = true;
    }
    let next = attention.cursor;
    for (let i = 0; i < look; i++) {
      const slot = next < slots ? next : 0;
      next = slot + 1;
      if (versions[slot] !== told[slot] && !this.offer(own, slot, told[slot] ?? 0)) isLeftOut = true;
    }
    attention.cursor = next;
    attention.noteLook(isLeftOut ? 0 : look, slots, changes);
    return choice.chosen;
  }

  /** Those who are close to a recipient, found anew now and then. */
  private close(slot: number, attention: Attention): Int32Array {
    if (this.members[slot]?.motion.current !== undefined && this.nowMs >= attention.closeUntilMs) {
      attention.closeCount = this.places.grid.nearest(slot, attention.close);
      attention.closeUntilMs = this.nowMs + CLOSE_INTERVAL_MS;
    }
    return attention.close.subarray(0, attention.closeCount);
  }

  /** Returns whether nobody was left out for it. */
  private offer(own: number, slot: number, told: number): boolean {
    if (slot === own) return true;
    const version = this.versions[slot] ?? 0;
    const { xs, ys } = this.places;
    const [dx, dy] = [(xs[slot] ?? 0) - (xs[own] ?? 0), (ys[slot] ?? 0) - (ys[own] ?? 0)];
    const behind = told === 0 ? Infinity : versionsBetween(told, version);
    return this.choice.offer(slot, priorityOf(this.worths[slot] ?? 0, behind, dx * dx + dy * dy));
  }

  private get worths(): Float64Array {
    return (this.builtWorths ??= worthsOf(this.members, this.nowMs, this.size));
  }
}
