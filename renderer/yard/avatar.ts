import type { Profile } from '../../shared/profile';
import { UNMARKED, type Mark } from '../games/marks';
import { Figure } from './figure';
import type { DrawnFrame } from './frame';
import { Gait } from './gait';
import type { Layers } from './layers';
import { placeRing, type DrawnRing } from './mark-layer';
import { NameLabel } from './name-label';
import type { Atlas } from './pieces';
import { meets } from '../../shared/landscape/plot';
import { Presence } from './presence';

/** Now and then it blinks. */
const BLINK = { everyMs: 4300, forMs: 110 } as const;
/** How far outside of what is seen its name or its shadow may still be. */
export const REACH_PX = 110;

/** One player as it is seen: shadow, figure and name. It is in the yard's layers only between appear() and hide(). */
export class Avatar {
  readonly label: NameLabel;
  x = 0;
  y = 0;
  /** Whether it is within what is seen of the yard. */
  isSeen = false;
  private readonly figure: Figure;
  private readonly layers: Layers;
  private gait = new Gait();
  private readonly blinkOffsetMs: number;
  private presence: Presence | undefined;
  private mark = UNMARKED;
  private ring: DrawnRing | undefined;
  private readonly atlas: Atlas;

  /** @param isOwn the person's own, whose name stands out */
  constructor(layers: Layers, atlas: Atlas, isOwn = false) {
    this.layers = layers;
    this.atlas = atlas;
    this.figure = new Figure(atlas);
    this.label = new NameLabel(layers.names, atlas.pill, isOwn);
    // Not everybody blinks at the same time.
    this.blinkOffsetMs = Math.random() * BLINK.everyMs;
  }

  get isLeaving(): boolean {
    return this.presence?.isLeaving ?? true;
  }

  setProfile({ name, colour }: Profile): void {
    this.figure.paint(colour);
    this.layers.figures.repaint();
    this.label.write(name);
  }

  /** Shows what it is in a game. */
  setMark(mark: Mark): void {
    const { ring, isLight, alpha } = this.mark;
    if (mark.alpha !== alpha) {
      this.figure.fade(mark.alpha);
      this.layers.figures.repaint();
    }
    const isSameRing = mark.ring === ring && mark.isLight === isLight;
    this.mark = mark;
    if (!isSameRing) this.putRing();
  }

  /** Comes to this place: pops up, unless it has been there for a while. */
  appear(x: number, y: number, sinceMs: number): void {
    this.presence = new Presence(sinceMs);
    this.gait = new Gait();
    this.x = this.figure.x = x;
    this.y = this.figure.y = y;
    this.layers.figures.add(this.figure);
    this.putRing();
  }

  leave(nowMs: number): void {
    this.presence?.leave(nowMs);
  }

  isGone(nowMs: number): boolean {
    return this.presence?.isGone(nowMs) ?? true;
  }

  hide(): void {
    this.isSeen = false;
    this.presence = undefined;
    this.label.hide();
    this.layers.figures.remove(this.figure);
    this.putRing();
  }

  /** Draws it at this place; where it came from tells which way it looks and how far its step is. */
  draw(x: number, y: number, frame: DrawnFrame): void {
    const { seen, nowMs, dtSeconds, isCalm } = frame;
    if (!this.presence) return;
    this.gait.advance(x - this.x, y - this.y, dtSeconds, isCalm);
    this.x = this.figure.x = x;
    this.y = this.figure.y = y;
    this.isSeen = meets(seen, this.figure, REACH_PX);
    const isBlinking = !isCalm && (nowMs + this.blinkOffsetMs) % BLINK.everyMs < BLINK.forMs;
    const scale = this.presence.scale(nowMs, isCalm);
    this.figure.pose(scale, this.gait, isBlinking);
    if (this.ring) placeRing(this.ring, x, y, scale, frame);
    if (this.isSeen) this.label.place(x, y);
  }

  /** The ring is in its layer only while the avatar is in the yard's. */
  private putRing(): void {
    const { marks } = this.layers;
    if (this.ring) marks.remove(this.ring);
    const { ring, isLight } = this.mark;
    this.ring = this.presence && ring !== undefined ? marks.add(ring, isLight, this.atlas) : undefined;
  }
}
