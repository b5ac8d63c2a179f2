import { Particle, type Texture } from 'pixi.js';
import type { Position } from '../../shared/movement';
import type { Gait } from './gait';
import type { Atlas } from './pieces';

/** Where its shadow lies in the evening sun. */
const SHADOW_PX = { x: 10, y: 13 } as const;
const FOOT_PX = { x: 6.5, y: 14, swing: 5, lift: 4 } as const;
const EYES_Y_PX = -2;
/** How far the eyes move towards where it looks, and the pupils in them. */
const GAZE_PX = { eyes: 5, pupils: 1.4 } as const;
/** How high the eyes of who blinks are. */
const BLINK_HEIGHT = 0.12;

/** One player's shadow and body, of particles: to place a hierarchy of sprites costs several times as much. */
export class Figure implements Position {
  x = 0;
  y = 0;
  readonly shadow: Particle;
  /** From the back to the front. */
  readonly parts: readonly Particle[];
  private readonly leftFoot: Particle;
  private readonly rightFoot: Particle;
  private readonly rim: Particle;
  private readonly skin: Particle;
  private readonly eyes: Particle;
  private readonly pupils: Particle;

  constructor(atlas: Atlas) {
    this.shadow = particle(atlas.shadow);
    this.leftFoot = particle(atlas.foot);
    this.rightFoot = particle(atlas.foot);
    this.rim = particle(atlas.rim);
    this.skin = particle(atlas.body);
    this.eyes = particle(atlas.eyes);
    this.pupils = particle(atlas.pupils);
    this.parts = [this.leftFoot, this.rightFoot, this.rim, this.skin, this.eyes, this.pupils];
  }

  /** It is shown after the layer's next gathering. */
  paint(colour: string): void {
    this.skin.tint = colour;
  }

  /** Who hides is half transparent; shown as `paint` is. */
  fade(alpha: number): void {
    this.shadow.alpha = alpha;
    for (const part of this.parts) part.alpha = alpha;
  }

  /** @param scale 1 is life size */
  pose(scale: number, gait: Readonly<Gait>, isBlinking: boolean): void {
    const { x, y, rim, skin, eyes, pupils } = this;
    const shadowScale = scale * (1 - 0.03 * gait.hopPx);
    put(this.shadow, x + SHADOW_PX.x, y + SHADOW_PX.y, shadowScale, shadowScale);
    this.poseFoot(this.leftFoot, -FOOT_PX.x, gait.swing, gait.gazeX, scale);
    this.poseFoot(this.rightFoot, FOOT_PX.x, -gait.swing, gait.gazeX, scale);
    const scaleX = scale * (1 + gait.squash);
    const scaleY = scale * (1 - gait.squash);
    const bodyY = y - scale * gait.hopPx;
    put(rim, x, bodyY, scaleX, scaleY);
    put(skin, x, bodyY, scaleX, scaleY);
    const eyesX = x + scaleX * gait.gazeX * GAZE_PX.eyes;
    const eyesY = bodyY + scaleY * (gait.gazeY * GAZE_PX.eyes + EYES_Y_PX);
    const eyesScaleY = isBlinking ? scaleY * BLINK_HEIGHT : scaleY;
    put(eyes, eyesX, eyesY, scaleX, eyesScaleY);
    const pupilsX = eyesX + scaleX * gait.gazeX * GAZE_PX.pupils;
    put(pupils, pupilsX, eyesY + eyesScaleY * gait.gazeY * GAZE_PX.pupils, scaleX, eyesScaleY);
  }

  /** A foot swings along the way and is lifted while it goes forward. */
  private poseFoot(foot: Particle, sideX: number, swing: number, alongX: number, scale: number): void {
    const x = sideX + FOOT_PX.swing * swing * alongX;
    const y = FOOT_PX.y - FOOT_PX.lift * Math.max(0, swing);
    put(foot, this.x + scale * x, this.y + scale * y, scale, scale);
  }
}

function particle(texture: Texture): Particle {
  return new Particle({ texture, anchorX: 0.5, anchorY: 0.5 });
}

function put(part: Particle, x: number, y: number, scaleX: number, scaleY: number): void {
  part.x = x;
  part.y = y;
  part.scaleX = scaleX;
  part.scaleY = scaleY;
}
