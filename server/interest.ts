import type { Position } from '../shared/movement';
import { Grid } from './grid';
import type { YardPlayer } from './yard-player';

/** In a crowd everybody is told at once of so many who are near… */
export const NEAR_PLAYERS = 64;
/** …and of all the others this often. */
export const FAR_INTERVAL_MS = 500;
/** Whose turn has come is told of with its next step, which is new to all, unless it makes none for so long. */
export const STEP_WAIT_MS = 100;
/** When nobody has walked for so long, nobody waits for a turn: the flushes of a quiet yard are few. */
export const QUIET_MS = 200;
/** Its multiples, each without its whole part, are spread evenly however many there are (Weyl's equidistribution). */
const GOLDEN_RATIO = 0.618_034;

/** Somebody whose place is known. */
export type Placed = YardPlayer & { position: Position };

/** Whose positions one flush tells, and to whom. */
export class Places {
  /** Those whom everybody is told of, then those whom only the near ones are told of, then those who are not told. */
  readonly ranked: readonly Placed[];
  readonly toAll: number;
  private readonly toNear: number;
  private grid: Grid | undefined;

  /**
   * @param toAll so many of the first are told to everybody
   * @param toNear so many of those that follow are told only to who is near
   */
  constructor(ranked: readonly Placed[], toAll: number, toNear: number) {
    this.ranked = ranked;
    this.toAll = toAll;
    this.toNear = toNear;
  }

  /**
   * Fills `found`, which has room for NEAR_PLAYERS, with the ranks of those whom number `rank` is told of because it
   * stands near them, and returns how many they are.
   */
  near(rank: number, found: Int32Array): number {
    if (this.toNear === 0) return 0;
    this.grid ??= new Grid(this.ranked.map(({ position }) => position));
    const nearest = this.grid.nearest(rank, found);
    let told = 0;
    for (let i = 0; i < nearest; i++) {
      const other = found[i] ?? 0;
      if (other >= this.toAll && other < this.toAll + this.toNear) found[told++] = other;
    }
    return told;
  }
}

/**
 * Decides who is told of whose position. In a small yard it is everybody, at once. In a crowd it is at once those who
 * stand near, and everybody when a player's turn comes, which it does every FAR_INTERVAL_MS, with the first step it makes
 * then; the turns are spread over that time. So nobody has to remember who was told what, and the last place of a walk
 * reaches everybody. Pure.
 */
export class Interest {
  private readonly players: ReadonlySet<YardPlayer>;
  private readonly smallYard: number;
  /** Who moved since everybody was told of it. */
  private readonly owed = new Set<YardPlayer>();
  /** Who moved since the last flush. */
  private readonly moved = new Set<YardPlayer>();
  /** The turn at which everybody was last told of it, for each. */
  private readonly turns = new WeakMap<YardPlayer, number>();
  /** When somebody was last known to walk. */
  private walkedMs = -Infinity;

  /**
   * @param players everybody present, kept up to date by the owner
   * @param smallYard a yard of no more players is small; 0 for any yard
   */
  constructor(players: ReadonlySet<YardPlayer>, smallYard: number) {
    this.players = players;
    this.smallYard = smallYard;
  }

  /** Whether somebody is to be told of a position. */
  get isNews(): boolean {
    return this.owed.size > 0;
  }

  /** Notes that a player has a new position. */
  hear(player: YardPlayer): void {
    this.owed.add(player);
    this.moved.add(player);
  }

  forget(player: YardPlayer): void {
    this.owed.delete(player);
    this.moved.delete(player);
  }

  /**
   * Hands out what is to be told now.
   * @param withEverybody whether somebody is to be told of all, and not only of those who moved
   */
  take(nowMs: number, withEverybody: boolean): Places {
    const isCrowd = this.smallYard > 0 && this.players.size > this.smallYard;
    if (this.moved.size > 0) this.walkedMs = nowMs;
    const isQuiet = nowMs - this.walkedMs >= QUIET_MS;
    const ranked = new Set<Placed>();
    const rank = (player: YardPlayer): void => {
      if (isPlaced(player)) ranked.add(player);
    };
    for (const player of this.owed) {
      if (isCrowd && !isQuiet && !this.isTurn(player, nowMs)) continue;
      rank(player);
      this.owed.delete(player);
      this.turns.set(player, turnAt(nowMs, player));
    }
    const toAll = ranked.size;
    for (const player of this.moved) if (this.owed.has(player)) rank(player);
    const toNear = ranked.size - toAll;
    if (toNear > 0 || withEverybody) this.players.forEach(rank);
    this.moved.clear();
    return new Places([...ranked], toAll, toNear);
  }

  /** Whether everybody is to be told of a player now. */
  private isTurn(player: YardPlayer, nowMs: number): boolean {
    const turn = turnAt(nowMs, player);
    if (turn === this.turns.get(player)) return false;
    return this.moved.has(player) || nowMs - beginOf(turn, player) >= STEP_WAIT_MS;
  }
}

/** The number of a player's turn at a moment, which begins once every FAR_INTERVAL_MS. */
function turnAt(timeMs: number, { id }: YardPlayer): number {
  return Math.floor(timeMs / FAR_INTERVAL_MS + id * GOLDEN_RATIO);
}

/** When that was, in milliseconds. */
function beginOf(turn: number, { id }: YardPlayer): number {
  return (turn - id * GOLDEN_RATIO) * FAR_INTERVAL_MS;
}

function isPlaced(player: YardPlayer): player is Placed {
  return player.position !== undefined;
}
