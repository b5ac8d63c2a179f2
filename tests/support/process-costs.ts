/** What a process costs, as Linux counts it. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/** Why costs cannot be read here; undefined where they can. */
export const COSTS_OBSTACLE = existsSync('/proc/self/clear_refs')
  ? undefined
  : 'only Linux tells what another process costs';

export interface Costs {
  /** The most memory that was resident at once. */
  peakBytes: number;
  /** Of all its threads, in the kernel too. */
  processorMs: number;
}

/** Linux' clock ticks are 10 ms. */
const TICK_MS = 10;

function processorMs(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  // The name, in parentheses, may hold spaces: the third field comes after it.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

function peakBytes(pid: number): number {
  const line = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
  if (!line) throw new Error(`Process ${pid} does not tell its peak.`);
  return Number(line[1]) * 1024;
}

/** What a process costs while something is done. Throws when it ended meanwhile. */
export async function costsOf(pid: number, during: () => Promise<unknown>): Promise<Costs> {
  // 5: the peak begins anew.
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
  const before = processorMs(pid);
  await during();
  return { peakBytes: peakBytes(pid), processorMs: processorMs(pid) - before };
}
