import { ignoreClosedOutput } from '../cli/closed-output';
import { withOption } from '../cli/listening';
import type { Host } from '../cli/stopping';
import { isLoopback } from '../shared/address';
import type { WebOrder, WebReport } from '../shared/process-reports';

/** How this process reports: in sentences to whoever reads, and to the desktop game if that started it. */
export function createReporter(host: Host<WebReport, WebOrder>): (report: WebReport) => void {
  // The terminal may be gone before the pages are.
  ignoreClosedOutput(host);
  return (report) => {
    if (host.parentPort) host.parentPort.postMessage(report);
    else if (report.event === 'failed') host.stderr.write(`zeroyard-web: ${withOption(report)}\n`);
    else host.stdout.write(`${inWords(report)}\n`);
  };
}

function inWords(report: Exclude<WebReport, { event: 'failed' }>): string {
  switch (report.event) {
    case 'closed':
      return `All pages are closed (${report.reason}).`;
    case 'code':
      return `The code is ${report.code} from now on.`;
    case 'unanswered':
      return `No yard answers at ${report.address} so far; pages wait for it. Is it open, and is the address right?`;
    case 'listening': {
      const { urls, code } = report;
      const open = `Open ${urls.join(' or ')} in a browser to play (Ctrl+C ends it).`;
      const [url = ''] = urls;
      if (urls.some(isOutOfReach)) return `This computer is in no network now: phones cannot come. ${open}`;
      return code === undefined ? open : `${open}\nOr open ${new URL(url).origin} and type the code ${code}.`;
    }
  }
}

/** Others are to come, hence the token, and no other computer reaches it. */
function isOutOfReach(url: string): boolean {
  const { hostname, searchParams } = new URL(url);
  return searchParams.has('token') && isLoopback(hostname);
}
