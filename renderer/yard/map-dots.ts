import { Container, Particle, ParticleContainer, Sprite, type IParticle } from 'pixi.js';
import type { Position } from '../../shared/movement';
import type { Atlas } from './pieces';

/** The map of a yard of the usual size has dots of full size; on one that is drawn smaller they are smaller, down to this share. */
const FULL_MAP_SCALE = 0.07;
const DOT_SCALE_MIN = 0.4;

/** A dot on the map. */
export type MapDot = Particle;

/** Who is where on the map. Of the others there may be thousands: they are drawn at once, in yard pixels. */
export class MapDots {
  readonly view = new Container();
  private readonly others: ParticleContainer;
  private readonly own = new Container();
  private readonly ownDot: Sprite;
  private readonly atlas: Atlas;
  private mapScale = FULL_MAP_SCALE;
  private dotScale = 1;

  constructor(atlas: Atlas) {
    this.atlas = atlas;
    this.others = new ParticleContainer({ texture: atlas.dot, dynamicProperties: { position: true } });
    this.ownDot = new Sprite({ texture: atlas.dot, anchor: 0.5 });
    this.own.addChild(new Sprite({ texture: atlas.ring, anchor: 0.5 }), this.ownDot);
    this.own.visible = false;
    this.view.addChild(this.others, this.own);
  }

  /** The map is so many of its pixels to a pixel of the yard. */
  setScale(mapScale: number): void {
    this.mapScale = mapScale;
    this.dotScale = Math.min(1, Math.max(DOT_SCALE_MIN, mapScale / FULL_MAP_SCALE));
    this.others.scale.set(mapScale, mapScale);
    for (const dot of this.others.particleChildren) this.fit(dot);
    this.others.update();
  }

  add(color: string, { x, y }: Position): MapDot {
    const dot = new Particle({ texture: this.atlas.dot, anchorX: 0.5, anchorY: 0.5, tint: color, x, y });
    this.fit(dot);
    this.others.addParticle(dot);
    return dot;
  }

  paint(dot: MapDot, color: string): void {
    dot.tint = color;
    this.others.update();
  }

  remove(dot: MapDot): void {
    this.others.removeParticle(dot);
  }

  paintOwn(color: string): void {
    this.ownDot.tint = color;
  }

  /** The person's own stands out. Undefined while they are nowhere. */
  moveOwn(position: Position | undefined): void {
    this.own.visible = position !== undefined;
    if (position) this.own.position.set(position.x * this.mapScale, position.y * this.mapScale);
  }

  private fit(dot: IParticle): void {
    dot.scaleX = dot.scaleY = this.dotScale / this.mapScale;
  }
}
