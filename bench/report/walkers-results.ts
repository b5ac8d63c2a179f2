/** What the rounds of walkers by keys find out. */
import type { Round } from '../rounds/round';
import type { SystemId } from '../rounds/systems';
import type { WalkersArrivals } from '../walkers/walkers-load';

export interface WalkersResult {
  players: number;
  systems: {
    id: SystemId;
    label: string;
    /** The median of each figure over the rounds; undefined when no round succeeded. */
    figures?: WalkersFigures | undefined;
    rounds: WalkersFigures[];
    /** In how many of them the load generator itself was late. */
    lateRounds: number;
    /** Why the other rounds failed. */
    failures: string[];
  }[];
}

export interface WalkersFigures {
  meanPx: number;
  p95Px: number;
  p99Px: number;
  worstStepPx: number;
  agoMs: number;
  /** The interpolation delay that suited it best; undefined for who sets its own. */
  delayMs?: number | undefined;
  /** Of one core, for the server; undefined where there is no /proc. */
  cores?: number | undefined;
  /** Of the server's processor time for a player in a second, in microseconds. */
  cpuUsPerPlayer?: number | undefined;
  /** Of one player in a second. */
  sentPerS: number;
  receivedPerS: number;
  payloadBytesPerS: number;
  wireBytesPerS: number;
  rssMiB?: number | undefined;
  generatorCpu: number;
  generatorLateMs: number;
}

export function walkersFiguresOf(
  { arrivals, cpuMs, rssMiB }: Round<WalkersArrivals>,
  players: number,
): WalkersFigures {
  const { drawn, elapsedS, generator, ...traffic } = arrivals;
  const cores = cpuMs === undefined ? undefined : cpuMs / 1000 / elapsedS;
  return {
    ...drawn,
    ...traffic,
    cores,
    cpuUsPerPlayer: cores === undefined ? undefined : (cores * 1e6) / players,
    rssMiB,
    generatorCpu: generator.cpu,
    generatorLateMs: generator.latenessP99Ms,
  };
}
