import { formatAddress } from '../shared/address';
import type { ToRenderer } from '../shared/bridge';
import { DEFAULT_HOST, DEFAULT_WEB_PORT } from '../shared/config';
import type { WebReport } from '../shared/hosting';
import { hostOf, nextFreePort } from './reach';
import { UtilityProgram } from './utility';

const FAULT = 'The page for phones stopped by a fault. You can invite them again.';

/** How phones come into a hosted yard: the web shell, in a process of its own, open to the network while it is wanted. */
export class Phones {
  private readonly tell: (message: ToRenderer) => void;
  private shell: UtilityProgram<WebReport> | undefined;
  /** The one thing that is being done, since a door cannot be opened and closed at once. */
  private work: Promise<void> = Promise.resolve();

  /** @param tell hears the URLs whenever they change, and what goes wrong */
  constructor(tell: (message: ToRenderer) => void) {
    this.tell = tell;
  }

  /** Tells the URLs that open the yard in a browser. */
  tellUrls(): void {
    const report = this.shell?.report;
    this.tell({ address: 'phones', urls: report?.event === 'listening' ? report.urls : [] });
  }

  /** Opens the door to the yard that listens at this port of this machine. */
  invite(yardPort: number): Promise<void> {
    return this.next(async () => {
      this.shell ??= await this.open(yardPort);
    });
  }

  /** Closes the door, and calls the phones back. */
  callBack(): Promise<void> {
    return this.next(async () => {
      const { shell } = this;
      this.shell = undefined;
      await shell?.stop();
    });
  }

  private next(step: () => Promise<void>): Promise<void> {
    this.work = this.work
      .then(step)
      .catch((error: unknown) =>
        this.tell({ address: 'fault', about: 'phones', reason: (error as Error).message }),
      )
      .then(() => this.tellUrls());
    return this.work;
  }

  /** Throws an Error with a sentence for a person. */
  private async open(yardPort: number): Promise<UtilityProgram<WebReport>> {
    let shell = await this.start(yardPort, DEFAULT_WEB_PORT);
    if (shell.report?.event === 'failed' && shell.report.isTaken) {
      const freePort = await nextFreePort('network', DEFAULT_WEB_PORT);
      if (freePort !== undefined) shell = await this.start(yardPort, freePort);
    }
    const { report } = shell;
    if (report?.event === 'listening') return shell;
    throw new Error(report?.reason ?? 'The page for phones ended before it was open.');
  }

  private async start(yardPort: number, port: number): Promise<UtilityProgram<WebReport>> {
    const yard = formatAddress({ host: DEFAULT_HOST, port: yardPort });
    const args = ['--join', yard, '--host', hostOf('network'), '--port', String(port)];
    const shell = await UtilityProgram.start<WebReport>('web', args, 'Zeroyard pages', () => {
      this.shell = undefined;
      this.tellUrls();
      this.tell({ address: 'notice', text: FAULT });
    });
    if (shell.report?.event !== 'listening') shell.kill();
    return shell;
  }
}
