import type { Position, YardSize } from '../../shared/movement';
import { placeAt } from '../../shared/movement';
import { MOTION_FLAGS, RECORD_BYTES } from '../../shared/protocol/motions';
import type { Attention } from './attention';
import { Choice, priorityOf } from './far-choice';
import type { Member } from './member';
import type { Places } from './places';

/** Who is near is found anew so often; they walk at most 240 px in that time, together. */
export const NEAR_INTERVAL_MS = 400;
/** So many far ones are told in one flush at most… */
export const FAR_MAX = 64;
/** …and so many times as many are looked at for the best of them: all of a yard in turn. */
const LOOK_FACTOR = 4;
const LOOK_LEAST = 64;

/**
 * Whom a recipient is told of in a crowd: at once of those near who changed, and of the others within its budget, the most
 * wrong and nearest first. What it costs a recipient, and costs the server for it, does not grow with those far away.
 */
export class Crowd {
  private readonly members: readonly (Member | undefined)[];
  private readonly versions: Uint16Array;
  private readonly places: Places;
  private readonly size: YardSize;
  private readonly nowMs: number;
  private readonly choice: Choice;
  private readonly told: Position = { x: 0, y: 0 };

  /**
   * @param members by slot
   * @param versions of their motions, by slot; 0 for who has none
   * @param choice room for FAR_MAX, used again and again
   */
  constructor(
    members: readonly (Member | undefined)[],
    versions: Uint16Array,
    places: Places,
    size: YardSize,
    choice: Choice,
    nowMs: number,
  ) {
    this.members = members;
    this.versions = versions;
    this.places = places;
    this.size = size;
    this.choice = choice;
    this.nowMs = nowMs;
  }

  /** The near ones of a recipient, found anew now and then. */
  near(slot: number, attention: Attention): Int32Array {
    const isPlaced = this.members[slot]?.motion.current !== undefined;
    if (isPlaced && this.nowMs - attention.nearFoundMs >= NEAR_INTERVAL_MS) {
      attention.nearFoundMs = this.nowMs;
      attention.nearCount = this.places.grid.nearest(slot, attention.near);
    }
    return attention.near.subarray(0, attention.nearCount);
  }

  /**
   * Writes into `found` the slots of those whom the recipient with this slot is to be told of, and returns how many.
   * @param changes how many changes there were in all
   */
  collect(slot: number, attention: Attention, changes: number, found: Int32Array): number {
    let count = 0;
    for (const near of this.near(slot, attention)) if (this.tell(near, attention)) found[count++] = near;
    if (attention.settledAt === changes) return count;
    for (const far of this.chooseFar(slot, attention, changes))
      if (this.tell(far, attention)) found[count++] = far;
    return count;
  }

  /** Notes that a recipient is told of somebody now. False when it knows already. */
  private tell(slot: number, attention: Attention): boolean {
    const version = this.versions[slot] ?? 0;
    if (version === attention.versionOf(slot)) return false;
    attention.setVersion(slot, version);
    return true;
  }

  private chooseFar(own: number, attention: Attention, changes: number): Int32Array {
    const { choice, members, versions, nowMs } = this;
    const room = attention.budget.available(nowMs) / RECORD_BYTES;
    choice.clear(Math.floor(room));
    const look = Math.min(members.length, Math.max(LOOK_LEAST, LOOK_FACTOR * Math.floor(room)));
    let isLeftOut = false;
    for (let i = 0; i < look; i++) {
      const slot = attention.cursor;
      attention.cursor = slot + 1 < members.length ? slot + 1 : 0;
      const version = versions[slot] ?? 0;
      if (slot === own || version === attention.versionOf(slot) || !members[slot]) continue;
      if (!choice.offer(slot, this.priority(own, slot, attention.versionOf(slot)))) isLeftOut = true;
    }
    attention.budget.tryConsume(choice.count * RECORD_BYTES, nowMs);
    attention.noteLook(isLeftOut ? 0 : look, members.length, changes);
    return choice.chosen;
  }

  private priority(own: number, slot: number, toldVersion: number): number {
    const { xs, ys } = this.places;
    const motion = this.members[slot]?.motion;
    const [x, y] = [xs[slot] ?? 0, ys[slot] ?? 0];
    const distancePx = Math.hypot(x - (xs[own] ?? 0), y - (ys[own] ?? 0));
    const { current, previous } = motion ?? {};
    const isAbrupt =
      current !== undefined &&
      ((current.vx === 0 && current.vy === 0) || (motion?.flags ?? 0) >= MOTION_FLAGS.teleported);
    // Who was told something older than the one before sees it at least as wrong.
    if (toldVersion === 0 || !previous) return priorityOf(distancePx, distancePx, isAbrupt);
    const told = placeAt(previous, this.nowMs, this.size, this.told);
    return priorityOf(Math.hypot(x - told.x, y - told.y), distancePx, isAbrupt);
  }
}
