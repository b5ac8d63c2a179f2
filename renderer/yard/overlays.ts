import type { Box } from '../../shared/landscape/box';

/** What lies over the yard as HTML and stays: lines of chat and bubbles fade by themselves. */
const OVERLAYS =
  '.status, .actions, .emotes, .chat-field, .notices > .card, .hosting, .players, .help, .network, .game';
/** To measure is to lay out the page: not in every frame. */
const INTERVAL_MS = 150;

/** Where the panels lie, as they are on the screen. */
export class Overlays {
  private readonly panels: HTMLElement;
  private boxes: readonly Box[] = [];
  private measuredMs = -Infinity;

  constructor(panels: HTMLElement) {
    this.panels = panels;
  }

  /** In pixels of the page, at most some frames old. */
  measure(nowMs: number): readonly Box[] {
    if (nowMs - this.measuredMs < INTERVAL_MS) return this.boxes;
    this.measuredMs = nowMs;
    const rects = Array.from(this.panels.querySelectorAll(OVERLAYS), (panel) =>
      panel.getBoundingClientRect(),
    );
    // One that is not displayed has no size.
    this.boxes = rects.filter(({ width }) => width > 0);
    return this.boxes;
  }
}
