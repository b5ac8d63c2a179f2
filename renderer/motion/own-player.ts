import type { FromRenderer } from '../../shared/bridge';
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import { step, type Direction, type Position } from '../../shared/movement';
import { PositionPacer } from '../../shared/position-pacer';

/** Newcomers appear around the middle of the yard, within this distance on each axis. */
const ARRIVAL_SPREAD_PX = 150;

/** The person's own player: it moves at once, and the others are told as often as the protocol asks. Deterministic: no I/O, no clock. */
export class OwnPlayer {
  position: Position;
  private pacer = new PositionPacer();
  private readonly random: () => number;

  /** @param random a source of numbers from 0 up to 1, such as Math.random */
  constructor(random: () => number) {
    this.random = random;
    this.position = this.somewhere();
  }

  /** Enters a yard where it stood before, or at a place of its own; nobody was told of it yet. */
  enter(position = this.somewhere()): void {
    this.position = position;
    this.pacer = new PositionPacer();
  }

  /** Walks for one frame. Returns what the others are to be told of it, if it is time for that. */
  walk(direction: Direction, dtSeconds: number, nowMs: number): FromRenderer | undefined {
    this.position = step(this.position, direction, dtSeconds);
    return this.pacer.offer(this.position, nowMs) ? { address: '/position', ...this.position } : undefined;
  }

  private somewhere(): Position {
    const spread = () => (2 * this.random() - 1) * ARRIVAL_SPREAD_PX;
    return { x: YARD_WIDTH_PX / 2 + spread(), y: YARD_HEIGHT_PX / 2 + spread() };
  }
}
