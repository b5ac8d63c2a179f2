/** What the server reads of time. */
import { performance } from 'node:perf_hooks';

/** Milliseconds since 1970 with fractions, on a clock that never steps back while the process runs. */
export function epochMs(): number {
  return performance.timeOrigin + performance.now();
}

/** The processor time that all threads of this process took up to now, in milliseconds. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
