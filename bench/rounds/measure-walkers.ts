/** The rounds of walkers by keys: everything once, then everything again, and the search for the most of them. */
import { yardSizeFor } from '../product';
import { median } from '../load/ages';
import type { LargestResult } from '../report/results';
import { walkersFiguresOf, type WalkersFigures, type WalkersResult } from '../report/walkers-results';
import { isGeneratorLate } from '../report/results';
import { measureLargest, verdictOf, type Probe } from './measure-largest';
import { runWalkersRound } from './round';
import {
  LARGEST_WALKERS,
  PROBE,
  settleS,
  WALKERS_RATE_HZ,
  type Effort,
  type WalkersScenario,
} from './scenarios';
import type { System } from './systems';

/** @param log is called after each round */
export async function measureWalkers(
  scenarios: readonly WalkersScenario[],
  effort: Effort,
  log: (line: string) => void,
): Promise<WalkersResult[]> {
  const results: WalkersResult[] = scenarios.map(({ players, systems }) => ({
    players,
    systems: systems.map(({ id, label }) => ({ id, label, rounds: [], lateRounds: 0, failures: [] })),
  }));
  for (let round = 1; round <= effort.rounds; round++) {
    for (const [at, { players, systems }] of scenarios.entries()) {
      for (const [i, system] of systems.entries()) {
        const result = results[at]?.systems[i];
        if (!result) continue;
        const line = await measureOnce(system, players, effort, result);
        log(`round ${round}: ${players} walkers, ${system.label}: ${line}`);
      }
    }
  }
  return results.map(({ players, systems }) => ({
    players,
    systems: systems.map((system) => ({ ...system, figures: mediansOf(system.rounds) })),
  }));
}

/** For each system the most walkers that are drawn right. */
export function measureLargestWalkers(
  systems: readonly System[],
  log: (line: string) => void,
): Promise<LargestResult[]> {
  return measureLargest(systems, LARGEST_WALKERS, probe, ({ label }, players, result) =>
    log(`largest: ${label}, ${players} walkers: ${verdictOf(result)} (${result.line})`),
  );
}

async function measureOnce(
  system: System,
  players: number,
  effort: Effort,
  result: WalkersResult['systems'][number],
): Promise<string> {
  try {
    const round = await runWalkersRound(system, loadOf(players, effort));
    const figures = walkersFiguresOf(round, players);
    result.rounds.push(figures);
    if (isGeneratorLate(round)) result.lateRounds++;
    return lineOf(figures);
  } catch (error) {
    const reason = (error as Error).message;
    result.failures.push(reason);
    return reason;
  }
}

async function probe(system: System, players: number): Promise<Probe & { line: string }> {
  try {
    const round = await runWalkersRound(system, loadOf(players, PROBE));
    const figures = walkersFiguresOf(round, players);
    return {
      isAllRight: figures.p95Px < LARGEST_WALKERS.p95Px,
      isNear: figures.p95Px < 2 * LARGEST_WALKERS.p95Px,
      isGeneratorLate: isGeneratorLate(round),
      line: lineOf(figures),
    };
  } catch (error) {
    return { isAllRight: false, isNear: false, isGeneratorLate: false, line: (error as Error).message };
  }
}

function loadOf(players: number, effort: Effort) {
  const { windowS } = effort;
  const size = yardSizeFor(players);
  return { players, size, rateHz: WALKERS_RATE_HZ, settleS: settleS(effort, players), windowS };
}

function lineOf(figures: WalkersFigures): string {
  const { meanPx, p95Px, p99Px, worstStepPx, agoMs, delayMs, cores, generatorCpu, generatorLateMs } = figures;
  const px = [meanPx, p95Px, p99Px].map((value) => value.toFixed(1)).join(', ');
  const delay = delayMs === undefined ? '' : ` (delay ${delayMs} ms)`;
  return (
    `error ${px} px (mean, p95, p99), worst step ${worstStepPx.toFixed(1)} px, drawn ${agoMs} ms ago${delay}, ` +
    `server ${cores?.toFixed(2) ?? '?'} of a core, generator ${generatorCpu.toFixed(2)} (p99 ${generatorLateMs.toFixed(1)} ms late), ` +
    `a player ${figures.sentPerS.toFixed(1)} messages/s out, ${figures.receivedPerS.toFixed(1)} in, ` +
    `${(figures.payloadBytesPerS / 1000).toFixed(1)} kB/s`
  );
}

/** The median of each figure; undefined of no round. */
function mediansOf(rounds: readonly WalkersFigures[]): WalkersFigures | undefined {
  const [first] = rounds;
  if (!first) return undefined;
  const names = Object.keys(first) as (keyof WalkersFigures)[];
  const medians = names.map((name) => [
    name,
    median(rounds.map((round) => round[name]).filter((value) => value !== undefined)),
  ]);
  return Object.fromEntries(medians) as WalkersFigures;
}
