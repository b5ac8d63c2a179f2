import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { STATE_FILE_VARIABLE, type ServerOrder, type ServerReport } from '../../shared/process-reports';
import type { YardState } from '../../shared/yard-state';
import { until } from './until';

/** A server that is ordered about as the desktop game does it. */
export class OrderedServer {
  readonly process: ChildProcess;
  readonly reports: ServerReport[] = [];
  output = '';

  private constructor(args: readonly string[], env: Readonly<Record<string, string>>) {
    this.process = fork('tests/support/server-under-node.mjs', args, {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: { ...process.env, ...env },
    });
    for (const stream of [this.process.stdout, this.process.stderr])
      stream?.on('data', (text) => (this.output += String(text)));
    this.process.on('message', (report) => this.reports.push(report as ServerReport));
    running.add(this);
  }

  /** Resolves when it listens. @param state of the yard that it takes over */
  static async start(port: number, state?: YardState | string, ...args: string[]): Promise<OrderedServer> {
    const folder = mkdtempSync(join(tmpdir(), 'zeroyard-state-'));
    const path = join(folder, 'state.json');
    if (state !== undefined) writeFileSync(path, typeof state === 'string' ? state : JSON.stringify(state));
    const env = state === undefined ? {} : { [STATE_FILE_VARIABLE]: path };
    const server = new OrderedServer(['--port', String(port), ...args], env);
    try {
      await server.until('listening');
    } finally {
      rmSync(folder, { recursive: true });
    }
    return server;
  }

  order(order: ServerOrder): void {
    this.process.send(order);
  }

  async state(): Promise<YardState> {
    const isState = ({ event }: ServerReport) => event === 'state';
    for (const report of this.reports.filter(isState)) this.reports.splice(this.reports.indexOf(report), 1);
    this.order('state');
    return (await this.until('state')).state;
  }

  /** Leads everybody to the server at a port of this machine. */
  moveTo(port: number): void {
    this.order({ moveTo: { server: `tcp://127.0.0.1:${port}`, key: '', ticket: '' } });
  }

  until<E extends ServerReport['event']>(event: E): Promise<Extract<ServerReport, { event: E }>> {
    const isIt = (report: ServerReport): report is Extract<ServerReport, { event: E }> =>
      report.event === event;
    return until<Extract<ServerReport, { event: E }> | undefined>(
      `the report ${event}; it said: ${this.output}`,
      () => this.reports.find(isIt),
    );
  }

  /** Resolves with its exit code when it has ended. */
  async exit(): Promise<number | null> {
    if (this.process.exitCode === null && this.process.signalCode === null) await once(this.process, 'exit');
    running.delete(this);
    return this.process.exitCode;
  }
}

const running = new Set<OrderedServer>();

/** For afterEach: ends what a test left running. */
export async function killOrderedServers(): Promise<void> {
  await Promise.all(
    [...running].map((server) => {
      server.process.kill('SIGKILL');
      return server.exit();
    }),
  );
}
