import { isPositioned, UpdateSet, type Mover, type Positioned } from './update-set';

/** In a crowd everybody is told at once of so many who are near… */
export const NEAR_PLAYERS = 64;
/** …and of all the others this often. */
export const FAR_INTERVAL_MS = 500;
/** In its far slot a player is told of with its next step, which is new to all, unless it makes none for so long. */
export const STEP_WAIT_MS = 100;
/** When nobody has walked for so long, nobody waits for a far slot: the flushes of a quiet yard are few. */
export const QUIET_MS = 200;
/** Its multiples, each without its whole part, are spread evenly however many there are (Weyl's equidistribution). */
const GOLDEN_RATIO = 0.618_034;

/**
 * Interest management: decides who is told of whose position. In a small yard it is everybody, at once. In a crowd it is
 * at once those in the area of interest, who stand near, and everybody in a player's far slot, which begins once every
 * FAR_INTERVAL_MS, with the first step it makes then; the slots are spread over that time. So nobody has to remember who
 * was told what, and the last place of a walk reaches everybody. Deterministic: no I/O, no clock.
 */
export class InterestManager {
  private readonly players: ReadonlySet<Mover>;
  private readonly crowdThreshold: number;
  /** Who moved since everybody was told of it. */
  private readonly pendingFar = new Set<Mover>();
  /** Who moved since the last flush. */
  private readonly moved = new Set<Mover>();
  /** The far slot in which everybody was last told of it, for each. */
  private readonly farSlots = new WeakMap<Mover, number>();
  /** When somebody was last known to walk. */
  private lastMoveMs = -Infinity;

  /**
   * @param players everybody present, kept up to date by the owner
   * @param crowdThreshold more players than this are a crowd; 0 for never
   */
  constructor(players: ReadonlySet<Mover>, crowdThreshold: number) {
    this.players = players;
    this.crowdThreshold = crowdThreshold;
  }

  /** Whether somebody is to be told of a position. */
  get hasPending(): boolean {
    return this.pendingFar.size > 0;
  }

  /** Notes that a player has a new position. */
  markMoved(player: Mover): void {
    this.pendingFar.add(player);
    this.moved.add(player);
  }

  remove(player: Mover): void {
    this.pendingFar.delete(player);
    this.moved.delete(player);
  }

  /**
   * Hands out what is to be told now.
   * @param withEverybody whether somebody is to be told of all, and not only of those who moved
   */
  collect(nowMs: number, withEverybody: boolean): UpdateSet {
    const isCrowd = this.crowdThreshold > 0 && this.players.size > this.crowdThreshold;
    if (this.moved.size > 0) this.lastMoveMs = nowMs;
    const isQuiet = nowMs - this.lastMoveMs >= QUIET_MS;
    const ranked = new Set<Positioned>();
    const rank = (player: Mover): void => {
      if (isPositioned(player)) ranked.add(player);
    };
    for (const player of this.pendingFar) {
      if (isCrowd && !isQuiet && !this.isFarSlotDue(player, nowMs)) continue;
      rank(player);
      this.pendingFar.delete(player);
      this.farSlots.set(player, farSlotAt(nowMs, player));
    }
    const toAll = ranked.size;
    for (const player of this.moved) if (this.pendingFar.has(player)) rank(player);
    const toNear = ranked.size - toAll;
    if (toNear > 0 || withEverybody) this.players.forEach(rank);
    this.moved.clear();
    return new UpdateSet([...ranked], toAll, toNear);
  }

  /** Whether everybody is to be told of a player now. */
  private isFarSlotDue(player: Mover, nowMs: number): boolean {
    const slot = farSlotAt(nowMs, player);
    if (slot === this.farSlots.get(player)) return false;
    return this.moved.has(player) || nowMs - slotStartMs(slot, player) >= STEP_WAIT_MS;
  }
}

/** The number of a player's far slot at a moment. */
function farSlotAt(timeMs: number, { id }: Mover): number {
  return Math.floor(timeMs / FAR_INTERVAL_MS + id * GOLDEN_RATIO);
}

/** When that began, in milliseconds. */
function slotStartMs(slot: number, { id }: Mover): number {
  return (slot - id * GOLDEN_RATIO) * FAR_INTERVAL_MS;
}
