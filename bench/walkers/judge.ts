/** How right the others are drawn: the nearest of each client that is looked at. Deterministic: no I/O, no clock. */
import type { Position } from '../product';
import type { Drawing } from './drawings';
import type { KeyWalkers } from './key-walkers';
import type { Drawn } from './walkers-load';

/** So many of the nearest count. */
const NEAREST = 64;
const NEAREST_INTERVAL_MS = 250;
const FRAME_MS = 1000 / 60;
/** What the error of somebody who is drawn nowhere counts as. */
const NOWHERE_PX = 1000;
/** The search for how long ago they are drawn. */
const AGO_MS = { most: 1000, coarse: 20, fine: 1 };
/** For that search one of so many frames is enough. */
const AGO_STRIDE = 11;

/** One walker in one frame, as it was drawn; NaN for nowhere. */
interface Sample extends Position {
  walker: number;
  timeMs: number;
  errorPx: number;
}

export class Judge {
  private readonly walkers: KeyWalkers;
  private readonly fromMs: number;
  private readonly toMs: number;
  private readonly samples: Sample[] = [];
  private worstStepPx = 0;

  /** It judges the frames between two times. */
  constructor(walkers: KeyWalkers, fromMs: number, toMs: number) {
    this.walkers = walkers;
    this.fromMs = fromMs;
    this.toMs = toMs;
  }

  /** Looks at what one client draws. */
  watch(client: number, drawing: Drawing): void {
    let near: number[] = [];
    let nearMs = -Infinity;
    let last = new Map<number, Position>();
    const truth: Position = { x: 0, y: 0 };
    for (let timeMs = this.fromMs; timeMs < this.toMs; timeMs += FRAME_MS) {
      if (timeMs - nearMs >= NEAREST_INTERVAL_MS) {
        near = this.nearestTo(client, timeMs);
        nearMs = timeMs;
      }
      const drawn = new Map<number, Position>();
      for (const walker of near) {
        const out: Position = { x: NaN, y: NaN };
        const isDrawn = drawing.at(walker, timeMs, out);
        this.walkers.placeAt(walker, timeMs, truth);
        const errorPx = isDrawn ? Math.hypot(out.x - truth.x, out.y - truth.y) : NOWHERE_PX;
        this.samples.push({ ...out, walker, timeMs, errorPx });
        if (!isDrawn) continue;
        drawn.set(walker, out);
        const before = last.get(walker);
        if (before)
          this.worstStepPx = Math.max(this.worstStepPx, Math.hypot(out.x - before.x, out.y - before.y));
      }
      last = drawn;
    }
  }

  verdict(): Drawn {
    const errors = Float64Array.from(this.samples, ({ errorPx }) => errorPx).sort();
    const quantile = (share: number): number =>
      errors[Math.max(0, Math.ceil(share * errors.length) - 1)] ?? NaN;
    return {
      meanPx: errors.reduce((sum, error) => sum + error, 0) / errors.length,
      p95Px: quantile(0.95),
      p99Px: quantile(0.99),
      worstStepPx: this.worstStepPx,
      agoMs: this.agoMs(),
    };
  }

  private nearestTo(client: number, timeMs: number): number[] {
    const from = this.walkers.placeAt(client, timeMs, { x: 0, y: 0 });
    const place: Position = { x: 0, y: 0 };
    const distances = Array.from({ length: this.walkers.count }, (_, walker) => {
      this.walkers.placeAt(walker, timeMs, place);
      return { walker, px: Math.hypot(place.x - from.x, place.y - from.y) };
    });
    return distances
      .filter(({ walker }) => walker !== client)
      .sort((a, b) => a.px - b.px)
      .slice(0, NEAREST)
      .map(({ walker }) => walker);
  }

  private agoMs(): number {
    const { most, coarse, fine } = AGO_MS;
    const some = this.samples.filter(({ x }, i) => i % AGO_STRIDE === 0 && !Number.isNaN(x));
    const truth: Position = { x: 0, y: 0 };
    const meanPx = (agoMs: number): number =>
      some.reduce((sum, { walker, timeMs, x, y }) => {
        this.walkers.placeAt(walker, timeMs - agoMs, truth);
        return sum + Math.hypot(x - truth.x, y - truth.y);
      }, 0) / some.length;
    const bestMs = leastOf(meanPx, 0, most, coarse);
    return leastOf(meanPx, Math.max(0, bestMs - coarse), bestMs + coarse, fine);
  }
}

/** Where a function is the least, of the steps between two. */
function leastOf(value: (at: number) => number, from: number, to: number, step: number): number {
  let [best, least] = [from, Infinity];
  for (let at = from; at <= to; at += step) {
    const here = value(at);
    if (here < least) [best, least] = [at, here];
  }
  return best;
}
