/** A real nats-server for a test, on the loopback interface. */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:net';
import { once } from 'node:events';
import { until } from './until';

/** Why there is no NATS here; undefined where there is. */
export const NATS_OBSTACLE =
  spawnSync('nats-server', ['--version']).status === 0
    ? undefined
    : 'nats-server is not installed (Debian package nats-server)';

const running = new Set<Nats>();

export class Nats {
  readonly url: string;
  private readonly port: number;
  private readonly args: readonly string[];
  private readonly folder = mkdtempSync(join(tmpdir(), 'zeroyard-nats-'));
  private process: ChildProcess | undefined;

  private constructor(port: number, args: readonly string[]) {
    this.port = port;
    this.args = args;
    this.url = `nats://127.0.0.1:${port}`;
    running.add(this);
  }

  static async start(port: number, ...args: readonly string[]): Promise<Nats> {
    const nats = new Nats(port, args);
    await nats.start();
    return nats;
  }

  async start(): Promise<void> {
    const args = ['-a', '127.0.0.1', '-p', String(this.port), '-js', '-sd', this.folder, ...this.args];
    this.process = spawn('nats-server', args, { stdio: 'ignore' });
    await until('NATS to listen', () => isListening(this.port));
  }

  kill(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  async stop(): Promise<void> {
    const { process } = this;
    if (process?.exitCode !== null || process.signalCode !== null) return;
    process.kill('SIGKILL');
    await once(process, 'close');
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
    running.delete(this);
  }
}

/** To be called after each test. */
export async function removeNats(): Promise<void> {
  for (const nats of [...running]) await nats.remove();
}

async function isListening(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
