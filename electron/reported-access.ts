import type { YardAccess } from '../shared/process-reports';

/** How long a server may take to say that something of it has changed. */
const REPORT_TIMEOUT_MS = 5000;

/** What a server reported last of who may come in. */
export class ReportedAccess {
  private last: YardAccess | undefined;
  private readonly waiting = new Set<() => void>();

  /** Undefined until its server has reported it. */
  get present(): YardAccess | undefined {
    return this.last;
  }

  /** Takes a report in. Bans that it leaves out are as they were. */
  add(report: Omit<YardAccess, 'bans'> & Partial<YardAccess>): void {
    this.last = { bans: [], ...this.last, ...report };
    for (const look of [...this.waiting]) look();
  }

  /** Its server is gone. */
  clear(): void {
    this.last = undefined;
  }

  /** Resolves with the ticket as soon as there is another than this one. Rejects with a sentence when that takes too long. */
  otherTicket(than: string | undefined): Promise<string> {
    return new Promise((resolve, reject) => {
      const end = () => {
        clearTimeout(timer);
        this.waiting.delete(look);
      };
      const look = () => {
        const ticket = this.last?.ticket;
        if (ticket === undefined || ticket === than) return;
        end();
        resolve(ticket);
      };
      const timer = setTimeout(() => {
        end();
        reject(new Error('The yard’s server has made no ticket.'));
      }, REPORT_TIMEOUT_MS);
      this.waiting.add(look);
      look();
    });
  }
}
