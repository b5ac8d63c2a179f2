/** The rounds of one yard on several servers: what a remote player costs, what each number of servers does, and how many they hold. */
import { median } from '../load/ages';
import type { LargestResult } from '../report/results';
import type { ServersFigures, ServersResult } from '../report/servers-results';
import { measureLargest, verdictOf, type Probe } from './measure-largest';
import { describeMachine } from './machine';
import { LARGEST_WALKERS, PROBE, type Effort } from './scenarios';
import { runServersRound, type ServersRound, type ServersShape } from './server-round';
import type { System } from './systems';

const MOST_SERVERS = 3;

/**
 * @param players of one yard, whatever the number of its servers
 * @param log is called after each round
 */
export async function measureServers(
  players: number,
  effort: Effort,
  log: (line: string) => void,
): Promise<ServersResult> {
  const own: ServersShape = { servers: 1, isClustered: false, isProfiled: false, players };
  const shapes: { label: string; shape: ServersShape }[] = [
    { label: '1, without --cluster', shape: own },
    ...Array.from({ length: MOST_SERVERS }, (_, i) => ({
      label: i === 0 ? '1, alone with --cluster' : String(i + 1),
      shape: { ...own, servers: i + 1, isClustered: true },
    })),
  ];
  const gathered = shapes.map(({ label, shape }) => ({ label, shape, rounds: [] as ServersFigures[] }));
  for (let round = 1; round <= effort.rounds; round++)
    for (const { label, shape, rounds } of gathered) {
      const figures = figuresOf(await runServersRound(shape, effort));
      rounds.push(figures);
      log(
        `round ${round}: ${shape.players} walkers, servers: ${label}: ${figures.firstMs.toFixed(0)} ms a second at the first, ` +
          `${figures.serversMs.toFixed(0)} at all, NATS ${figures.natsMs.toFixed(0)}, p95 ${figures.p95Px.toFixed(1)} px, ` +
          `generator ${figures.generatorCpu.toFixed(2)}`,
      );
    }
  const [without, alone] = gathered.map(({ rounds }) => rounds);
  const shares: number[] = [];
  for (let round = 1; round <= effort.rounds; round++) {
    const shape = { ...own, servers: 2, isClustered: true, isProfiled: true };
    const { clusterShare = NaN } = await runServersRound(shape, effort);
    shares.push(clusterShare);
    log(`round ${round}: a remote player costs ${clusterShare.toFixed(3)} of an own one`);
  }
  return {
    players,
    machine: describeMachine([]),
    rows: gathered.map(({ label, shape, rounds }) => ({
      ...{ label, players: shape.players, rounds },
      figures: mediansOf(rounds),
    })),
    remoteShare: median(shares),
    aloneRatio: median(
      effortOf(effort, (i) => (alone?.[i]?.firstMs ?? NaN) / (without?.[i]?.firstMs ?? NaN)),
    ),
  };
}

/** The most walkers that are drawn right, with one server and with two. @param system which is named in the results */
export function measureLargestServers(system: System, log: (line: string) => void): Promise<LargestResult[]> {
  const systems = [1, 2].map((servers) => ({
    ...system,
    label: servers === 1 ? 'one server' : 'two servers',
  }));
  const probe = async ({ label }: System, players: number): Promise<Probe & { line: string }> => {
    const servers = label === 'one server' ? 1 : 2;
    try {
      const shape = { servers, isClustered: servers > 1, isProfiled: false, players };
      const { p95Px, generatorCpu } = figuresOf(await runServersRound(shape, PROBE));
      return {
        isAllRight: p95Px < LARGEST_WALKERS.p95Px,
        isNear: p95Px < 2 * LARGEST_WALKERS.p95Px,
        isGeneratorLate: generatorCpu > 0.9,
        line: `p95 ${p95Px.toFixed(1)} px, generator ${generatorCpu.toFixed(2)}`,
      };
    } catch (error) {
      return { isAllRight: false, isNear: false, isGeneratorLate: false, line: (error as Error).message };
    }
  };
  return measureLargest(systems, LARGEST_WALKERS, probe, ({ label }, players, result) =>
    log(`largest: ${label}, ${players} walkers: ${verdictOf(result)} (${result.line})`),
  );
}

function figuresOf({ arrivals, servers, nats }: ServersRound): ServersFigures {
  const perS = (ms: number | undefined): number => (ms ?? NaN) / arrivals.elapsedS;
  const sum = servers.reduce((total, { cpuMs }) => total + (cpuMs ?? NaN), 0);
  return {
    firstMs: perS(servers[0]?.cpuMs),
    serversMs: perS(sum),
    natsMs: nats ? perS(nats.cpuMs) : 0,
    p95Px: arrivals.drawn.p95Px,
    agoMs: arrivals.drawn.agoMs,
    rssMiB: servers[0]?.rssMiB ?? NaN,
    generatorCpu: arrivals.generator.cpu,
  };
}

function effortOf({ rounds }: Effort, figure: (round: number) => number): number[] {
  return Array.from({ length: rounds }, (_, i) => figure(i));
}

function mediansOf(rounds: readonly ServersFigures[]): ServersFigures {
  const names = ['firstMs', 'serversMs', 'natsMs', 'p95Px', 'agoMs', 'rssMiB', 'generatorCpu'] as const;
  const of = (name: keyof ServersFigures): number => median(rounds.map((round) => round[name])) ?? NaN;
  return Object.fromEntries(names.map((name) => [name, of(name)])) as unknown as ServersFigures;
}
