/**
 * Walkers by keys, as people walk: straight on in one of eight directions, a turn each 0.2 to 1.2 s, now and then a rest. They
 * know where each was at any time since the walk began. Deterministic: no I/O, no clock; the same seed makes the same keys.
 */
import { placeAt, seeded, seedOf, velocityOf, type Motion, type Position, type YardSize } from '../product';

const HOLD_MS = { min: 200, max: 1200 };
const REST_SHARE = 0.2;
/** Nearer to an edge than they walk in one go they turn to the middle: nobody walks into a fence. */
const EDGE_PX = 300;

export class KeyWalkers {
  readonly count: number;
  readonly size: YardSize;
  private readonly randoms: (() => number)[];
  /** Each one's motions, from the first on. */
  private readonly motions: Motion[][];

  constructor(count: number, seed: number, size: YardSize, startMs: number) {
    this.count = count;
    this.size = size;
    this.randoms = Array.from({ length: count }, (_, i) => seeded(seedOf(`${seed} ${i}`)));
    this.motions = this.randoms.map((random) => [
      { x: random() * size.widthPx, y: random() * size.heightPx, vx: 0, vy: 0, atMs: startMs },
    ]);
  }

  /** How walker number `i` goes on now. */
  motion(i: number): Motion {
    const motion = this.motions[i]?.at(-1);
    if (!motion) throw new RangeError(`There is no walker ${i}.`);
    return motion;
  }

  /** Walker number `i` presses other keys. Returns how long it holds them. */
  turn(i: number, nowMs: number): number {
    const random = this.randoms[i] ?? Math.random;
    const place = placeAt(this.motion(i), nowMs, this.size);
    const direction = this.direction(place, random);
    this.motions[i]?.push({ ...place, ...velocityOf(direction), atMs: nowMs });
    return HOLD_MS.min + random() * (HOLD_MS.max - HOLD_MS.min);
  }

  /** Writes into `out`, and returns, where walker number `i` was at a time. */
  placeAt(i: number, timeMs: number, out: Position): Position {
    const motions = this.motions[i] ?? [];
    let at = motions.length - 1;
    while (at > 0 && (motions[at]?.atMs ?? 0) > timeMs) at--;
    return placeAt(motions[at] ?? this.motion(i), timeMs, this.size, out);
  }

  private direction({ x, y }: Position, random: () => number): Position {
    const isRest = random() < REST_SHARE;
    const angle = (Math.floor(random() * 8) * Math.PI) / 4;
    if (isRest) return { x: 0, y: 0 };
    return {
      x: inwards(Math.round(Math.cos(angle)), x, this.size.widthPx),
      y: inwards(Math.round(Math.sin(angle)), y, this.size.heightPx),
    };
  }
}

function inwards(wish: number, at: number, edgePx: number): number {
  if (at < EDGE_PX) return 1;
  return at > edgePx - EDGE_PX ? -1 : wish;
}
