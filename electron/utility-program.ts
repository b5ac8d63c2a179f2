import { once } from 'node:events';
import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import { HAND_OVER_MS } from '../shared/config';
import type { ServerOrder, StopOrder, WebOrder } from '../shared/process-reports';

/** How long a program may take to report for the first time; a slow disk takes some seconds. */
const START_TIMEOUT_MS = 20_000;
/** How long a program may take to say goodbye to everybody. */
const STOP_TIMEOUT_MS = 3000;
/** A server leads everybody away, and then says goodbye. */
const HAND_OVER_TIMEOUT_MS = HAND_OVER_MS + STOP_TIMEOUT_MS;

/** Where everybody is led. */
export type MoveTo = Extract<ServerOrder, { moveTo: unknown }>['moveTo'];

/**
 * One of our programs, as a process of its own beside the game: the same file that runs under Node alone. It reports by
 * messages, and is told by one to stop.
 */
export class UtilityProgram<Report> {
  /** What it reported first. */
  readonly report: Report | undefined;
  /** Called with whatever it reports after that. */
  onReport: ((report: Report) => void) | undefined;
  private process: UtilityProcess | undefined;
  private isStopping = false;

  /**
   * Resolves once it has reported, or without a report when it has ended before, or is killed for taking too long.
   * @param name of its built file, without `.js`
   * @param onEnd called when it ends by itself after that
   * @param env environment variables for it alone
   */
  static async start<Report>(
    name: string,
    args: readonly string[],
    serviceName: string,
    onEnd: () => void,
    env: Readonly<Record<string, string>> = {},
  ): Promise<UtilityProgram<Report>> {
    const child = utilityProcess.fork(join(__dirname, `${name}.js`), [...args], {
      serviceName,
      env: { ...process.env, ...env },
    });
    const report = await new Promise<Report | undefined>((resolve) => {
      const timer = setTimeout(() => child.kill(), START_TIMEOUT_MS);
      const settle = (first: Report | undefined) => {
        clearTimeout(timer);
        resolve(first);
      };
      child.once('message', settle);
      child.once('exit', () => settle(undefined));
    });
    return new UtilityProgram<Report>(child, report, onEnd);
  }

  private constructor(process: UtilityProcess, report: Report | undefined, onEnd: () => void) {
    this.report = report;
    if (report === undefined) return;
    this.process = process;
    process.on('message', (later: Report) => this.onReport?.(later));
    process.once('exit', () => {
      // Or stop() would wait for a second end.
      this.process = undefined;
      if (!this.isStopping) onEnd();
    });
  }

  /** Has it say goodbye and end. Resolves when it has. */
  stop(): Promise<void> {
    return this.end('stop' satisfies StopOrder, STOP_TIMEOUT_MS);
  }

  /** Has a server lead everybody elsewhere and end. Resolves when it has. */
  handOver(moveTo: MoveTo): Promise<void> {
    return this.end({ moveTo } satisfies ServerOrder, HAND_OVER_TIMEOUT_MS);
  }

  /** Posts it an order. One that has ended gets none. */
  order(order: Exclude<ServerOrder | WebOrder, StopOrder>): void {
    if (!this.isStopping) this.process?.postMessage(order);
  }

  /** Ends it without a word. */
  kill(): void {
    this.isStopping = true;
    this.process?.kill();
  }

  private async end(order: ServerOrder, timeoutMs: number): Promise<void> {
    this.isStopping = true;
    const { process } = this;
    if (!process) return;
    const timer = setTimeout(() => process.kill(), timeoutMs);
    const ended = once(process, 'exit');
    process.postMessage(order);
    await ended;
    clearTimeout(timer);
  }
}
