import type { Container } from 'pixi.js';
import type { Avatar } from './avatar';
import { Bubble } from './bubble';
import type { Box } from '../../shared/landscape/box';
import type { DrawnFrame } from './frame';
import type { Atlas } from './pieces';

/** What is being said, at most one line by each. */
export class Bubbles {
  /** What the bubbles cover of the yard. */
  readonly boxes: Box[] = [];
  private readonly shown: Bubble[] = [];
  private readonly layer: Container;
  private readonly atlas: Atlas;

  constructor(layer: Container, atlas: Atlas) {
    this.layer = layer;
    this.atlas = atlas;
  }

  /** A new line takes the place of the old one. */
  show(speaker: Avatar, text: string, nowMs: number): void {
    this.hide(speaker);
    if (text.trim() === '') return;
    const bubble = new Bubble(this.atlas, speaker, text, nowMs);
    this.shown.push(bubble);
    this.boxes.push(bubble.box);
    this.layer.addChild(bubble.view);
  }

  hide(speaker: Avatar): void {
    for (let i = this.shown.length - 1; i >= 0; i--) if (this.shown[i]?.speaker === speaker) this.remove(i);
  }

  /** Once a frame, when everybody is in place. */
  draw(frame: DrawnFrame): void {
    for (let i = this.shown.length - 1; i >= 0; i--) {
      const bubble = this.shown[i];
      if (bubble?.isOver(frame.nowMs)) this.remove(i);
      else bubble?.draw(frame);
    }
  }

  private remove(i: number): void {
    const [bubble] = this.shown.splice(i, 1);
    this.boxes.splice(i, 1);
    bubble?.view.destroy({ children: true });
  }
}
