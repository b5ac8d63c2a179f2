import { placeAt, type Motion, type Position, type Velocity, type YardSize } from './movement';
import { YARD_SIZE_MAX } from './yard-size';

/**
 * How a person's own player moved when that was told last, and where that has led: a motion is told when it changes, so that its
 * place alone may be a second old. Times are on our own clock. Deterministic: no I/O, no clock.
 */
export class LastMotion {
  /** Of its yard; until that is told no yard's edge holds it. */
  size: YardSize = YARD_SIZE_MAX;
  protected motion: Motion | undefined;

  set({ x, y, vx = 0, vy = 0 }: Position & Partial<Velocity>, nowMs: number): void {
    this.motion = { x, y, vx, vy, atMs: nowMs };
  }

  /** The server has put the player there. */
  correct({ x, y }: Position, nowMs: number): void {
    if (this.motion) this.motion = { ...this.motion, x, y, atMs: nowMs };
  }

  /** Where it has led by now, within the yard; undefined before it was told. */
  at(nowMs: number): Position | undefined {
    return this.motion && placeAt(this.motion, nowMs, this.size);
  }
}
