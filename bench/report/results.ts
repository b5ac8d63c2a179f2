/** What the benchmark finds out, as it stands in docs/performance.json; the figures of a round from what was counted. */
import { median } from '../load/ages';
import type { GeneratorHealth } from '../load/load';
import type { Machine } from '../rounds/machine';
import type { Round } from '../rounds/round';
import type { SystemId } from '../rounds/systems';
import type { ServersResult } from './servers-results';
import type { WalkersResult } from './walkers-results';

export interface Results {
  machine: Machine;
  scenarios: ScenarioResult[];
  largest: LargestResult[];
  /** Walkers by keys; undefined in results of before they were measured. */
  walkers?: WalkersResult[];
  largestWalkers?: LargestResult[];
  /** Systems that could not be measured, and why. */
  skipped: { label: string; why: string }[];
  soak?: Soak;
  /** One yard on several servers; undefined where that was not measured. */
  servers?: ServersResult;
  /** The most walkers with one of its servers, and with two. */
  largestServers?: LargestResult[];
}

export interface ScenarioResult {
  id: string;
  players: number;
  rateHz: number;
  systems: SystemResult[];
}

export interface SystemResult {
  id: SystemId;
  label: string;
  /** The median of each figure over the rounds; undefined when no round succeeded. */
  figures?: Figures;
  rounds: number;
  /** In how many of them the load generator itself was late. */
  lateRounds: number;
  /** Why the other rounds failed. */
  failures: string[];
}

export interface Figures {
  duePerS: number;
  deliveredPerS: number;
  /** The share of what was due that came, from 0 to 1. */
  share: number;
  /** Undefined when nothing came. */
  p50Ms?: number | undefined;
  p99Ms?: number | undefined;
  /** Of the server's processor time, in microseconds for each delivered update; undefined where there is no /proc. */
  cpuUs?: number | undefined;
  /** For each delivered update: payloads of messages, and contents of TCP. */
  payloadBytes: number;
  wireBytes: number;
  /** Of the server, at the end of the round. */
  rssMiB?: number | undefined;
  /** The share of one core that the load generator took. */
  generatorCpu: number;
}

export interface LargestResult {
  id: SystemId;
  label: string;
  /** The largest number of players that was all right, 0 for none; and the smallest that was not, if any. */
  players: number;
  failedAt?: number | undefined;
  /** The smallest failed although a figure says that the load generator was late itself. */
  isGeneratorLate: boolean;
}

/** The server's memory while players come and go. */
export interface Soak {
  minutes: number;
  players: number;
  visits: number;
  /** Medians of the resident memory: of the first minute, after a quarter of the time, and of the last minute. */
  firstMiB: number;
  quarterMiB: number;
  lastMiB: number;
  machine: Machine;
}

/** Sent later than that at the 99th percentile, or with more of a core than that, a load generator is the bottleneck. */
const LATE_MS = 10;
const LATE_CPU = 0.9;

export function isGeneratorLate({ arrivals }: Round<{ generator: GeneratorHealth }>): boolean {
  return arrivals.generator.latenessP99Ms > LATE_MS || arrivals.generator.cpu > LATE_CPU;
}

export function figuresOf({ arrivals, cpuMs, rssMiB }: Round): Figures {
  const { updates, due, elapsedS, p50Ms, p99Ms, payloadBytes, wireBytes, shares } = arrivals;
  return {
    duePerS: due / elapsedS,
    deliveredPerS: updates / elapsedS,
    // With interest the sum hides whose updates came: the worse of the two checks counts.
    share: shares ? Math.min(shares.near, shares.far) : Math.min(1, updates / due),
    p50Ms,
    p99Ms,
    cpuUs: cpuMs === undefined ? undefined : (cpuMs * 1000) / updates,
    payloadBytes: payloadBytes / updates,
    wireBytes: wireBytes / updates,
    rssMiB,
    generatorCpu: arrivals.generator.cpu,
  };
}

/** The median of each figure; undefined of no round. */
export function mediansOf(rounds: readonly Figures[]): Figures | undefined {
  if (rounds.length === 0) return undefined;
  const of = (read: (figures: Figures) => number | undefined): number | undefined =>
    median(rounds.map(read).filter((value) => value !== undefined));
  return {
    duePerS: of(({ duePerS }) => duePerS) ?? NaN,
    deliveredPerS: of(({ deliveredPerS }) => deliveredPerS) ?? NaN,
    share: of(({ share }) => share) ?? NaN,
    p50Ms: of(({ p50Ms }) => p50Ms),
    p99Ms: of(({ p99Ms }) => p99Ms),
    cpuUs: of(({ cpuUs }) => cpuUs),
    payloadBytes: of(({ payloadBytes }) => payloadBytes) ?? NaN,
    wireBytes: of(({ wireBytes }) => wireBytes) ?? NaN,
    rssMiB: of(({ rssMiB }) => rssMiB),
    generatorCpu: of(({ generatorCpu }) => generatorCpu) ?? NaN,
  };
}
