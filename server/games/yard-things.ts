import { GAME_INTERVAL_MS } from '../../shared/config';
import type { Motion, YardSize } from '../../shared/movement';
import type { PlayerMotion } from '../motion/player-motion';
import { Ball } from './ball';
import { ducksOf, type Duck } from './ducks';
import type { GameThing } from './game';
import type { Scenery } from './scenery';

/** The ball's number, and those of ducks; the game's things follow. */
const BALL = 1;
const DUCKS = { from: 2, max: 32 } as const;
export const GAME_NUMBERS = { from: 34, to: 64 } as const;

/** Ponds are found in squares of so many pixels. */
const SQUARE_PX = 400;
/** Who is farther from the ball does not matter to it. */
const BALL_REACH_PX = 60;
/** It lies south-east of the fountain, beyond where newcomers appear. */
const BALL_PLACE_PX = 215;
/** Two positions that lie farther apart in time are no movement. */
const POSITIONS_MAX_MS = 500;

interface Home {
  x: number;
  y: number;
  reachPx: number;
  ducks: [number: number, duck: Duck][];
  near: Motion[];
}

/** The ducks and the ball of a yard, which answer who comes near. Deterministic: no I/O, no clock. */
export class YardThings {
  private readonly size: YardSize;
  private readonly random: () => number;
  private readonly ball: Ball;
  private readonly homes: Home[] = [];
  /** The ponds that somebody in a square may be near to. */
  private readonly squares = new Map<number, Home[]>();
  private readonly place: Motion = { x: 0, y: 0, vx: 0, vy: 0, atMs: 0 };

  constructor(size: YardSize, scenery: Scenery, random: () => number) {
    this.size = size;
    this.random = random;
    const { x, y } = scenery.fountain;
    this.ball = new Ball(
      { x: Math.min(size.widthPx, x + BALL_PLACE_PX), y: Math.min(size.heightPx, y + BALL_PLACE_PX) },
      size,
    );
    ducksOf(scenery.ponds, random, DUCKS.max).forEach(({ pond, duck }, i) => {
      let home = this.homes.find((each) => each.x === pond.x && each.y === pond.y);
      if (!home)
        this.homes.push((home = { x: pond.x, y: pond.y, reachPx: duck.reachPx, ducks: [], near: [] }));
      home.ducks.push([DUCKS.from + i, duck]);
    });
    for (const home of this.homes) this.index(home);
  }

  /** All of them, by their numbers. */
  get all(): [number, GameThing][] {
    const ducks = this.homes.flatMap((home) =>
      home.ducks.map(([number, { motion }]): [number, GameThing] => [number, motion]),
    );
    return [[BALL, this.ball.motion], ...ducks];
  }

  /** Takes over what another server has told. */
  restore(number: number, thing: GameThing): void {
    if (number === BALL) this.ball.motion = thing;
    for (const { ducks } of this.homes)
      for (const [each, duck] of ducks) if (each === number) duck.motion = thing;
  }

  /** Lets the ducks swim where nobody is near. To be called when all are told anyway, each GAME_INTERVAL_MS. */
  idle(nowMs: number): void {
    for (const { ducks } of this.homes)
      for (const [, duck] of ducks) duck.idle(nowMs, GAME_INTERVAL_MS, this.random);
  }

  /** Has them answer who is near. Returns the numbers of those that go on in another way from now on. */
  step(players: Iterable<{ motion: PlayerMotion }>, nowMs: number): number[] {
    const ball = this.ball.at(nowMs);
    const nearBall: Motion[] = [];
    for (const { motion } of players) {
      const { place } = this;
      if (!motion.at(nowMs, place)) continue;
      const isNearBall =
        Math.abs(place.x - ball.x) < BALL_REACH_PX && Math.abs(place.y - ball.y) < BALL_REACH_PX;
      if (isNearBall) nearBall.push(goingOf(motion, place, nowMs));
      for (const home of this.squares.get(this.squareOf(place.x, place.y)) ?? [])
        if (Math.hypot(place.x - home.x, place.y - home.y) < home.reachPx)
          home.near.push({ x: place.x, y: place.y, vx: 0, vy: 0, atMs: nowMs });
    }
    const changed = this.ball.step(nearBall, nowMs) ? [BALL] : [];
    for (const home of this.homes) {
      for (const [number, duck] of home.ducks) if (duck.step(home.near, nowMs)) changed.push(number);
      if (home.near.length > 0) home.near = [];
    }
    return changed;
  }

  private index(home: Home): void {
    const { x, y, reachPx } = home;
    for (let left = x - reachPx; left < x + reachPx + SQUARE_PX; left += SQUARE_PX)
      for (let top = y - reachPx; top < y + reachPx + SQUARE_PX; top += SQUARE_PX) {
        const square = this.squareOf(left, top);
        this.squares.set(square, [...(this.squares.get(square) ?? []), home]);
      }
  }

  private squareOf(x: number, y: number): number {
    const columns = Math.ceil(this.size.widthPx / SQUARE_PX) + 2;
    return Math.floor(y / SQUARE_PX) * columns + Math.floor(x / SQUARE_PX);
  }
}

/** How somebody goes: who is known by positions alone, by the last two of them. */
function goingOf(motion: PlayerMotion, { x, y }: Motion, nowMs: number): Motion {
  const { current, previous, isByPositions } = motion;
  const ms = current && previous ? current.atMs - previous.atMs : 0;
  if (!current || !previous || !isByPositions || ms <= 0 || nowMs - previous.atMs > POSITIONS_MAX_MS)
    return { x, y, vx: current?.vx ?? 0, vy: current?.vy ?? 0, atMs: nowMs };
  const [vx, vy] = [(current.x - previous.x) / ms, (current.y - previous.y) / ms];
  return { x, y, vx: 1000 * vx, vy: 1000 * vy, atMs: nowMs };
}
