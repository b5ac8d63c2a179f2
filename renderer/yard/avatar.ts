import { Container, NineSliceSprite, Sprite, Text, type Renderer, type Texture } from 'pixi.js';
import type { Direction, Position } from '../../shared/movement';
import type { Profile } from '../../shared/profile';
import { bake } from './bake';

const RADIUS_PX = 14;
const RIM_PX = 3;
const PILL_PX = 22;
const SHADOW_PX = { x: 5, y: 8 };
/** One cycle of the walk's squash and stretch. */
const STRIDE_PX = 36;
const SQUASH = 0.09;
/** How far the eyes move towards where it walks. */
const GAZE_PX = 4;

/** What every avatar is put together from, baked once. Body and eyes are white or dark: the body is tinted. */
export interface AvatarParts {
  shadow: Texture;
  rim: Texture;
  body: Texture;
  eyes: Texture;
  /** Its ends are half discs; what is between them stretches. */
  pill: Texture;
}

export function bakeAvatarParts(renderer: Renderer): AvatarParts {
  return {
    shadow: bake(renderer, (shape) =>
      shape.ellipse(0, 0, RADIUS_PX + 1, RADIUS_PX - 2).fill({ color: '#2b2a33', alpha: 0.22 }),
    ),
    rim: bake(renderer, (shape) => shape.circle(0, 0, RADIUS_PX + RIM_PX).fill('#ffffff')),
    body: bake(renderer, (shape) => shape.circle(0, 0, RADIUS_PX).fill('#ffffff')),
    eyes: bake(renderer, (shape) => {
      for (const x of [-4.5, 4.5]) shape.ellipse(x, 0, 3.2, 3.8).fill('#ffffff');
      for (const x of [-4.2, 4.8]) shape.circle(x, 0.4, 1.9).fill('#2b2a33');
    }),
    pill: bake(renderer, (shape) =>
      shape.roundRect(0, 0, PILL_PX + 2, PILL_PX, PILL_PX / 2).fill({ color: '#2b2a33', alpha: 0.62 }),
    ),
  };
}

/** One player as it is seen: a body and, in a layer above all bodies, a name. */
export class Avatar {
  readonly figure = new Container();
  readonly label = new Container();
  private readonly body = new Container();
  private readonly skin: Sprite;
  private readonly eyes: Sprite;
  private readonly pill: NineSliceSprite;
  private readonly name = new Text({
    style: { fontFamily: 'Nunito Variable', fontSize: 13, fontWeight: '700', fill: '#ffffff' },
    resolution: 2,
    anchor: 0.5,
  });
  private walkedPx = 0;
  private position: Position | undefined;

  constructor({ shadow, rim, body, eyes, pill }: AvatarParts) {
    const anchor = 0.5;
    this.skin = new Sprite({ texture: body, anchor });
    this.eyes = new Sprite({ texture: eyes, anchor });
    this.body.addChild(new Sprite({ texture: rim, anchor }), this.skin, this.eyes);
    this.figure.addChild(new Sprite({ texture: shadow, anchor, position: SHADOW_PX }), this.body);
    const end = PILL_PX / 2;
    this.pill = new NineSliceSprite({
      texture: pill,
      leftWidth: end,
      rightWidth: end,
      topHeight: end,
      bottomHeight: end,
    });
    this.pill.height = PILL_PX;
    this.label.addChild(this.pill, this.name);
    this.look({ x: 0, y: 1 });
  }

  wear({ name, color }: Profile): void {
    this.skin.tint = color;
    if (this.name.text === name) return;
    this.name.text = name;
    this.pill.width = Math.ceil(this.name.width) + 16;
    this.pill.position.set(-this.pill.width / 2, -PILL_PX / 2);
  }

  /** Draws it at this place; where it came from tells which way it looks and how far its step is. */
  draw(position: Position): void {
    const dx = position.x - (this.position?.x ?? position.x);
    const dy = position.y - (this.position?.y ?? position.y);
    const distancePx = Math.hypot(dx, dy);
    if (distancePx > 0.01) this.look({ x: dx / distancePx, y: dy / distancePx });
    // It comes to rest where it stops, not in the middle of a step.
    this.walkedPx = distancePx > 0.01 ? this.walkedPx + distancePx : 0;
    const squash = SQUASH * Math.sin((2 * Math.PI * this.walkedPx) / STRIDE_PX);
    this.body.scale.set(1 + squash, 1 - squash);
    this.figure.position.copyFrom(position);
    this.label.position.set(Math.round(position.x), Math.round(position.y - 34));
    this.position = position;
  }

  set isVisible(isVisible: boolean) {
    this.figure.visible = this.label.visible = isVisible;
  }

  destroy(): void {
    this.figure.destroy({ children: true });
    this.label.destroy({ children: true });
  }

  private look(direction: Direction): void {
    this.eyes.position.set(direction.x * GAZE_PX, direction.y * GAZE_PX - 2);
  }
}
