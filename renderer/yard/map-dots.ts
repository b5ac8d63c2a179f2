import { Container, Particle, ParticleContainer, Sprite, type IParticle } from 'pixi.js';
import type { Position } from '../../shared/movement';
import { dotScaleOf } from './map-scale';
import type { Atlas } from './pieces';

/** When their size would change by this share, all dots are drawn anew. */
const REFIT_SHARE = 0.1;

/** How much larger the dots are of those whom a game has one look out for. */
const LARGE = 1.9;

/** A dot on the map. */
export type MapDot = Particle;

/** Who is where on the map. Of the others there may be thousands: they are drawn at once, in yard pixels. */
export class MapDots {
  readonly others: ParticleContainer;
  /** The person's own, which lies above all else on the map. */
  readonly own = new Container();
  private readonly ownDot: Sprite;
  private readonly atlas: Atlas;
  private readonly large = new WeakSet<IParticle>();
  private mapScale = 1;
  private dotScale = 1;

  constructor(atlas: Atlas) {
    this.atlas = atlas;
    this.others = new ParticleContainer({ texture: atlas.dot, dynamicProperties: { position: true } });
    this.ownDot = new Sprite({ texture: atlas.dot, anchor: 0.5 });
    this.own.addChild(new Sprite({ texture: atlas.ring, anchor: 0.5 }), this.ownDot);
    this.own.visible = false;
  }

  /** The map is so many of its pixels to a pixel of the yard. */
  setScale(mapScale: number): void {
    this.mapScale = mapScale;
    this.others.scale.set(mapScale, mapScale);
    this.refit();
  }

  add(colour: string, { x, y }: Position): MapDot {
    const dot = new Particle({ texture: this.atlas.dot, anchorX: 0.5, anchorY: 0.5, tint: colour, x, y });
    this.fit(dot);
    this.others.addParticle(dot);
    this.refitIfNeeded();
    return dot;
  }

  paint(dot: MapDot, colour: string): void {
    dot.tint = colour;
    this.others.update();
  }

  /** One that stands out, or no longer. */
  setLarge(dot: MapDot, isLarge: boolean): void {
    if (isLarge === this.large.has(dot)) return;
    this.large[isLarge ? 'add' : 'delete'](dot);
    this.fit(dot);
    this.others.update();
  }

  remove(dot: MapDot): void {
    this.others.removeParticle(dot);
    this.refitIfNeeded();
  }

  paintOwn(colour: string): void {
    this.ownDot.tint = colour;
  }

  /** The person's own stands out. Undefined while they are nowhere. */
  moveOwn(position: Position | undefined): void {
    this.own.visible = position !== undefined;
    if (position) this.own.position.set(position.x * this.mapScale, position.y * this.mapScale);
  }

  private refitIfNeeded(): void {
    const scale = dotScaleOf(this.mapScale, this.others.particleChildren.length);
    if (Math.abs(scale - this.dotScale) > REFIT_SHARE * this.dotScale) this.refit();
  }

  private refit(): void {
    this.dotScale = dotScaleOf(this.mapScale, this.others.particleChildren.length);
    for (const dot of this.others.particleChildren) this.fit(dot);
    this.others.update();
  }

  private fit(dot: IParticle): void {
    const scale = this.large.has(dot) ? LARGE : 1;
    dot.scaleX = dot.scaleY = (scale * this.dotScale) / this.mapScale;
  }
}
