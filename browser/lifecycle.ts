import type { ServerOrder, WebReport } from '../shared/hosting';

/** Electron's port to the game that started this as a utility process; Node has none. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: ServerOrder }) => void): void;
  postMessage(report: WebReport): void;
}
type Host = Omit<NodeJS.Process, 'parentPort'> & { parentPort?: ParentPort };

/** How this process reports: in sentences to whoever reads, and to the desktop game if that started it. */
export function reportTo(host: Host): (report: WebReport) => void {
  return (report) => {
    if (host.parentPort) host.parentPort.postMessage(report);
    else if (report.event === 'failed') host.stderr.write(`zeroyard-web: ${report.reason}\n`);
    else host.stdout.write(`${inWords(report)}\n`);
  };
}

/** Resolves with the reason when the shell is asked to stop: by a signal, or by a message of the game (it has one word). */
export function untilStopped(host: Host): Promise<string> {
  return new Promise((resolve) => {
    host.once('SIGINT', resolve);
    host.once('SIGTERM', resolve);
    host.parentPort?.on('message', ({ data }) => resolve(data));
  });
}

function inWords(report: Exclude<WebReport, { event: 'failed' }>): string {
  if (report.event === 'closed') return `All pages are closed (${report.reason}).`;
  return `Open ${report.urls.join(' or ')} in a browser to play (Ctrl+C ends it).`;
}
