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
  /** By slot, 1 for who walks on: looked up once for all guests, who may be as many as there are players. */
  private builtWalking: Uint8Array | undefined;
  /** By slot, the number of the guest that it is near to. */
  private readonly nearTo: Int32Array;
  private guests = 0;

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
    this.nearTo = new Int32Array(isCrowd ? members.length : 0);
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
    const { nearTo, versions, walking } = this;
    const guest = ++this.guests;
    for (const slot of near) {
      nearTo[slot] = guest;
      if (count < room && this.tell(slot, attention)) found[count++] = slot;
    }
    const told = attention.told.forSlots(members.length);
    let looked = 0;
    let next = attention.cursor;
    for (; looked < members.length && count < room; looked++) {
      const slot = next < members.length ? next : 0;
      next = slot + 1;
      if (walking[slot] === 0 && versions[slot] === told[slot]) continue;
      if (slot !== own && nearTo[slot] !== guest && this.tell(slot, attention)) found[count++] = slot;
    }
    attention.cursor = next;
    attention.budget.tryConsume(count * MESSAGE_BYTES, nowMs);
    return { count, isSettled: looked === members.length && !this.hasWalker };
  }

  /** Notes that it is told of somebody who walks, or whom it does not know as it is. */
  private tell(slot: number, attention: Attention): boolean {
    if (!this.members[slot]?.motion.current) return false;
    const version = this.versions[slot] ?? 0;
    const isWalking = this.walking[slot] === 1;
    this.hasWalker ||= isWalking;
    if (version === attention.told.of(slot) && !isWalking) return false;
    attention.told.set(slot, version);
    return true;
  }

  private get walking(): Uint8Array {
    const { members, nowMs } = this;
    return (this.builtWalking ??= Uint8Array.from(members, (member) =>
      member?.motion.isWalking(nowMs) === true ? 1 : 0,
    ));
  }
}
