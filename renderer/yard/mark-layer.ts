import { Particle, ParticleContainer } from 'pixi.js';
import type { Ring } from '../games/marks';
import type { DrawnFrame } from './frame';
import type { Atlas, PieceName } from './pieces';

const RINGS: Readonly<Record<Ring, PieceName>> = {
  it: 'ringIt',
  seeker: 'ringSeeker',
  found: 'ringFound',
  sun: 'ringSun',
  pond: 'ringPond',
  grace: 'ringGrace',
};
/** Of a ring whose wearer cannot be touched. */
const LIGHT_ALPHA = 0.45;
/** Round the feet, not the head. */
const BELOW_PX = 5;
/** Those that one has to see turn, once in so long. */
const TURNING: ReadonlySet<Ring> = new Set<Ring>(['it', 'seeker']);
const TURN_MS = 6000;

/** A ring round somebody's feet. */
export interface DrawnRing {
  readonly part: Particle;
  readonly ring: Ring;
}

/** All rings, drawn at once; they lie on the ground. */
export class MarkLayer {
  readonly view = new ParticleContainer({
    dynamicProperties: { vertex: true, position: true, rotation: true, color: true },
  });

  add(ring: Ring, isLight: boolean, atlas: Atlas): DrawnRing {
    const part = new Particle({ texture: atlas[RINGS[ring]], anchorX: 0.5, anchorY: 0.5 });
    part.alpha = isLight ? LIGHT_ALPHA : 1;
    this.view.addParticle(part);
    return { part, ring };
  }

  remove({ part }: DrawnRing): void {
    this.view.removeParticle(part);
  }
}

/** Once a frame. @param scale 1 is life size */
export function placeRing(
  { part, ring }: DrawnRing,
  x: number,
  y: number,
  scale: number,
  frame: DrawnFrame,
): void {
  part.x = x;
  part.y = y + scale * BELOW_PX;
  part.scaleX = part.scaleY = scale;
  if (TURNING.has(ring)) part.rotation = frame.isCalm ? 0 : (2 * Math.PI * (frame.nowMs % TURN_MS)) / TURN_MS;
}
