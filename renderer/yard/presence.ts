/** Within what is comfortable for the eye: quick, and eased out. */
const ARRIVING_MS = 200;
const LEAVING_MS = 160;
/** How much larger than life somebody is for a moment while they pop up. */
const OVERSHOOT = 1.7;

/** How somebody comes and goes: they pop up, and shrink away. Deterministic: no I/O, no clock. */
export class Presence {
  private readonly sinceMs: number;
  private leftMs: number | undefined;

  constructor(nowMs: number) {
    this.sinceMs = nowMs;
  }

  get isLeaving(): boolean {
    return this.leftMs !== undefined;
  }

  leave(nowMs: number): void {
    this.leftMs ??= nowMs;
  }

  /** How large they are now, where 1 is life size. Who prefers calm sees them there or not there. */
  scale(nowMs: number, isCalm: boolean): number {
    if (this.leftMs !== undefined) {
      if (isCalm) return 0;
      const share = Math.min(1, (nowMs - this.leftMs) / LEAVING_MS);
      return 1 - share * share;
    }
    const share = (nowMs - this.sinceMs) / ARRIVING_MS;
    if (isCalm || share >= 1) return 1;
    return easeOutBack(Math.max(0, share));
  }

  isGone(nowMs: number): boolean {
    return this.leftMs !== undefined && nowMs >= this.leftMs + LEAVING_MS;
  }
}

/** Swings a little over its end: the curve "easeOutBack" of Robert Penner. */
export function easeOutBack(share: number): number {
  return 1 + (OVERSHOOT + 1) * (share - 1) ** 3 + OVERSHOOT * (share - 1) ** 2;
}
