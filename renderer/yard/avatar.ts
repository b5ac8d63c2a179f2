import { Container, Sprite } from 'pixi.js';
import type { Profile } from '../../shared/profile';
import type { DrawnFrame } from './frame';
import { Gait } from './gait';
import type { Layers } from './layers';
import { NameLabel } from './name-label';
import type { Atlas, PieceName } from './pieces';
import { Presence } from './presence';

/** Where its shadow lies in the evening sun. */
const SHADOW_PX = { x: 10, y: 13 } as const;
const FOOT_PX = { x: 6.5, y: 14, swing: 5, lift: 4 } as const;
const EYES_Y_PX = -2;
/** How far the eyes move towards where it looks, and the pupils in them. */
const GAZE_PX = { eyes: 5, pupils: 1.4 } as const;
/** Now and then it blinks. */
const BLINK = { everyMs: 4300, forMs: 110, height: 0.12 } as const;
/** How far outside of what is seen its name or its shadow may still be. */
export const REACH_PX = 110;

/** One player as it is seen: shadow, figure and name. It is in the yard's layers only between appear() and hide(). */
export class Avatar {
  readonly label: NameLabel;
  x = 0;
  y = 0;
  /** Whether it is within what is seen of the yard. */
  isSeen = false;
  private readonly figure = new Container();
  private readonly body = new Container();
  private readonly face = new Container();
  private readonly shadow: Sprite;
  private readonly leftFoot: Sprite;
  private readonly rightFoot: Sprite;
  private readonly skin: Sprite;
  private readonly pupils: Sprite;
  private readonly layers: Layers;
  private gait = new Gait();
  private readonly blinkOffsetMs: number;
  private presence: Presence | undefined;

  /** @param isOwn the person's own, whose name stands out */
  constructor(layers: Layers, atlas: Atlas, isOwn = false) {
    this.layers = layers;
    const sprite = (name: PieceName) => new Sprite({ texture: atlas[name], anchor: 0.5 });
    this.shadow = sprite('shadow');
    this.leftFoot = sprite('foot');
    this.rightFoot = sprite('foot');
    this.skin = sprite('body');
    this.pupils = sprite('pupils');
    this.face.addChild(sprite('eyes'), this.pupils);
    this.body.addChild(sprite('rim'), this.skin, this.face);
    this.figure.addChild(this.leftFoot, this.rightFoot, this.body);
    this.label = new NameLabel(atlas.pill, isOwn);
    // Not everybody blinks at the same time.
    this.blinkOffsetMs = Math.random() * BLINK.everyMs;
  }

  get isLeaving(): boolean {
    return this.presence?.isLeaving ?? true;
  }

  setProfile({ name, colour }: Profile): void {
    this.skin.tint = colour;
    this.label.write(name);
  }

  /** Comes to this place: pops up, unless it has been there for a while. */
  appear(x: number, y: number, sinceMs: number): void {
    this.presence = new Presence(sinceMs);
    this.gait = new Gait();
    this.x = x;
    this.y = y;
    this.figure.zIndex = y;
    const { shadows, figures, names } = this.layers;
    shadows.addChild(this.shadow);
    figures.addChild(this.figure);
    names.addChild(this.label.view);
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
    const { shadows, figures, names } = this.layers;
    shadows.removeChild(this.shadow);
    figures.removeChild(this.figure);
    names.removeChild(this.label.view);
  }

  /** Draws it at this place; where it came from tells which way it looks and how far its step is. */
  draw(x: number, y: number, frame: DrawnFrame): void {
    if (!this.presence) return;
    this.gait.advance(x - this.x, y - this.y, frame.dtSeconds, frame.isCalm);
    this.x = x;
    this.y = y;
    const { left, top, right, bottom } = frame.seen;
    this.isSeen = x > left - REACH_PX && x < right + REACH_PX && y > top - REACH_PX && y < bottom + REACH_PX;
    this.figure.visible = this.shadow.visible = this.isSeen;
    if (!this.isSeen) return;
    this.label.place(x, y);
    this.pose(this.presence.scale(frame.nowMs, frame.isCalm), frame);
  }

  destroy(): void {
    this.shadow.destroy();
    this.figure.destroy({ children: true });
    this.label.view.destroy({ children: true });
  }

  private pose(scale: number, { nowMs, isCalm, isOrdered }: DrawnFrame): void {
    const { gait } = this;
    const shadowScale = scale * (1 - 0.03 * gait.hopPx);
    this.shadow.position.set(this.x + SHADOW_PX.x, this.y + SHADOW_PX.y);
    this.shadow.scale.set(shadowScale, shadowScale);
    this.figure.position.set(this.x, this.y);
    this.figure.scale.set(scale, scale);
    if (isOrdered) this.figure.zIndex = this.y;
    this.body.scale.set(1 + gait.squash, 1 - gait.squash);
    this.body.y = -gait.hopPx;
    poseFoot(this.leftFoot, -FOOT_PX.x, gait.swing, gait.gazeX);
    poseFoot(this.rightFoot, FOOT_PX.x, -gait.swing, gait.gazeX);
    const isBlinking = !isCalm && (nowMs + this.blinkOffsetMs) % BLINK.everyMs < BLINK.forMs;
    this.face.scale.y = isBlinking ? BLINK.height : 1;
    this.face.position.set(gait.gazeX * GAZE_PX.eyes, gait.gazeY * GAZE_PX.eyes + EYES_Y_PX);
    this.pupils.position.set(gait.gazeX * GAZE_PX.pupils, gait.gazeY * GAZE_PX.pupils);
  }
}

/** A foot swings along the way and is lifted while it goes forward. */
function poseFoot(foot: Sprite, x: number, swing: number, alongX: number): void {
  foot.position.set(x + FOOT_PX.swing * swing * alongX, FOOT_PX.y - FOOT_PX.lift * Math.max(0, swing));
}
