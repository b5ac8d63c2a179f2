import type { Member } from './member';

/** Whose motions one flush tells, and to whom. Members are known by their slots, or by entries: slots and whether they leapt (leaps.ts). */
export interface UpdateSet {
  /** By slot. */
  readonly members: readonly (Member | undefined)[];
  /** The entries of those whom every player is told of but themselves, newcomers and guests left out; in a crowd there are none. */
  readonly changed: readonly number[];
  /** The same in any yard, for who is told of everybody. */
  readonly all: readonly number[];
  /** Everybody with a place, for newcomers. */
  readonly everybody: Int32Array;
  slotOf(member: Member): number;
  /** Whether a flush before this one could have told it: not all are told at once in a crowd. */
  isHeldBack(slot: number): boolean;
  /** In a crowd: writes into `found` the entries of those whom a player is told of, and returns how many. */
  collect(recipient: Member, found: Int32Array): number;
  /** The slots of those whom a guest is told of, in any yard. */
  collectForGuest(recipient: Member, found: Int32Array): number;
}
