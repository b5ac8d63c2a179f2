import type { Attention } from './attention';
import type { Crowd } from './crowd';
import type { Member } from './member';

/** A guest is told of who walks so often: 25 times a second. */
const INTERVAL_MS = 40;
/** What a `/player/position` costs of its budget, with its frames. */
const MESSAGE_BYTES = 48;
/** So many in one flush at most: each is a packet of its own. */
export const GUEST_MAX = 128;
const NOBODY = new Int32Array(0);

/**
 * Whom a guest is told of: all who walk, again and again, and once more who stopped. Those near come first where it is a
 * crowd; what its budget does not allow comes with the next flushes, in turn.
 */
export class GuestView {
  private readonly members: readonly (Member | undefined)[];
  private readonly versions: Uint16Array;
  private readonly crowd: Crowd;
  private readonly isCrowd: boolean;
  private readonly nowMs: number;
  /** Whether somebody at whom it looked walks on. */
  private hasWalker = false;

  constructor(
    members: readonly (Member | undefined)[],
    versions: Uint16Array,
    crowd: Crowd,
    isCrowd: boolean,
    nowMs: number,
  ) {
    this.members = members;
    this.versions = versions;
    this.crowd = crowd;
    this.isCrowd = isCrowd;
    this.nowMs = nowMs;
  }

  /**
   * Writes into `found` (room for GUEST_MAX) the slots of those whom it is told of now, and returns how many, and whether
   * there is nothing more to tell it until somebody's motion changes.
   */
  collect(own: number, attention: Attention, found: Int32Array): { count: number; isSettled: boolean } {
    const { members, nowMs } = this;
    if (nowMs - attention.toldMs < INTERVAL_MS) return { count: 0, isSettled: false };
    attention.toldMs = nowMs;
    const allowed = Math.floor(attention.budget.available(nowMs) / MESSAGE_BYTES);
    const room = Math.min(GUEST_MAX, allowed);
    const near = this.isCrowd ? this.crowd.near(own, attention) : NOBODY;
    let count = 0;
    this.hasWalker = false;
    for (const slot of near) if (count < room && this.tell(slot, attention)) found[count++] = slot;
    let looked = 0;
    for (; looked < members.length && count < room; looked++) {
      const slot = attention.cursor;
      attention.cursor = slot + 1 < members.length ? slot + 1 : 0;
      if (slot !== own && !near.includes(slot) && this.tell(slot, attention)) found[count++] = slot;
    }
    attention.budget.tryConsume(count * MESSAGE_BYTES, nowMs);
    return { count, isSettled: looked === members.length && !this.hasWalker };
  }

  /** Notes that it is told of somebody who walks, or whom it does not know as it is. */
  private tell(slot: number, attention: Attention): boolean {
    const member = this.members[slot];
    if (!member?.motion.current) return false;
    const version = this.versions[slot] ?? 0;
    const isWalking = member.motion.isWalking(this.nowMs);
    this.hasWalker ||= isWalking;
    if (version === attention.versionOf(slot) && !isWalking) return false;
    attention.setVersion(slot, version);
    return true;
  }
}
