/** The search for the largest number of players of each system. */
import type { LargestResult } from '../report/results';
import { findLargest } from './search';
import type { System } from './systems';

/** How one number of players did. */
export interface Probe {
  isAllRight: boolean;
  /** Near enough for a second try: other work on the machine can only do harm. */
  isNear: boolean;
  isGeneratorLate: boolean;
}

/**
 * @param bounds where to begin, and the least and the most that make sense
 * @param probe tries one number of players
 * @param log is called after each
 */
export async function measureLargest<P extends Probe>(
  systems: readonly System[],
  bounds: { first: number; least: number; most: number },
  probe: (system: System, players: number) => Promise<P>,
  log: (system: System, players: number, probe: P) => void,
): Promise<LargestResult[]> {
  const results: LargestResult[] = [];
  for (const system of systems) {
    const lateAt = new Set<number>();
    const isAllRight = async (players: number): Promise<boolean> => {
      const first = await probe(system, players);
      const second = first.isNear && !first.isAllRight ? await probe(system, players) : first;
      if (first.isGeneratorLate || second.isGeneratorLate) lateAt.add(players);
      log(system, players, second);
      return second.isAllRight;
    };
    const { players, failedAt } = await findLargest(bounds, isAllRight);
    const isGeneratorLate = failedAt !== undefined && lateAt.has(failedAt);
    results.push({ id: system.id, label: system.label, players, failedAt, isGeneratorLate });
  }
  return results;
}

/** What became of it, in words. */
export function verdictOf({ isAllRight }: Probe): string {
  return isAllRight ? 'all right' : 'too many';
}
