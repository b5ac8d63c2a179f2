/** The largest number of players with which something is all right, by doubling and bisection. Deterministic: no I/O but the probe's, no clock. */

/** It is found closely enough when the next larger one that failed is at most so much larger. */
const CLOSE_ENOUGH = 1.2;

export interface Largest {
  /** 0 when not even the smallest was all right. */
  players: number;
  /** The smallest that was not; undefined when the most was all right. */
  failedAt: number | undefined;
}

/**
 * @param first where to begin, and the most that makes sense
 * @param isAllRight with so many players; asked once for each number
 */
export async function findLargest(
  { first, least, most }: { first: number; least: number; most: number },
  isAllRight: (players: number) => Promise<boolean>,
): Promise<Largest> {
  let players = 0;
  let failedAt: number | undefined;
  let next = Math.min(first, most);
  for (;;) {
    if (await isAllRight(next)) players = next;
    else failedAt = next;
    if (failedAt === undefined) {
      if (players === most) return { players, failedAt };
      next = Math.min(2 * players, most);
    } else if (players === 0) {
      if (failedAt <= least) return { players, failedAt };
      next = Math.max(least, Math.floor(failedAt / 2));
    } else {
      if (failedAt / players <= CLOSE_ENOUGH) return { players, failedAt };
      next = Math.round(Math.sqrt(players * failedAt));
    }
  }
}
