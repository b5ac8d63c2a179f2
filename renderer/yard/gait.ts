/** Two steps. */
const STRIDE_PX = 46;
const SQUASH = 0.05;
const HOP_PX = 3;
/** How long it takes to get into step, and to come to rest. */
const PACE_S = 0.09;
/** How long it takes to turn the eyes. */
const TURN_S = 0.07;
/** Less than this in a frame is no movement. */
const STILL_PX = 0.01;

/** How somebody walks: the step in which they are, and where they look. Deterministic: no I/O, no clock. */
export class Gait {
  /** How far the body is stretched: its width grows and its height shrinks by this share. */
  squash = 0;
  /** How high the body is above its shadow. */
  hopPx = 0;
  /** Where the left foot is in its step, from -1 to 1; the right one is opposite. */
  swing = 0;
  /** Where they look, from -1 to 1 on each axis; downwards at first, at whoever sees them. */
  gazeX = 0;
  gazeY = 1;
  private facingX = 0;
  private facingY = 1;
  private walkedPx = 0;
  /** 0 at rest, 1 in step. */
  private pace = 0;

  /** Takes one frame's way. Who prefers calm sees neither squash nor hop. */
  advance(dxPx: number, dyPx: number, dtSeconds: number, isCalm: boolean): void {
    const distancePx = Math.hypot(dxPx, dyPx);
    const isWalking = distancePx > STILL_PX;
    if (isWalking) {
      this.facingX = dxPx / distancePx;
      this.facingY = dyPx / distancePx;
      this.walkedPx += distancePx;
    }
    const paceShare = Math.min(1, dtSeconds / PACE_S);
    this.pace += ((isWalking ? 1 : 0) - this.pace) * paceShare;
    const turnShare = isCalm ? 1 : Math.min(1, dtSeconds / TURN_S);
    this.gazeX += (this.facingX - this.gazeX) * turnShare;
    this.gazeY += (this.facingY - this.gazeY) * turnShare;
    const step = (2 * Math.PI * this.walkedPx) / STRIDE_PX;
    this.swing = this.pace * Math.sin(step);
    this.hopPx = isCalm ? 0 : this.pace * HOP_PX * Math.abs(Math.sin(step));
    this.squash = isCalm ? 0 : this.pace * SQUASH * Math.cos(2 * step);
  }
}
