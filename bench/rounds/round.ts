/** One round: a fresh server and a fresh load generator, as two processes; what arrived, and what it cost the server. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { DEFAULT_YARD_SIZE, type YardSize } from '../product';
import type { Arrivals, GeneratorReport, Load } from '../load/load';
import type { WalkersArrivals, WalkersLoad } from '../walkers/walkers-load';
import getPort from 'get-port';
import { monotonicUs, type Window } from './cluster-share';
import { killAtExit, cpuMs, rssMiB, startServer, stop } from './processes';
import type { System } from './systems';

const GENERATORS = '.vite/bench';

export interface Round<A = Arrivals> {
  arrivals: A;
  /** Of the server, in the time that was measured; undefined where there is no /proc. */
  cpuMs?: number;
  /** Of the server, at the end. */
  rssMiB?: number;
}

/**
 * A round of positions (load/generator.ts) by default, or of walkers by keys (walkers/generator.ts).
 * Throws when the server does not start, or the clients cannot join.
 */
export function runRound(system: System, load: Omit<Load, 'dialect' | 'port'>): Promise<Round> {
  return runGenerator('generator.js', system, load, DEFAULT_YARD_SIZE);
}

/** Likewise. */
export function runWalkersRound(
  system: System,
  load: Omit<WalkersLoad, 'dialect' | 'port'>,
): Promise<Round<WalkersArrivals>> {
  return runGenerator('walkers.js', system, load, load.size);
}

async function runGenerator<A>(
  file: string,
  system: System,
  load: { players: number; rateHz: number },
  size: YardSize,
): Promise<Round<A>> {
  const port = await getPort({ host: '127.0.0.1' });
  const server = await startServer(system.command(port, load.rateHz, size));
  const { arrivals, costs } = await measureAt(file, { ...load, dialect: system.dialect, port }, [server]);
  const [cost] = costs;
  return {
    arrivals: arrivals as A,
    ...(cost?.cpuMs !== undefined && { cpuMs: cost.cpuMs }),
    ...(cost?.rssMiB !== undefined && { rssMiB: cost.rssMiB }),
  };
}

/** Of one process, as in Round. */
export interface Cost {
  cpuMs: number | undefined;
  rssMiB: number | undefined;
}

/** A round at processes that run already, and end with it. @returns what arrived, and what each of them cost, in their order */
export async function measureAt(
  file: string,
  load: object,
  processes: readonly ChildProcess[],
): Promise<{ arrivals: unknown; costs: Cost[]; window: Window }> {
  const generator = killAtExit(fork(join(process.cwd(), GENERATORS, file), [JSON.stringify(load)]));
  try {
    return await new Promise((resolve, reject) => {
      let before: (number | undefined)[] = [];
      let costs: Cost[] = [];
      const window = { fromUs: 0, toUs: 0 };
      generator.on('message', (report: GeneratorReport<unknown>) => {
        if (report.event === 'failed') reject(new Error(report.reason));
        else if (report.event === 'measuring') {
          before = processes.map(cpuMs);
          window.fromUs = monotonicUs();
        } else if (report.event === 'over') {
          window.toUs = monotonicUs();
          costs = processes.map((one, i) => ({
            cpuMs: difference(cpuMs(one), before[i]),
            rssMiB: rssMiB(one),
          }));
        } else resolve({ arrivals: report.arrivals, costs, window });
      });
      generator.once('exit', () => reject(new Error('The load generator ended.')));
      for (const one of processes) one.once('exit', () => reject(new Error('The server ended.')));
    });
  } finally {
    await Promise.all([generator, ...processes].map(stop));
  }
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before;
}
