import type { Pond } from '../../shared/landscape/section';
import type { Position } from '../../shared/movement';
import { THING_KINDS } from '../../shared/protocol/games';
import { swim } from './fleeing';
import type { GameThing } from './game';
import { distancePx } from './touches';

const DUCKS_PER_POND = 2;
/** So much of a pond's radius a duck swims in, and so much flatter than a circle the pond is. */
const WATER = { share: 0.7, flatness: 0.72 } as const;
/** How near one may come, how fast it flees then, and how fast it swims when nobody is near. */
const FEAR_PX = 90;
const SPEED_PX_PER_S = { fleeing: 150, idle: 14 } as const;
/** It chooses anew where to flee to at most so often. */
const CHOICE_MS = 200;

/** One duck of a pond, which flees from who comes near. Deterministic: no I/O, no clock. */
export class Duck {
  motion: GameThing;
  private readonly pond: Pond;
  private goal: Position | undefined;
  private choseMs = -Infinity;

  constructor(pond: Pond, random: () => number) {
    this.pond = pond;
    this.motion = { ...this.somewhere(random), kind: THING_KINDS.duck, vx: 0, vy: 0, atMs: 0 };
  }

  /** How far from the middle of its pond somebody may frighten it. */
  get reachPx(): number {
    return this.pond.radiusPx + FEAR_PX;
  }

  at(timeMs: number): Position {
    const { x, y, vx, vy, atMs } = this.motion;
    const seconds = Math.max(0, timeMs - atMs) / 1000;
    return { x: x + vx * seconds, y: y + vy * seconds };
  }

  /** Where nobody is near it swims slowly to somewhere else, for as long as until the next call. */
  idle(nowMs: number, forMs: number, random: () => number): void {
    if (this.comeBack(nowMs) || this.goal) return;
    const place = this.at(nowMs);
    const goal = this.somewhere(random);
    const far = distancePx(place, goal);
    // It rests about half of the time.
    const speed = random() < 0.5 || far === 0 ? 0 : Math.min(SPEED_PX_PER_S.idle, (1000 * far) / forMs);
    const share = far === 0 ? 0 : speed / far;
    this.motion = {
      ...{ ...this.motion, ...place, atMs: nowMs },
      ...{ vx: (goal.x - place.x) * share, vy: (goal.y - place.y) * share },
    };
  }

  /** @param near who is near the pond. Returns whether it goes on in another way from now on. */
  step(near: readonly Position[], nowMs: number): boolean {
    if (this.comeBack(nowMs)) return true;
    const place = this.at(nowMs);
    const frightening = near.filter((at) => distancePx(at, place) < FEAR_PX);
    if (frightening.length > 0 && nowMs - this.choseMs >= CHOICE_MS) {
      this.goal = this.refuge(place, near);
      this.choseMs = nowMs;
    }
    if (!this.goal) return false;
    const left = distancePx(place, this.goal);
    const isThere = left < SPEED_PX_PER_S.fleeing * 0.06;
    if (isThere) this.goal = undefined;
    const way = this.goal && { x: (this.goal.x - place.x) / left, y: (this.goal.y - place.y) / left };
    const next = swim({ ...this.motion, ...place }, way, SPEED_PX_PER_S.fleeing, nowMs);
    if (next) this.motion = next;
    return next !== undefined;
  }

  /** Has it rest on its pond's edge where it has swum on while its server was alone, or slow. Returns whether it had. */
  private comeBack(nowMs: number): boolean {
    const { x, y } = this.at(nowMs);
    if (distancePx({ x, y }, this.pond) <= this.pond.radiusPx) return false;
    const edge = this.inWater(Math.atan2(y - this.pond.y, x - this.pond.x), 1);
    this.goal = undefined;
    this.motion = { ...this.motion, ...edge, vx: 0, vy: 0, atMs: nowMs };
    return true;
  }

  /** The place of the water that is farthest from everybody, and not past them. */
  private refuge(place: Position, near: readonly Position[]): Position {
    const shores = Array.from({ length: 12 }, (_, i) => this.inWater((i * Math.PI) / 6, 1));
    const worth = (shore: Position) =>
      Math.min(...near.map((at) => distancePx(at, shore))) - 0.3 * distancePx(place, shore);
    return shores.reduce((best, shore) => (worth(shore) > worth(best) ? shore : best));
  }

  private somewhere(random: () => number): Position {
    return this.inWater(2 * Math.PI * random(), Math.sqrt(random()));
  }

  private inWater(angle: number, share: number): Position {
    const { x, y, radiusPx } = this.pond;
    const outPx = radiusPx * WATER.share * share;
    return { x: x + Math.cos(angle) * outPx, y: y + Math.sin(angle) * outPx * WATER.flatness };
  }
}

/** The ducks of all ponds: of a large yard's no more than so many. */
export function ducksOf(
  ponds: readonly Pond[],
  random: () => number,
  max: number,
): { pond: Pond; duck: Duck }[] {
  const all = ponds.flatMap((pond) => Array.from({ length: DUCKS_PER_POND }, () => pond));
  return all.slice(0, max).map((pond) => ({ pond, duck: new Duck(pond, random) }));
}
