/** Network namespaces, in which a test plays machines: nothing leaves them. */
import { spawnSync } from 'node:child_process';

/** Runs a command; undefined when it went well, or what it complained of. */
export function run(command: string, ...args: string[]): string | undefined {
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? undefined : (error?.message ?? stderr.trim());
}

/** Runs `ip`; undefined when it went well, or what it complained of. */
export function ip(...args: string[]): string | undefined {
  return run('ip', ...args);
}

/** What to put before a command so that it runs in a namespace. */
export function insideNamespace(namespace: string): [string, ...string[]] {
  return ['ip', 'netns', 'exec', namespace];
}
