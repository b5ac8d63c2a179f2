/** The processes of a round: started, sampled in /proc, and stopped; at the latest when the benchmark itself ends. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts processor time in these, whatever the kernel's own clock is. */
const TICK_MS = 10;
const STOP_TIMEOUT_MS = 3000;

const running = new Set<ChildProcess>();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(1));

/** Kills it at the latest when this process exits. */
export function killAtExit(child: ChildProcess): ChildProcess {
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

/** Starts a server, and waits for the first thing that it prints: that it is open. Throws when it ends instead. */
export async function startServer([command = '', ...args]: readonly string[]): Promise<ChildProcess> {
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  killAtExit(child);
  const isOpen = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    once(child, 'exit').then(() => false),
  ]);
  if (!isOpen) throw new Error(`${command} ${args.join(' ')} ended at once (see above).`);
  // Read on, whatever else it prints: a full pipe would stop it.
  child.stdout.resume();
  return child;
}

export async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = once(child, 'exit');
  child.kill('SIGTERM');
  const tooLong = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS);
  await exit;
  clearTimeout(tooLong);
}

/** The processor time of all of a process's threads, in milliseconds; undefined where there is no /proc. */
export function cpuMs({ pid }: ChildProcess): number | undefined {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return undefined;
  // The name, in brackets, may hold anything; behind it the 12th and 13th fields are utime and stime.
  const fields = readFileSync(file, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** A process's resident memory in MiB; undefined where there is no /proc. */
export function rssMiB({ pid }: ChildProcess): number | undefined {
  const file = `/proc/${pid}/status`;
  if (!existsSync(file)) return undefined;
  return Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1]) / 1024;
}
