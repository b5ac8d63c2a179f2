import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { securityArgs } from './secured';
import { until } from './until';

const PROGRAMS = {
  server: '.vite/build/server.js',
  player: '.vite/build/player.js',
  web: '.vite/build/web.js',
  find: '.vite/build/find.js',
  export: '.vite/build/export.js',
  watcher: '.vite/tests/watcher.js',
  flooder: 'tests/support/flooder.mjs',
  crowd: 'tests/support/crowd.mjs',
  connector: 'tests/support/connector.mjs',
  siege: '.vite/tests/siege.js',
  'hostile-server': '.vite/tests/hostile-server.js',
  'crowd-on-servers': '.vite/tests/crowd-on-servers.js',
  traveller: '.vite/tests/traveller.js',
  'listed-server': '.vite/tests/listed-server.js',
  'beacon-flood': '.vite/tests/beacon-flood.js',
  'own-hosts-print': '.vite/tests/own-hosts-print.js',
  'zmtp-echo': '.vite/tests/zmtp-echo.js',
  'zmtp-fuzzer': '.vite/tests/zmtp-fuzzer.js',
};

/** One of our programs as a process of its own, with all that it printed. */
export class Program {
  readonly process: ChildProcess;
  output = '';
  errors = '';

  /**
   * @param inside a command that runs it somewhere else, such as in a network namespace
   * @param stdin what it has for standard input: nothing, or a pipe
   * @param env environment variables besides those of the tests
   */
  constructor(
    name: keyof typeof PROGRAMS,
    args: string[],
    inside: readonly string[] = [],
    { stdin = 'ignore', env = {} }: { stdin?: 'ignore' | 'pipe'; env?: NodeJS.ProcessEnv } = {},
  ) {
    const [command, ...prefix] = [...inside, process.execPath];
    this.process = spawn(command, [...prefix, PROGRAMS[name], ...args], {
      stdio: [stdin, 'pipe', 'pipe'],
      // Jest's own; node would take that of the process around it.
      env: { ...process.env, ...env },
    });
    this.process.stdout?.on('data', (text) => (this.output += String(text)));
    this.process.stderr?.on('data', (text) => (this.errors += String(text)));
    running.add(this);
  }

  /** Resolves with the exit code once the process ended and all its output is read; null when a signal ended it. */
  async exit(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'close');
    running.delete(this);
    return this.process.exitCode;
  }

  async stop(signal: NodeJS.Signals): Promise<number | null> {
    this.process.kill(signal);
    return this.exit();
  }
}

const running = new Set<Program>();

/** For afterEach: ends what a test left running. */
export async function killAll(): Promise<void> {
  await Promise.all([...running].map((program) => program.stop('SIGKILL')));
}

/** The Router that this run of the tests is about (jest.config.mjs); undefined for the one that fits. */
export const TRANSPORT = Reflect.get(globalThis, 'TRANSPORT') as string | undefined;

/** A server that listens. */
export function startServer(port: number, ...args: string[]): Promise<Program> {
  return startServerInside([], port, ...args);
}

/** A server that listens. @param inside a command that runs it somewhere else, such as in a network namespace */
export async function startServerInside(
  inside: readonly string[],
  port: number,
  ...args: string[]
): Promise<Program> {
  const transport = TRANSPORT === undefined ? [] : ['--transport', TRANSPORT];
  const server = new Program(
    'server',
    ['--port', String(port), ...transport, ...securityArgs(), ...args],
    inside,
  );
  await until(`the server to listen; it said: ${server.errors}`, () => server.output.includes('is open at'));
  return server;
}
