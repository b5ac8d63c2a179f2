import type { Position } from '../../shared/movement';
import { ROLES, THING_KINDS } from '../../shared/protocol/games';
import type { Field, Game, GameThing, Span } from './game';
import { awayFrom, swim } from './fleeing';
import { distancePx, firstTouch, oneOf } from './touches';

/** So many lanterns at once: some, and one more for each few players. */
const LANTERNS = { min: 5, perPlayer: 0.2, max: 24 } as const;
const GOLDEN_DUCKS = 2;
/** What reaching one is worth; a golden duck runs away. */
const WORTH = { lantern: 1, goldenDuck: 3 } as const;
/** One that was reached is in its place again elsewhere after so long. */
const AGAIN_MS = 1500;
/** Nothing appears nearer to anybody than this, nor to the fence. */
const APART_PX = { player: 180, fence: 80 } as const;
const TRIES = 12;
/** A golden duck sees who comes so near, and is a little slower than a walker. */
const DUCK = { seesPx: 150, speedPxPerS: 190 } as const;

/** Treasure: lanterns and golden ducks appear in the yard, and who reaches one first has it for its team. */
export class Treasure implements Game {
  readonly playersMin = 1;
  readonly countingMs = 3000;
  readonly runningMs = 120_000;
  private addedMs = -Infinity;

  begin(field: Field): void {
    this.settle(field);
  }

  step(field: Field, { fromMs, atMs, isCounting }: Span): void {
    this.settle(field);
    if (isCounting) return;
    for (const [number, thing] of [...field.things]) {
      const touch = firstTouch((ms) => field.thingAt(number, ms), field.participants, fromMs, atMs);
      if (touch) {
        field.removeThing(number);
        const isDuck = thing.kind === THING_KINDS.goldenDuck;
        field.addScore(touch.participant.id, isDuck ? WORTH.goldenDuck : WORTH.lantern);
        this.addedMs = Math.max(this.addedMs, atMs);
      } else if (thing.kind === THING_KINDS.goldenDuck) this.flee(field, number, thing, atMs);
    }
    this.fill(field, atMs);
  }

  /** Newcomers go to the team of fewer. */
  private settle(field: Field): void {
    for (const { id } of field.withRole(ROLES.looksOn)) {
      const [one, two] = [ROLES.teamOne, ROLES.teamTwo].map((team) => field.withRole(team).length);
      field.setRole(id, (one ?? 0) <= (two ?? 0) ? ROLES.teamOne : ROLES.teamTwo);
    }
  }

  /** All at once at first, and then one after the other. */
  private fill(field: Field, atMs: number): void {
    const isFirst = this.addedMs === -Infinity && field.things.size === 0;
    if (!isFirst && atMs - this.addedMs < AGAIN_MS) return;
    const wanted = Math.min(LANTERNS.max, LANTERNS.min + LANTERNS.perPlayer * field.participants.length);
    const kinds = Array.from(field.things.values(), ({ kind }) => kind);
    const count = (kind: number) => kinds.filter((each) => each === kind).length;
    const missing = [
      ...Array<number>(Math.max(0, GOLDEN_DUCKS - count(THING_KINDS.goldenDuck))).fill(
        THING_KINDS.goldenDuck,
      ),
      ...Array<number>(Math.max(0, Math.floor(wanted) - count(THING_KINDS.lantern))).fill(
        THING_KINDS.lantern,
      ),
    ];
    for (const kind of isFirst ? missing : missing.slice(0, 1)) {
      field.addThing({ ...this.freePlace(field, atMs), kind, vx: 0, vy: 0, atMs });
      this.addedMs = atMs;
    }
  }

  private freePlace(field: Field, atMs: number): Position {
    const { size, random } = field;
    const along = (lengthPx: number) =>
      APART_PX.fence + random() * Math.max(0, lengthPx - 2 * APART_PX.fence);
    const places = Array.from({ length: TRIES }, () => ({ x: along(size.widthPx), y: along(size.heightPx) }));
    const isFree = (place: Position) =>
      field.participants.every((each) => distancePx(each.at(atMs), place) >= APART_PX.player);
    return places.find(isFree) ?? oneOf(places, random) ?? { x: 0, y: 0 };
  }

  private flee(field: Field, number: number, thing: Readonly<GameThing>, atMs: number): void {
    const place = field.thingAt(number, atMs);
    if (!place) return;
    const near = field.participants
      .map((each) => each.at(atMs))
      .filter((at) => distancePx(at, place) < DUCK.seesPx);
    const next = swim({ ...thing, ...place, atMs }, awayFrom(place, near), DUCK.speedPxPerS, atMs);
    if (next) field.moveThing(number, next);
  }
}
