import { GAME_PLAYERS_MAX } from '../../shared/config';
import { walkOn, type Position, type YardSize } from '../../shared/movement';
import { ROLE_MASK, ROLES, type GamePlayer, type Role } from '../../shared/protocol/games';
import type { Field, GameThing, Participant } from './game';
import type { Scenery } from './scenery';

/** Scores are int16 on the wire. */
const SCORE_MAX = 2 ** 15 - 1;

/** The numbers that the game's things have, from one up to another. */
export interface Numbers {
  readonly from: number;
  readonly to: number;
}

/** The field of one game: who takes part, as what, with which scores, and its things. Deterministic: no I/O, no clock. */
export class GameField implements Field {
  readonly size: YardSize;
  readonly scenery: Scenery;
  readonly random: () => number;
  participants: readonly Participant[] = [];
  /** A game has said that the round is over. */
  isRoundOver = false;
  readonly things = new Map<number, GameThing>();
  /** Of those who take part, with flags. */
  private readonly roles = new Map<number, number>();
  /** Of those who have left as well. */
  private readonly scores = new Map<number, number>();
  /** What those were who have left in this round, and are again when they come back: nobody gets rid of it by going. */
  private readonly leftAs = new Map<number, Role>();
  private readonly numbers: Numbers;
  /** What was told last of each, as one number. */
  private readonly told = new Map<number, number>();
  /** Of whom is to be told at once: the seconds of many may wait to be told together. */
  private readonly urgent = new Set<number>();
  private readonly changedThings = new Set<number>();

  constructor(size: YardSize, scenery: Scenery, random: () => number, numbers: Numbers) {
    this.size = size;
    this.scenery = scenery;
    this.random = random;
    this.numbers = numbers;
  }

  /** Who takes part from now on: the first so many. Returns whether somebody came or left. */
  setParticipants(all: Iterable<Participant>): boolean {
    const before = this.participants;
    const now: Participant[] = [];
    for (const each of all) {
      if (now.length === GAME_PLAYERS_MAX) break;
      now.push(each);
    }
    if (now.length === before.length && now.every((each, i) => each === before[i])) return false;
    this.participants = now;
    const ids = new Set(now.map(({ id }) => id));
    for (const id of [...this.roles.keys()]) {
      if (ids.has(id)) continue;
      this.leftAs.set(id, this.roleOf(id));
      this.roles.delete(id);
      this.told.delete(id);
    }
    for (const id of ids) {
      const role = this.leftAs.get(id);
      if (role !== undefined) this.setRole(id, role);
      this.leftAs.delete(id);
    }
    return true;
  }

  /** Nobody is anything, and nothing is there any more. */
  clear(): void {
    this.isRoundOver = false;
    this.roles.clear();
    this.scores.clear();
    this.leftAs.clear();
    for (const number of [...this.things.keys()]) this.removeThing(number);
  }

  /** Takes over what another server has told. */
  restore(players: Iterable<GamePlayer>, things: Iterable<[number, GameThing]>): void {
    for (const { id, role, score } of players) {
      this.roles.set(id, role);
      this.scores.set(id, score);
    }
    for (const [number, thing] of things)
      if (number >= this.numbers.from && number <= this.numbers.to) this.things.set(number, thing);
  }

  roleOf(id: number): Role {
    return ((this.roles.get(id) ?? ROLES.looksOn) & ROLE_MASK) as Role;
  }

  withRole(role: Role): Participant[] {
    return this.participants.filter(({ id }) => this.roleOf(id) === role);
  }

  flagsOf(id: number): number {
    return (this.roles.get(id) ?? 0) & ~ROLE_MASK;
  }

  setRole(id: number, role: Role, flags = 0): void {
    if (this.roles.get(id) !== (role | flags)) this.urgent.add(id);
    this.roles.set(id, role | flags);
  }

  scoreOf(id: number): number {
    return this.scores.get(id) ?? 0;
  }

  addScore(id: number, more: number): void {
    this.scores.set(id, Math.min(SCORE_MAX, this.scoreOf(id) + more));
    if (more >= 1) this.urgent.add(id);
  }

  addThing(thing: GameThing): number | undefined {
    for (let number = this.numbers.from; number <= this.numbers.to; number++) {
      if (this.things.has(number)) continue;
      this.moveThing(number, thing);
      return number;
    }
    return undefined;
  }

  moveThing(number: number, thing: GameThing): void {
    this.things.set(number, thing);
    this.changedThings.add(number);
  }

  removeThing(number: number): void {
    this.things.delete(number);
    this.changedThings.add(number);
  }

  thingAt(number: number, timeMs: number): Position | undefined {
    const thing = this.things.get(number);
    return thing && walkOn(thing, Math.max(0, timeMs - thing.atMs) / 1000, this.size);
  }

  endRound(): void {
    this.isRoundOver = true;
  }

  /** What everybody is now who takes part. */
  get players(): GamePlayer[] {
    return this.participants.map(({ id }) => this.recordOf(id));
  }

  /**
   * What is to be told of players now.
   * @param which those whose role or luck changed, all whose seconds changed as well, or all
   */
  takePlayers(which: 'urgent' | 'changed' | 'all'): GamePlayer[] {
    const { urgent } = this;
    if (which === 'urgent' && urgent.size === 0) return [];
    const players: GamePlayer[] = [];
    for (const { id } of this.participants) {
      if (which === 'urgent' && !urgent.has(id)) continue;
      const record = this.recordOf(id);
      const sum = record.role * (SCORE_MAX + 1) + record.score;
      if (which !== 'all' && this.told.get(id) === sum) continue;
      this.told.set(id, sum);
      players.push(record);
    }
    urgent.clear();
    return players;
  }

  /** The numbers of the things that changed since the last call. */
  takeChangedThings(): number[] {
    const changed = [...this.changedThings];
    this.changedThings.clear();
    return changed;
  }

  private recordOf(id: number): GamePlayer {
    return { id, role: this.roles.get(id) ?? ROLES.looksOn, score: Math.floor(this.scoreOf(id)) };
  }
}
