import { POSITION_RATE_HZ, YARD_HEIGHT_PX, YARD_WIDTH_PX } from './config';
import { step, type Direction, type Position } from './movement';

/** How many of its stretches it rests; the first is always a walk. */
const REST_SHARE = 0.2;
/** How long a random walker keeps to one direction, in steps. */
const STRETCH_STEPS = { min: POSITION_RATE_HZ / 2, max: POSITION_RATE_HZ * 3 };

/** Somebody who strolls: straight on for a while, now and then a rest, never out of the yard. Deterministic: no I/O, no clock. */
export class Walker {
  position: Position;
  private direction: Direction = { x: 0, y: 0 };
  private stepsLeft = 0;
  private readonly random: () => number;

  /** @param random a source of numbers from 0 up to 1, such as Math.random */
  constructor(random: () => number) {
    this.random = random;
    this.position = { x: YARD_WIDTH_PX * (0.25 + random() / 2), y: YARD_HEIGHT_PX * (0.25 + random() / 2) };
    this.turn(0);
  }

  /** Walks on for one interval of POSITION_RATE_HZ and returns where that leads. */
  step(): Position {
    if (this.stepsLeft-- <= 0) this.turn(REST_SHARE);
    const to = step(this.position, this.direction, 1 / POSITION_RATE_HZ);
    const isAtEdge = to.x % YARD_WIDTH_PX === 0 || to.y % YARD_HEIGHT_PX === 0;
    if (isAtEdge) this.stepsLeft = 0;
    return (this.position = to);
  }

  private turn(restShare: number): void {
    const { min, max } = STRETCH_STEPS;
    this.stepsLeft = min + this.random() * (max - min);
    const isResting = this.random() < restShare;
    const angle = this.random() * 2 * Math.PI;
    this.direction = isResting ? { x: 0, y: 0 } : { x: Math.cos(angle), y: Math.sin(angle) };
  }
}
