/** The peers' own packages, which no player needs: installed, or compiled, when the benchmark first asks for them. */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The folder of the package that they are listed in. */
const PACKAGE = 'bench';
const RELAY_SOURCE = 'bench/peers/relay.c';
/** The relay in C, once it is compiled. */
export const RELAY = '.vite/bench/relay';

/** Installs the peers' packages, unless they are as the lock file says. Throws when that cannot be done. */
export function ensurePeers(): void {
  // What it prints goes to standard error: standard output is for the results.
  const { status } = spawnSync(process.execPath, ['scripts/setup.mjs', PACKAGE], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The peers could not be installed (see above).');
}

/** The version of a peer's package, as it is installed. */
export function versionOf(name: string): string {
  const own = join(PACKAGE, 'node_modules', name, 'package.json');
  const file = existsSync(own) ? own : join('node_modules', name, 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Compiles the relay in C. Returns why that cannot be done, where it cannot. */
export function compileRelay(): string | undefined {
  if (modifiedMs(RELAY) >= modifiedMs(RELAY_SOURCE)) return undefined;
  mkdirSync('.vite/bench', { recursive: true });
  const { status, error, stderr } = spawnSync('cc', ['-O2', '-o', RELAY, RELAY_SOURCE, '-lzmq'], {
    encoding: 'utf8',
  });
  if (error) return 'there is no C compiler (cc)';
  if (status !== 0)
    return `it does not compile; is libzmq's header installed (libzmq3-dev)? ${stderr.split('\n')[0]}`;
  return undefined;
}

function modifiedMs(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
