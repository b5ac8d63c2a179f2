/** What a game is, and what it knows of the yard: docs/games.md shows how one is written. */
import type { Position, YardSize } from '../../shared/movement';
import type { Role } from '../../shared/protocol/games';
import type { Scenery } from './scenery';

/** A moment is judged so long after it was: by then the motions of nearly all have come. */
export const JUDGED_BEHIND_MS = 120;
/** Who is nearer to another than this touches it. */
export const TOUCH_PX = 40;

/** Somebody who takes part: a player or a guest, who has a place in the yard. */
export interface Participant {
  readonly id: number;
  /** Writes into `out`, and returns, where it was at a moment of the server's clock, at most 400 ms ago. */
  at(timeMs: number, out?: Position): Position;
}

/** Something that a game puts into the yard. */
export interface GameThing extends Position {
  /** One of THING_KINDS. */
  kind: number;
  vx: number;
  vy: number;
  /** When it was there. */
  atMs: number;
}

/** The yard, as a game sees it, and what a game makes of it. Roles, scores and things are what everybody is told. */
export interface Field {
  readonly size: YardSize;
  readonly scenery: Scenery;
  /** Numbers from 0 up to 1, the same for the same seed. */
  readonly random: () => number;
  /** Who takes part, the longest in the yard first. Who came since the last step has the role `looksOn`; who left is not among them. */
  readonly participants: readonly Participant[];
  roleOf(id: number): Role;
  /** Those of the participants with this role, in their order. */
  withRole(role: Role): Participant[];
  /** ROLE_FLAGS */
  flagsOf(id: number): number;
  setRole(id: number, role: Role, flags?: number): void;
  /** As it was told, with a fraction; 0 at first. Who left and comes back within a round has it again. */
  scoreOf(id: number): number;
  addScore(id: number, more: number): void;
  /** The game's own things, by their numbers. */
  readonly things: ReadonlyMap<number, Readonly<GameThing>>;
  /** A new thing. Returns its number; undefined when there is no room for one. */
  addThing(thing: GameThing): number | undefined;
  /** Has a thing go on in another way from now on. */
  moveThing(number: number, thing: GameThing): void;
  removeThing(number: number): void;
  /** Where a thing is at a moment; undefined where there is none of this number. */
  thingAt(number: number, timeMs: number): Position | undefined;
  /** The round is over, before its time. */
  endRound(): void;
}

/** What is judged in one step, on the server's clock: some 120 ms ago, by when all motions of it have come. */
export interface Span {
  /** The moment that the last step judged. */
  fromMs: number;
  atMs: number;
  /** Who seeks counts, or it is the short pause before a round: nothing counts yet. */
  isCounting: boolean;
}

/**
 * The rules of a game. Deterministic: no I/O and no clock, chance from field.random. All that others are to know stands in the field:
 * another server may go on with the game from there (docs/cluster.md), by a new object of the class.
 */
export interface Game {
  /** Fewer wait for more. */
  readonly playersMin: number;
  /** How long is counted before a round, and how long a round takes. */
  readonly countingMs: number;
  readonly runningMs: number;
  /** A round begins: counting, with nobody's role or score set and no things. @param atMs the moment that is judged */
  begin(field: Field, atMs: number): void;
  /** Judges what happened since the last step: some 20 times a second, and at once when somebody came or left. */
  step(field: Field, span: Span): void;
}
