/** Results of a run, for the unit tests of this folder. */
import type { Figures, Results, SystemResult } from './results';

const FIGURES: Figures = {
  duePerS: 198_000,
  deliveredPerS: 197_900,
  share: 0.9995,
  p50Ms: 5,
  p99Ms: 20,
  cpuUs: 1,
  payloadBytes: 15,
  wireBytes: 16,
  rssMiB: 80,
  generatorCpu: 0.3,
};

export const MACHINE: Results['machine'] = {
  day: '2026-11-23',
  cores: 2,
  cpu: 'CPU',
  memoryGiB: 8,
  kernel: 'Linux 6',
  node: 'v20.19.0',
  commit: 'abcdef',
  versions: { ws: '8.0.0' },
};

/** @param figures those that matter; the others are anything */
export function system(id: SystemResult['id'], label: string, figures: Partial<Figures> = {}): SystemResult {
  return { id, label, figures: { ...FIGURES, ...figures }, rounds: 3, lateRounds: 0, failures: [] };
}
