/** One round: a fresh server and a fresh load generator, as two processes; what arrived, and what it cost the server. */
import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Arrivals, GeneratorReport, Load } from '../load/load';
import getPort from 'get-port';
import { killAtExit, cpuMs, rssMiB, startServer, stop } from './processes';
import type { System } from './systems';

const GENERATOR = '.vite/bench/generator.js';

export interface Round {
  arrivals: Arrivals;
  /** Of the server, in the time that was measured; undefined where there is no /proc. */
  cpuMs?: number;
  /** Of the server, at the end. */
  rssMiB?: number;
}

/** Throws when the server does not start, or the clients cannot join. */
export async function runRound(system: System, load: Omit<Load, 'dialect' | 'port'>): Promise<Round> {
  const port = await getPort({ host: '127.0.0.1' });
  const server = await startServer(system.command(port, load.rateHz));
  const whole: Load = { ...load, dialect: system.dialect, port };
  const generator = killAtExit(fork(join(process.cwd(), GENERATOR), [JSON.stringify(whole)]));
  try {
    return await new Promise<Round>((resolve, reject) => {
      let cpuBeforeMs: number | undefined;
      generator.on('message', (report: GeneratorReport) => {
        if (report.event === 'failed') reject(new Error(report.reason));
        else if (report.event === 'measuring') cpuBeforeMs = cpuMs(server);
        else {
          const [cpuAfterMs, memoryMiB] = [cpuMs(server), rssMiB(server)];
          resolve({
            arrivals: report.arrivals,
            ...(cpuAfterMs !== undefined && cpuBeforeMs !== undefined && { cpuMs: cpuAfterMs - cpuBeforeMs }),
            ...(memoryMiB !== undefined && { rssMiB: memoryMiB }),
          });
        }
      });
      generator.once('exit', () => reject(new Error('The load generator ended.')));
      server.once('exit', () => reject(new Error('The server ended.')));
    });
  } finally {
    await Promise.all([stop(generator), stop(server)]);
  }
}
