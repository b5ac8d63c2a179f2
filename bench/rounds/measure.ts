/** The order of rounds: everything once, then everything again, so that what changes on the machine meets all alike. */
import type { Load } from '../load/load';
import {
  figuresOf,
  isGeneratorLate,
  mediansOf,
  type Figures,
  type LargestResult,
  type ScenarioResult,
} from '../report/results';
import { measureLargest, verdictOf, type Probe } from './measure-largest';
import { runRound, type Round } from './round';
import { LARGEST, PROBE, settleS, type Effort, type Scenario } from './scenarios';
import type { System } from './systems';

interface Gathered {
  figures: Figures[];
  late: number;
  failures: string[];
}

/** @param log is called after each round */
export async function measureScenarios(
  scenarios: readonly Scenario[],
  effort: Effort,
  log: (line: string) => void,
): Promise<ScenarioResult[]> {
  const gathered = new Map<System, Gathered>();
  const all = scenarios.map((scenario) => ({
    ...scenario,
    // A copy of each, since one system stands in several scenarios.
    systems: scenario.systems.map((system) => ({ ...system })),
  }));
  for (const { systems } of all)
    for (const system of systems) gathered.set(system, { figures: [], late: 0, failures: [] });
  for (let round = 1; round <= effort.rounds; round++) {
    for (const scenario of all) {
      for (const system of scenario.systems) {
        const results = gathered.get(system);
        if (results)
          await measureOnce(scenario, system, effort, results, (line) => log(`round ${round}: ${line}`));
      }
    }
  }
  return all.map(({ id, players, rateHz, systems }) => ({
    id,
    players,
    rateHz,
    systems: systems.map((system) => {
      const { figures, late, failures } = gathered.get(system) ?? { figures: [], late: 0, failures: [] };
      const medians = mediansOf(figures);
      return {
        id: system.id,
        label: system.label,
        ...(medians && { figures: medians }),
        rounds: effort.rounds,
        lateRounds: late,
        failures,
      };
    }),
  }));
}

/** For each system the largest number of players with whom it delivers in time. */
export function measureLargestLoads(
  systems: readonly System[],
  log: (line: string) => void,
): Promise<LargestResult[]> {
  return measureLargest(systems, LARGEST, probe, ({ label }, players, result) =>
    log(`largest: ${label}, ${players}: ${verdictOf(result)}`),
  );
}

/** Tries one number of players. A server that breaks down has too many. */
async function probe(system: System, players: number): Promise<Probe> {
  try {
    const round = await runRound(system, loadOf(system, players, LARGEST.rateHz, PROBE));
    const { p99Ms = Infinity, share } = figuresOf(round);
    return {
      isAllRight: p99Ms < LARGEST.p99Ms && share >= LARGEST.share,
      isNear: p99Ms < 2 * LARGEST.p99Ms && share >= LARGEST.share / 2,
      isGeneratorLate: isGeneratorLate(round),
    };
  } catch {
    return { isAllRight: false, isNear: false, isGeneratorLate: false };
  }
}

async function measureOnce(
  { id, players, rateHz }: Scenario,
  system: System,
  effort: Effort,
  results: Gathered,
  log: (line: string) => void,
): Promise<void> {
  try {
    const round = await runRound(system, loadOf(system, players, rateHz, effort));
    results.figures.push(figuresOf(round));
    if (isGeneratorLate(round)) results.late++;
    log(`${id}, ${system.label}: ${roundLine(round)}`);
  } catch (error) {
    const reason = (error as Error).message;
    results.failures.push(reason);
    log(`${id}, ${system.label}: ${reason}`);
  }
}

function loadOf(
  system: System,
  players: number,
  rateHz: number,
  effort: Effort,
): Omit<Load, 'dialect' | 'port'> {
  const interest = system.interest(players);
  return {
    players,
    rateHz,
    settleS: settleS(effort, players),
    windowS: effort.windowS,
    ...(interest && { interest }),
  };
}

function roundLine(round: Round): string {
  const { share, p50Ms = NaN, p99Ms = NaN, cpuUs = NaN } = figuresOf(round);
  const { cpu, latenessP99Ms } = round.arrivals.generator;
  const late = isGeneratorLate(round)
    ? ` (the load generator was late: p99 ${latenessP99Ms.toFixed(1)} ms, ${(100 * cpu).toFixed(0)} % of a core)`
    : '';
  return `${(100 * share).toFixed(1)} % of due, p50 ${p50Ms.toFixed(1)} ms, p99 ${p99Ms.toFixed(1)} ms, CPU ${cpuUs.toFixed(2)} µs${late}`;
}
