/** Draws for all clients that are looked at, and judges it. Deterministic: no I/O, no clock. */
import { MotionsDrawing, PositionsDrawing, tracksOf } from './drawings';
import { Judge } from './judge';
import type { KeyWalkers } from './key-walkers';
import type { Recordings } from './recordings';
import type { Drawn } from './walkers-load';

/** The interpolation delays that are tried for positions: the one with the least error counts. */
const DELAYS_MS = [0, 20, 40, 60, 80, 100, 150];

/**
 * @param walkerOf the walker with this id, where motions are told
 * @param fromMs frames between these two times count
 */
export function draw(
  recordings: Recordings,
  walkers: KeyWalkers,
  walkerOf: (id: number) => number,
  fromMs: number,
  toMs: number,
): Drawn {
  const { sampled, bundles, positions } = recordings;
  if (sampled.some((client) => bundles.get(client)?.length)) {
    const judge = new Judge(walkers, fromMs, toMs);
    for (const client of sampled)
      judge.watch(client, new MotionsDrawing(bundles.get(client) ?? [], walkerOf, walkers.size));
    return judge.verdict();
  }
  const tracks = new Map(sampled.map((client) => [client, tracksOf(positions.get(client) ?? [])]));
  const tries = DELAYS_MS.map((delayMs): Drawn => {
    const judge = new Judge(walkers, fromMs, toMs);
    for (const client of sampled)
      judge.watch(client, new PositionsDrawing(tracks.get(client) ?? new Map(), delayMs));
    return { ...judge.verdict(), delayMs };
  });
  return tries.reduce((best, one) => (one.p95Px < best.p95Px ? one : best));
}
