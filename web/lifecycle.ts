import { withOption } from '../cli/listening';
import type { Host } from '../cli/stopping';
import type { WebReport } from '../shared/process-reports';

/** How this process reports: in sentences to whoever reads, and to the desktop game if that started it. */
export function createReporter(host: Host<WebReport>): (report: WebReport) => void {
  return (report) => {
    if (host.parentPort) host.parentPort.postMessage(report);
    else if (report.event === 'failed') host.stderr.write(`zeroyard-web: ${withOption(report)}\n`);
    else host.stdout.write(`${inWords(report)}\n`);
  };
}

function inWords(report: Exclude<WebReport, { event: 'failed' }>): string {
  if (report.event === 'closed') return `All pages are closed (${report.reason}).`;
  return `Open ${report.urls.join(' or ')} in a browser to play (Ctrl+C ends it).`;
}
