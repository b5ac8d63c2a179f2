import type { FromRenderer } from '../../shared/bridge';
import { YARD_HEIGHT_PX, YARD_WIDTH_PX } from '../../shared/config';
import { step, type Direction, type Position } from '../../shared/movement';
import { PositionPacer } from '../../shared/pacing';

/** Newcomers appear around the middle of the yard, within this distance on each axis. */
const ARRIVAL_SPREAD_PX = 150;

/** The person's own player: it moves at once, and the others are told as often as the protocol asks. Pure. */
export class OwnPlayer {
  position: Position;
  private readonly pacer = new PositionPacer();

  /** @param random a source of numbers from 0 up to 1, such as Math.random */
  constructor(random: () => number) {
    this.position = {
      x: YARD_WIDTH_PX / 2 + (2 * random() - 1) * ARRIVAL_SPREAD_PX,
      y: YARD_HEIGHT_PX / 2 + (2 * random() - 1) * ARRIVAL_SPREAD_PX,
    };
  }

  /** Walks for one frame. Returns what the others are to be told of it, if it is time for that. */
  walk(direction: Direction, dtSeconds: number, nowMs: number): FromRenderer | undefined {
    this.position = step(this.position, direction, dtSeconds);
    return this.pacer.offer(this.position, nowMs) ? { address: '/position', ...this.position } : undefined;
  }
}
