import { DEFAULT_YARD_SIZE } from './config';
import { velocityOf, walkOn, type Position, type Velocity, type YardSize } from './movement';

/** How many of its stretches it rests; the first is always a walk. */
const REST_SHARE = 0.2;
/** How long a random walker keeps to one direction. */
const STRETCH_S = { min: 0.5, max: 3 };
const AT_REST: Velocity = { vx: 0, vy: 0 };

/** Somebody who strolls: straight on for a while, now and then a rest, never out of the yard. Deterministic: no I/O, no clock. */
export class Walker {
  position: Position;
  velocity: Velocity = AT_REST;
  private leftS = 0;
  readonly size: YardSize;
  private readonly random: () => number;

  /** @param random a source of numbers from 0 up to 1, such as Math.random */
  constructor(random: () => number, size: YardSize = DEFAULT_YARD_SIZE) {
    this.random = random;
    this.size = size;
    this.position = { x: size.widthPx * (0.25 + random() / 2), y: size.heightPx * (0.25 + random() / 2) };
    this.turn(0);
  }

  /** Walks on for so long and returns where that leads, and how it goes on. */
  step(seconds: number): Position & Velocity {
    this.position = walkOn({ ...this.position, ...this.velocity }, seconds, this.size);
    this.leftS -= seconds;
    const { x, y } = this.position;
    const isAtEdge = x % this.size.widthPx === 0 || y % this.size.heightPx === 0;
    if (this.leftS <= 0 || isAtEdge) this.turn(REST_SHARE);
    return { ...this.position, ...this.velocity };
  }

  private turn(restShare: number): void {
    const { min, max } = STRETCH_S;
    this.leftS = min + this.random() * (max - min);
    const isResting = this.random() < restShare;
    const angle = this.random() * 2 * Math.PI;
    this.velocity = isResting ? AT_REST : velocityOf({ x: Math.cos(angle), y: Math.sin(angle) });
  }
}
