import { MOTION_FLAGS } from '../../shared/protocol/motions';
import type { Member } from './member';
import { VERSION_MAX, Versions, versionsBetween } from './versions';

/** Beside a slot: who is told of its motion was not told that its player leapt before that. */
const LEAPT = 1 << 20;

/** The slot of an entry. */
export function slotOf(entry: number): number {
  return entry & (LEAPT - 1);
}

/** Whether who is told of an entry has to draw it there at once. */
export function hasLeapt(entry: number): boolean {
  return (entry & LEAPT) !== 0;
}

/**
 * Who did not walk to where they are. Whoever was told of the motion before the leap has to hear of it with the next one, though
 * that be a walk which began there since. Deterministic: no I/O, no clock.
 */
export class Leaps {
  /** With which version of its motion each leapt last, by slot; 0 for never, or long ago. */
  private readonly versions = new Versions();
  /** Who leapt since the last flush. */
  private readonly recent = new Set<number>();

  /** Notes a motion, if it is that of a leap. @param version of it */
  note(slot: number, { motion }: Member, version: number): void {
    if ((motion.flags & MOTION_FLAGS.teleported) === 0) return this.forgetLongAgo(slot, version);
    this.versions.set(slot, version);
    this.recent.add(slot);
  }

  /** Nobody has this slot any more. */
  remove(slot: number): void {
    this.versions.set(slot, 0);
    this.recent.delete(slot);
  }

  /** Versions go round: before the next one looks like this one everybody has been told of it. */
  private forgetLongAgo(slot: number, version: number): void {
    const leapt = this.versions.of(slot);
    if (leapt !== 0 && versionsBetween(leapt, version) > VERSION_MAX / 2) this.versions.set(slot, 0);
  }

  /** Returns the entries of these slots for who was told all at the last flush, and forgets what happened until now. */
  flush(slots: readonly number[]): number[] {
    const entries = slots.map((slot) => (this.recent.has(slot) ? slot | LEAPT : slot));
    this.recent.clear();
    return entries;
  }

  /** The entry of a slot for who is told of this version, and was told of another one. */
  entryOf(slot: number, version: number, told: number): number {
    const leapt = this.versions.of(slot);
    if (leapt === 0 || told === 0) return slot;
    return versionsBetween(told, version) > versionsBetween(leapt, version) ? slot | LEAPT : slot;
  }
}
