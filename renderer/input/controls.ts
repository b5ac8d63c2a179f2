import type { Direction } from '../../shared/movement';

/** Something to walk with: keys, a stick, a finger. */
export interface DirectionSource {
  /** Each axis from -1 to 1; both are 0 at rest. */
  direction(): Direction;
}

/** All that a person walks with, as one. Deterministic: no I/O, no clock. */
export class Controls implements DirectionSource {
  private readonly sources: DirectionSource[] = [];

  add(source: DirectionSource): void {
    this.sources.push(source);
  }

  /** Where to walk. Sources add up and those that point against each other cancel out, as opposite keys do. */
  direction(): Direction {
    let x = 0;
    let y = 0;
    for (const source of this.sources) {
      const direction = source.direction();
      x += direction.x;
      y += direction.y;
    }
    return { x: Math.min(1, Math.max(-1, x)), y: Math.min(1, Math.max(-1, y)) };
  }
}
