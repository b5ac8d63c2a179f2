import type { HostedYard, YardPlan } from '../shared/bridge';
import type { ServerReport } from '../shared/hosting';
import { hostOf, reachOf } from './reach';
import { UtilityProgram } from './utility';

/** Something listens at the port already. */
export class PortTakenError extends Error {}

export interface YardHostEvents {
  /** The server's process died and was started again, with nobody in its yard until they reconnect. */
  onRestart(): void;
  /** The yard is no more, though nobody stopped it; `reason` is a sentence for a person. */
  onEnd(reason: string): void;
}

/** A yard that this game holds open, in a process of its own: the same file that `npm run server` runs. */
export class YardHost {
  readonly yard: HostedYard;
  private readonly args: readonly string[];
  private readonly events: YardHostEvents;
  private server: UtilityProgram<ServerReport> | undefined;
  private isStopping = false;
  private restarts = 0;

  /**
   * Resolves when the yard is open.
   * @param announceOn the network interfaces on which it is announced; empty for those under which it can be reached
   * @throws PortTakenError, or an Error with a sentence for a person
   */
  static async open(
    plan: YardPlan,
    announceOn: readonly string[],
    events: YardHostEvents,
  ): Promise<YardHost> {
    const host = new YardHost(plan, announceOn, events);
    await host.start();
    return host;
  }

  private constructor(plan: YardPlan, announceOn: readonly string[], events: YardHostEvents) {
    this.yard = { ...plan, ...reachOf(plan) };
    this.events = events;
    this.args = [
      ...['--host', hostOf(plan.reach), '--port', String(plan.port), '--name', plan.name, '--announce'],
      ...(plan.reach === 'network' ? announceOn.flatMap((name) => ['--announce-on', name]) : []),
    ];
  }

  /** Tells everybody in the yard, and ends its process. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.server?.stop();
  }

  private async start(): Promise<void> {
    const server = await UtilityProgram.start<ServerReport>(
      'server',
      this.args,
      'Zeroyard server',
      () => void this.recover(),
    );
    const { report } = server;
    if (report?.event === 'listening') {
      this.server = server;
      return;
    }
    server.kill();
    const reason = report?.reason ?? 'The server ended before it listened.';
    throw report?.event === 'failed' && report.isTaken ? new PortTakenError(reason) : new Error(reason);
  }

  /** Once: a server that dies again would do so for ever. */
  private async recover(): Promise<void> {
    if (this.isStopping) return;
    if (this.restarts++ > 0) {
      this.events.onEnd('The yard’s server stopped a second time, so the yard is closed.');
      return;
    }
    try {
      await this.start();
      this.events.onRestart();
    } catch (error) {
      this.events.onEnd(
        `The yard’s server stopped, and could not be started again: ${(error as Error).message}`,
      );
    }
  }
}
