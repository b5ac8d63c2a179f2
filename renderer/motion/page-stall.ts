/** Between two frames a page that runs takes less. */
const LONGEST_FRAME_MS = 200;
/** What came meanwhile is taken in by then. */
const AFTER_MS = 250;

/**
 * Tells when the page itself stood still (a long task, a window that was hidden): what came meanwhile is late by that, which says
 * nothing of the network. Deterministic: no I/O, no clock.
 */
export class PageStall {
  private frameMs = NaN;
  private untilMs = -Infinity;

  /** To be called in each frame. */
  frame(nowMs: number): void {
    if (nowMs - this.frameMs > LONGEST_FRAME_MS) this.untilMs = nowMs + AFTER_MS;
    this.frameMs = nowMs;
  }

  /** Whether it stands still, or did a moment ago. Before the first frame it is only starting. */
  isAt(nowMs: number): boolean {
    return nowMs < this.untilMs || nowMs - this.frameMs > LONGEST_FRAME_MS;
  }
}
