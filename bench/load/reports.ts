/** What a load generator reports to the benchmark, as messages between processes. */
import type { GeneratorReport } from './load';

export function report<A>(message: GeneratorReport<A>): void {
  process.send?.(message);
}

/** Reports that this round has failed, and ends the process. */
export function fail(reason: Error): void {
  report({ event: 'failed', reason: reason.message });
  setTimeout(() => process.exit(1), 100);
}
