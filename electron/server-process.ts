import { randomUUID } from 'node:crypto';
import type { CommandAnswer } from '../shared/host-commands';
import type { YardPlan } from '../shared/hosted-yard';
import { HOST_KEY_VARIABLE, type ServerReport, type YardAccess } from '../shared/process-reports';
import type { YardState } from '../shared/yard-state';
import type { Succession } from './hand-over';
import { ReportedAccess } from './reported-access';
import { serverArguments, type ServerSettings } from './server-arguments';
import { ServerCommands } from './server-commands';
import { withStateFile } from './state-file';
import { UtilityProgram, type MoveTo } from './utility-program';

/** Something listens at the port already. */
export class PortTakenError extends Error {}

/** How long a server may take to say who is in its yard. */
const STATE_TIMEOUT_MS = 3000;
const NO_STATE = 'The yard’s server does not answer, so that the yard stays as it is.';

export interface ServerProcessEvents {
  /**
   * The server's process died and was started again, with nobody in its yard until they reconnect. A lock does not outlast
   * it (`wasLocked`): it would keep them all outside.
   */
  onRestart(wasLocked: boolean): void;
  /** These players' games could hold the yard. */
  onSuccessors(ids: readonly number[]): void;
  /** The player who was asked to hold it has it open there; undefined where they will not, or are gone. */
  onOffered(id: number, moveTo: MoveTo | undefined): void;
  /** Who may come in has changed: `access`. */
  onAccess(): void;
  /** The yard is no more, though nobody stopped it; `reason` is a sentence for a person. */
  onEnd(reason: string): void;
}

const NOT_LISTENING = 'The server ended, or took too long, before it listened.';
const UNSECURED = 'The server has no key for a secured yard, so the yard was not opened.';

/** A running program, as far as a server process needs one. */
export type Program = Pick<
  UtilityProgram<ServerReport>,
  'report' | 'onReport' | 'order' | 'stop' | 'handOver' | 'kill'
>;
type StartProgram = (
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  onEnd: () => void,
) => Promise<Program>;

/** A yard that this game holds open, in a process of its own: the same file that `npm run server` runs. */
export class ServerProcess {
  readonly plan: YardPlan;
  /** The resume key by which the server knows its host; also after a restart. */
  readonly hostKey: string;
  private readonly args: readonly string[];
  private readonly events: ServerProcessEvents;
  private readonly startProgram: StartProgram;
  private readonly commands = new ServerCommands();
  private server: Program | undefined;
  private readonly reported = new ReportedAccess();
  /** Which game is played, as the server reported it last. */
  private game: string | undefined;
  /** The automatic restart, while it lasts. */
  private restarting: Promise<void> | undefined;
  private isStopping = false;
  private onState: ((state: YardState) => void) | undefined;
  private restarts = 0;

  /**
   * Resolves when the yard is open.
   * @param startProgram for tests: starts a server with these arguments and environment variables
   * @param succession of the process that held this yard before
   * @throws PortTakenError, or an Error with a sentence for a person
   */
  static async open(
    plan: YardPlan,
    settings: ServerSettings,
    events: ServerProcessEvents,
    startProgram: StartProgram = (args, env, onEnd) =>
      UtilityProgram.start<ServerReport>('server', args, 'Zeroyard server', onEnd, env),
    succession?: Succession,
  ): Promise<ServerProcess> {
    const process = new ServerProcess(plan, settings, events, startProgram, succession?.hostKey);
    await process.start(succession?.state);
    return process;
  }

  private constructor(
    plan: YardPlan,
    settings: ServerSettings,
    events: ServerProcessEvents,
    startProgram: StartProgram,
    hostKey: string = randomUUID(),
  ) {
    this.plan = plan;
    this.hostKey = hostKey;
    this.events = events;
    this.startProgram = startProgram;
    this.args = serverArguments(plan, settings);
  }

  /** The public key of a secured yard, as text; undefined of an open one. */
  get serverKey(): string | undefined {
    const report = this.server?.report;
    return report?.event === 'listening' ? report.serverKey : undefined;
  }

  /** Who may come in, and who has to stay outside; undefined until the server has reported it. */
  get access(): YardAccess | undefined {
    return this.reported.present;
  }

  /** Gives the server a line of its console. Resolves with its answer, or with an error in words. */
  command(line: string): Promise<CommandAnswer> {
    const { server } = this;
    if (!server) return Promise.resolve({ text: 'The yard’s server is being started again.', isError: true });
    return this.commands.ask(line, (order) => server.order(order));
  }

  /**
   * Has a yard for the invited ask for another ticket from now on, and resolves with it. Rejects with a sentence when the server
   * makes none.
   */
  async renewTicket(): Promise<string> {
    const before = await this.reported.otherTicket(undefined);
    const { text, isError } = await this.command('invite new');
    if (isError) throw new Error(text);
    return this.reported.otherTicket(before);
  }

  /** Tells everybody in the yard, and ends its process; also one that is just being started again. */
  async stop(): Promise<void> {
    this.isStopping = true;
    await this.restarting;
    await this.server?.stop();
  }

  /** Who is in the yard now. Rejects with a sentence when its server does not answer. */
  takeState(): Promise<YardState> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(NO_STATE)), STATE_TIMEOUT_MS);
      this.onState = (state) => {
        clearTimeout(timer);
        resolve(state);
      };
      this.server?.order('state');
    });
  }

  /** Has a player asked to hold the yard from now on; 0 for nobody any more. */
  offerTo(id: number): void {
    this.server?.order({ offerTo: id });
  }

  /** Leads everybody in the yard elsewhere, and ends its process. */
  async handOver(moveTo: MoveTo): Promise<void> {
    this.isStopping = true;
    await this.restarting;
    await this.server?.handOver(moveTo);
  }

  /** @param state of the yard, where another process held it before */
  private async start(state?: YardState): Promise<void> {
    const onEnd = () => {
      this.restarting = this.restart();
    };
    const server = await withStateFile(state, (env) =>
      this.startProgram(this.args, { ...env, [HOST_KEY_VARIABLE]: this.hostKey }, onEnd),
    );
    const { report } = server;
    if (report?.event === 'listening' && this.isAsPlanned(report.serverKey)) {
      this.server = server;
      server.onReport = (later) => this.handleReport(later);
      // After a restart, a new round of what was played: who was what went with the server.
      if (this.game !== undefined) server.order({ n: 0, command: `game ${this.game}` });
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
    switch (report.event) {
      case 'answer':
        this.commands.handleAnswer(report);
        break;
      case 'state':
        this.onState?.(report.state);
        break;
      case 'successors':
        this.events.onSuccessors(report.ids);
        break;
      case 'offered':
        this.events.onOffered(report.id, report.moveTo);
        break;
      case 'access':
        this.reported.add(report.access);
        this.events.onAccess();
        break;
      case 'game':
        this.game = report.game;
        break;
      default: // Of its start and its end.
    }
  }

  /** Once: a server that dies again would do so for ever. */
  private async restart(): Promise<void> {
    const wasLocked = this.reported.present?.isLocked === true;
    this.server = undefined;
    this.reported.clear();
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
