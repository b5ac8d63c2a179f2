import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port';
import { until } from './until';

/** What keeps tests from having a NATS; undefined where there is one. */
export const natsMissing =
  spawnSync('nats-server', ['--version']).status === 0 ? undefined : 'nats-server is not installed';

/** A real NATS with JetStream on the loopback interface, whose port and store stay when it is killed and started again. */
export class NatsServer {
  readonly port: number;
  readonly url: string;
  private readonly args: readonly string[];
  private readonly folder = mkdtempSync(join(tmpdir(), 'zeroyard-nats-'));
  private process: ChildProcess | undefined;

  private constructor(port: number, args: readonly string[]) {
    this.port = port;
    this.url = `nats://127.0.0.1:${port}`;
    this.args = args;
  }

  static async start(...args: string[]): Promise<NatsServer> {
    const server = new NatsServer(await freePort(), args);
    await server.start();
    return server;
  }

  start(): Promise<void> {
    return this.run('-js', '-sd', this.folder);
  }

  /** Without JetStream. */
  startWithoutStore(): Promise<void> {
    return this.run();
  }

  private async run(...args: string[]): Promise<void> {
    const address = ['-a', '127.0.0.1', '-p', String(this.port)];
    this.process = spawn('nats-server', [...address, ...args, ...this.args], { stdio: 'ignore' });
    await until('NATS to listen', () => this.listens());
  }

  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    const { process } = this;
    this.process = undefined;
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    process.kill(signal);
    await once(process, 'exit');
  }

  /** Ends it, and what it kept. */
  async close(): Promise<void> {
    await this.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private listens(): Promise<boolean> {
    return new Promise((resolve) => {
      const socket = connect(this.port, '127.0.0.1');
      socket.once('data', () => resolve(true)).once('error', () => resolve(false));
      socket.once('data', () => socket.destroy());
    });
  }
}
