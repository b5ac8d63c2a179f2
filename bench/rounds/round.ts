/** One round: a fresh server and a fresh load generator, as two processes; what arrived, and what it cost the server. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import { DEFAULT_YARD_SIZE, type YardSize } from '../product';
import type { Arrivals, GeneratorReport, Load } from '../load/load';
import type { WalkersArrivals, WalkersLoad } from '../walkers/walkers-load';
import getPort from 'get-port';
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
  const whole = JSON.stringify({ ...load, dialect: system.dialect, port });
  const generator = killAtExit(fork(join(process.cwd(), GENERATORS, file), [whole]));
  try {
    return await new Promise<Round<A>>((resolve, reject) => {
      let [cpuBeforeMs, cpuAfterMs, memoryMiB]: (number | undefined)[] = [];
      generator.on('message', (report: GeneratorReport<A>) => {
        if (report.event === 'failed') reject(new Error(report.reason));
        else if (report.event === 'measuring') cpuBeforeMs = cpuMs(server);
        else if (report.event === 'over') [cpuAfterMs, memoryMiB] = [cpuMs(server), rssMiB(server)];
        else
          resolve({
            arrivals: report.arrivals,
            ...(cpuAfterMs !== undefined && cpuBeforeMs !== undefined && { cpuMs: cpuAfterMs - cpuBeforeMs }),
            ...(memoryMiB !== undefined && { rssMiB: memoryMiB }),
          });
      });
      generator.once('exit', () => reject(new Error('The load generator ended.')));
      server.once('exit', () => reject(new Error('The server ended.')));
    });
  } finally {
    await Promise.all([stop(generator), stop(server)]);
  }
}
