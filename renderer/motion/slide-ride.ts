import type { Slide } from '../../shared/landscape/slide';
import type { Position, Velocity } from '../../shared/movement';

/** Faster than a walk, and within MOTION_MAX_PX_PER_S: to servers and to others it is a motion as every other. */
export const SLIDING_SPEED_PX_PER_S = 280;

/** Carries who walks onto the top of a slide down to its foot. Deterministic: no I/O, no clock. */
export class SlideRide {
  private velocity: Velocity | undefined;
  private leftSeconds = 0;
  /** Who came there by no walk, or has just come down, walks onto it anew. */
  private wasOnTop = true;

  /** It stands somewhere by no walk, or stands still: where it is now begins no ride. */
  cancel(): void {
    this.velocity = undefined;
    this.wasOnTop = true;
  }

  /** How long it is carried on; without end where it walks by itself. */
  get secondsLeft(): number {
    return this.velocity ? Math.max(0, this.leftSeconds) : Infinity;
  }

  /**
   * How it is carried from here; undefined while it walks by itself. One ride has one velocity, so that one motion tells all of it.
   * @param top the slide on whose top it is, if on any
   * @param dtSeconds since this was asked last
   */
  carry(position: Readonly<Position>, top: Slide | undefined, dtSeconds: number): Velocity | undefined {
    this.leftSeconds -= dtSeconds;
    const isOnto = top !== undefined && !this.wasOnTop;
    this.wasOnTop = top !== undefined;
    if (this.velocity && this.leftSeconds > 0) return this.velocity;
    this.velocity = undefined;
    if (!isOnto) return undefined;
    const [dx, dy] = [top.foot.x - position.x, top.foot.y - position.y];
    const distancePx = Math.hypot(dx, dy);
    this.leftSeconds = distancePx / SLIDING_SPEED_PX_PER_S;
    return (this.velocity = { vx: dx / this.leftSeconds, vy: dy / this.leftSeconds });
  }
}
