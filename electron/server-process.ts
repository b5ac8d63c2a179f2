import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '../shared/host-commands';
import type { YardPlan } from '../shared/hosted-yard';
import { HOST_KEY_VARIABLE, type ServerReport, type YardAccess } from '../shared/process-reports';
import { formatYardSize, NAMED_YARD_SIZES } from '../shared/yard-size';
import { hostOf } from './reach';
import { ServerCommands } from './server-commands';
import { UtilityProgram } from './utility-program';

/** Something listens at the port already. */
export class PortTakenError extends Error {}

export interface ServerProcessEvents {
  /**
   * The server's process died and was started again, with nobody in its yard until they reconnect. A lock does not outlast
   * it (`wasLocked`): it would keep them all outside.
   */
  onRestart(wasLocked: boolean): void;
  /** Who may come in has changed: `access`. */
  onAccess(): void;
  /** The yard is no more, though nobody stopped it; `reason` is a sentence for a person. */
  onEnd(reason: string): void;
}

const NOT_LISTENING = 'The server ended, or took too long, before it listened.';
const UNSECURED = 'The server has no key for a secured yard, so the yard was not opened.';

/** What every yard of this game is started with. */
export interface ServerSettings {
  /** The network interfaces on which yards are announced; empty for those under which they can be reached. */
  announceOn: readonly string[];
  /** Where secured yards keep their keys, bans and known identities. */
  keysFolder: string;
}

/** A running program, as far as a server process needs one. */
export type Program = Pick<UtilityProgram<ServerReport>, 'report' | 'onReport' | 'order' | 'stop' | 'kill'>;
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
  private readonly commands = new ServerCommands();
  private server: Program | undefined;
  /** What it reported of who may come in. */
  private reportedAccess: YardAccess | undefined;
  /** The automatic restart, while it lasts. */
  private restarting: Promise<void> | undefined;
  private isStopping = false;
  private restarts = 0;

  /**
   * Resolves when the yard is open.
   * @param startProgram for tests: starts a server with these arguments and environment variables
   * @throws PortTakenError, or an Error with a sentence for a person
   */
  static async open(
    plan: YardPlan,
    settings: ServerSettings,
    events: ServerProcessEvents,
    startProgram: StartProgram = (args, env, onEnd) =>
      UtilityProgram.start<ServerReport>('server', args, 'Zeroyard server', onEnd, env),
  ): Promise<ServerProcess> {
    const process = new ServerProcess(plan, settings, events, startProgram);
    await process.start();
    return process;
  }

  private constructor(
    plan: YardPlan,
    { announceOn, keysFolder }: ServerSettings,
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
      ...(plan.access === 'open' ? [] : ['--secure', '--keys', keysFolder]),
      ...(plan.access === 'invited' ? ['--invited-only'] : []),
      ...(plan.access === 'ask' ? ['--ask-first'] : []),
    ];
  }

  /** The public key of a secured yard, as text; undefined of an open one. */
  get serverKey(): string | undefined {
    const report = this.server?.report;
    return report?.event === 'listening' ? report.serverKey : undefined;
  }

  /** Who may come in, and who has to stay outside; undefined until the server has reported it. */
  get access(): YardAccess | undefined {
    return this.reportedAccess;
  }

  /** Gives the server a line of its console. Resolves with its answer, or with an error in words. */
  command(line: string): Promise<CommandAnswer> {
    const { server } = this;
    if (!server) return Promise.resolve({ text: 'The yard’s server is being started again.', isError: true });
    return this.commands.ask(line, (order) => server.order(order));
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
    if (report?.event === 'listening' && this.isAsPlanned(report.serverKey)) {
      this.server = server;
      server.onReport = (later) => this.handleReport(later);
      return;
    }
    server.kill();
    const failed = report?.event === 'failed' ? report : undefined;
    const reason = failed?.reason ?? (report?.event === 'listening' ? UNSECURED : NOT_LISTENING);
    throw failed?.isTaken === true ? new PortTakenError(reason) : new Error(reason);
  }

  /** A yard that was to be secured is never an open one. */
  private isAsPlanned(serverKey: string | undefined): boolean {
    return this.plan.access === 'open' || serverKey !== undefined;
  }

  private handleReport(report: ServerReport): void {
    if (report.event === 'answer') this.commands.handleAnswer(report);
    if (report.event !== 'access') return;
    this.reportedAccess = { bans: [], ...this.reportedAccess, ...report.access };
    this.events.onAccess();
  }

  /** Once: a server that dies again would do so for ever. */
  private async restart(): Promise<void> {
    const wasLocked = this.reportedAccess?.isLocked === true;
    this.server = undefined;
    this.reportedAccess = undefined;
    this.commands.failAll();
    if (this.wasStopped()) return;
    this.events.onAccess();
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
    if (!failure) this.events.onRestart(wasLocked);
    else this.events.onEnd(`The yard’s server stopped, and could not be started again: ${failure.message}`);
  }

  private wasStopped(): boolean {
    return this.isStopping;
  }
}
