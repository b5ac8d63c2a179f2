import type { ToRenderer } from '../shared/bridge';
import { DEFAULT_WEB_PORT } from '../shared/config';
import { JOIN_VARIABLE, type WebReport } from '../shared/process-reports';
import { formatTarget, type Target } from '../shared/target';
import { portAfter } from './free-port';
import { hostOf, urlsAt } from './reach';
import { SerialQueue } from './serial-queue';
import { UtilityProgram } from './utility-program';

const FAULT = 'The page for phones stopped by a fault. You can invite them again.';

/** How phones come into a hosted yard: the web shell, in a process of its own, open to the network while it is wanted. */
export class Phones {
  private readonly post: (message: ToRenderer) => void;
  private readonly ownHosts: () => readonly string[];
  private readonly operations = new SerialQueue();
  private shell: UtilityProgram<WebReport> | undefined;
  /** By which it leads to the yard: a target as text. */
  private join: string | undefined;
  /** The short code that it reported last. */
  private code: string | undefined;

  /**
   * @param post gets the URLs and the code whenever they change, and what goes wrong
   * @param ownHosts returns this machine's addresses on its networks now
   */
  constructor(post: (message: ToRenderer) => void, ownHosts: () => readonly string[]) {
    this.post = post;
    this.ownHosts = ownHosts;
  }

  /** Posts the URLs that open the yard in a browser, and the short code. */
  postState(): void {
    const report = this.shell?.report;
    const [url] = report?.event === 'listening' ? report.urls : [];
    // Not those of its start: the networks may have changed since.
    if (url === undefined) this.post({ address: 'phones', urls: [], code: undefined });
    else this.post({ address: 'phones', urls: urlsAt(url, this.ownHosts()), code: this.code });
  }

  /** Opens the page to a yard on this machine, with its key and, where one is asked for, its present ticket. */
  open(yard: Target): Promise<void> {
    return this.add(async () => {
      this.shell ??= await this.start(yard);
      this.leadTo(yard);
    });
  }

  /** Phones that come from now on are led to the yard by this: a ticket that was replaced lets nobody new in. */
  leadTo(yard: Target): void {
    const join = formatTarget(yard);
    if (join === this.join) return;
    this.join = join;
    this.shell?.order({ join });
  }

  /** Closes the page, and disconnects the phones. */
  close(): Promise<void> {
    return this.add(async () => {
      const { shell } = this;
      this.shell = undefined;
      await shell?.stop();
    });
  }

  private async add(operation: () => Promise<void>): Promise<void> {
    try {
      await this.operations.add(operation);
    } catch (error) {
      this.post({ address: 'fault', about: 'phones', reason: (error as Error).message });
    }
    this.postState();
  }

  /** Throws an Error with a sentence for a person. */
  private async start(yard: Target): Promise<UtilityProgram<WebReport>> {
    let shell = await this.startAt(yard, DEFAULT_WEB_PORT);
    if (shell.report?.event === 'failed' && shell.report.isTaken)
      shell = await this.startAt(yard, await portAfter(DEFAULT_WEB_PORT, 'network'));
    const { report } = shell;
    if (report?.event === 'listening') {
      this.code = report.code;
      shell.onReport = (later) => this.handleReport(later);
      return shell;
    }
    const reason = report?.event === 'failed' ? report.reason : undefined;
    throw new Error(reason ?? 'The page for phones ended, or took too long, before it was open.');
  }

  private handleReport(report: WebReport): void {
    if (report.event !== 'code') return;
    this.code = report.code;
    this.postState();
  }

  private async startAt(yard: Target, port: number): Promise<UtilityProgram<WebReport>> {
    const args = ['--host', hostOf('network'), '--port', String(port)];
    const onEnd = () => {
      this.shell = undefined;
      this.postState();
      this.post({ address: 'notice', text: FAULT });
    };
    const env = { [JOIN_VARIABLE]: formatTarget(yard) };
    const shell = await UtilityProgram.start<WebReport>('web', args, 'Zeroyard pages', onEnd, env);
    if (shell.report?.event !== 'listening') shell.kill();
    return shell;
  }
}
