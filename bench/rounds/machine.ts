/** What machine this is, and which versions of what: figures without that are worth nothing. */
import { spawnSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { versionOf } from './peers';

export interface Machine {
  /** The day, as YYYY-MM-DD. */
  day: string;
  cores: number;
  cpu: string;
  memoryGiB: number;
  kernel: string;
  node: string;
  /** Zeroyard's commit, with a + when files differed from it. */
  commit: string;
  /** By package. */
  versions: Record<string, string>;
}

/** @param packages whose versions are of interest */
export function describeMachine(packages: readonly string[]): Machine {
  return {
    day: new Date().toISOString().slice(0, 10),
    cores: cpus().length,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    kernel: `${type()} ${release()}`,
    node: process.version,
    commit:
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '--untracked-files=no') ? '+' : ''),
    versions: Object.fromEntries(packages.map((name) => [name, versionOf(name)])),
  };
}

export function machineLine({ day, cores, cpu, memoryGiB, kernel, node, commit, versions }: Machine): string {
  const packages = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `${day}, commit ${commit}`,
    `${cores} cores of ${cpu}, ${memoryGiB} GiB`,
    kernel,
    `Node ${node}`,
    ...packages,
  ].join('; ');
}

/** What git says to that; empty where there is none. */
function git(...args: string[]): string {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : '';
}
