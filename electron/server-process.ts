import { randomUUID } from 'node:crypto';
import type { YardPlan } from '../shared/bridge';
import { HOST_KEY_VARIABLE, type ServerReport } from '../shared/process-reports';
import { formatYardSize, NAMED_YARD_SIZES } from '../shared/yard-size';
import { hostOf } from './reach';
import { UtilityProgram } from './utility-program';

/** Something listens at the port already. */
export class PortTakenError extends Error {}

export interface ServerProcessEvents {
  /** The server's process died and was started again, with nobody in its yard until they reconnect. */
  onRestart(): void;
  /** The yard is no more, though nobody stopped it; `reason` is a sentence for a person. */
  onEnd(reason: string): void;
}

/** A running program, as far as a server process needs one. */
export type Program = Pick<UtilityProgram<ServerReport>, 'report' | 'stop' | 'kill'>;
type StartProgram = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onEnd: () => void,
) => Promise<Program>;

/** A yard that this game holds open, in a process of its own: the same file that `npm run server` runs. */
export class ServerProcess {
  readonly plan: YardPlan;
  /** The resume key by which the server knows its host; also after a restart. */
  readonly hostKey = randomUUID();
  private readonly args: readonly string[];
  private readonly events: ServerProcessEvents;
  private readonly startProgram: StartProgram;
  private server: Program | undefined;
  /** The automatic restart, while it lasts. */
  private restarting: Promise<void> | undefined;
  private isStopping = false;
  private restarts = 0;

  /**
   * Resolves when the yard is open.
   * @param announceOn the network interfaces on which it is announced; empty for those under which it can be reached
   * @param startProgram for tests: starts a server with these arguments and environment variables
   * @throws PortTakenError, or an Error with a sentence for a person
   */
  static async open(
    plan: YardPlan,
    announceOn: readonly string[],
    events: ServerProcessEvents,
    startProgram: StartProgram = (args, env, onEnd) =>
      UtilityProgram.start<ServerReport>('server', args, 'Zeroyard server', onEnd, env),
  ): Promise<ServerProcess> {
    const process = new ServerProcess(plan, announceOn, events, startProgram);
    await process.start();
    return process;
  }

  private constructor(
    plan: YardPlan,
    announceOn: readonly string[],
    events: ServerProcessEvents,
    startProgram: StartProgram,
  ) {
    this.plan = plan;
    this.events = events;
    this.startProgram = startProgram;
    this.args = [
      ...['--host', hostOf(plan.reach), '--port', String(plan.port), '--name', plan.name, '--announce'],
      ...['--size', formatYardSize(NAMED_YARD_SIZES[plan.size])],
      ...(plan.reach === 'network' ? announceOn.flatMap((name) => ['--announce-on', name]) : []),
    ];
  }

  /** The public key of a secured yard (shared/keys.ts). */
  get serverKey(): string | undefined {
    const report = this.server?.report;
    return report?.event === 'listening' ? report.serverKey : undefined;
  }

  /** Tells everybody in the yard, and ends its process; also one that is just being started again. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.restarting;
    await this.server?.stop();
  }

  private async start(): Promise<void> {
    const server = await this.startProgram(this.args, { [HOST_KEY_VARIABLE]: this.hostKey }, () => {
      this.restarting = this.restart();
    });
    const { report } = server;
    if (report?.event === 'listening') {
      this.server = server;
      return;
    }
    server.kill();
    const failed = report?.event === 'failed' ? report : undefined;
    const reason = failed?.reason ?? 'The server ended, or took too long, before it listened.';
    throw failed?.isTaken === true ? new PortTakenError(reason) : new Error(reason);
  }

  /** Once: a server that dies again would do so for ever. */
  private async restart(): Promise<void> {
    this.server = undefined;
    if (this.wasStopped()) return;
    if (this.restarts++ > 0) {
      this.events.onEnd('The yard’s server stopped a second time, so the yard is closed.');
      return;
    }
    const failure = await this.start().then(
      () => undefined,
      (error: unknown) => error as Error,
    );
    // Who stops it meanwhile waits for this, and then ends what was started.
    if (this.wasStopped()) return;
    if (!failure) this.events.onRestart();
    else this.events.onEnd(`The yard’s server stopped, and could not be started again: ${failure.message}`);
  }

  private wasStopped(): boolean {
    return this.isStopping;
  }
}
