import type { ServerOrder, ServerReport } from '../shared/hosting';

/**
 * The one program runs in two places: under Node, where it is told by signals and tells a person in words, and as a
 * utility process of the desktop game, where both go as messages through `process.parentPort`.
 */

/** Electron's port to the parent; Node has none. Electron's own type would need Electron to be imported here. */
interface ParentPort {
  on(event: 'message', listener: (message: { data: ServerOrder }) => void): void;
  postMessage(report: ServerReport): void;
}
type Host = Omit<NodeJS.Process, 'parentPort'> & { parentPort?: ParentPort };

/** How this process reports: to the desktop game if that started it, in words otherwise. */
export function reportTo(host: Host): (report: ServerReport) => void {
  return (report) => {
    if (host.parentPort) host.parentPort.postMessage(report);
    else if (report.event === 'failed') host.stderr.write(`zeroyard-server: ${report.reason}\n`);
    else host.stdout.write(`${inWords(report)}\n`);
  };
}

/** Resolves with the reason when the server is asked to stop: by a signal, or by a message of the game (it has one word). */
export function untilStopped(host: Host): Promise<string> {
  return new Promise((resolve) => {
    host.once('SIGINT', resolve);
    host.once('SIGTERM', resolve);
    host.parentPort?.on('message', ({ data }) => {
      resolve(data);
    });
  });
}

function inWords(report: Exclude<ServerReport, { event: 'failed' }>): string {
  return report.event === 'listening'
    ? `The yard "${report.yard}" is open at ${report.address} (Ctrl+C closes it).`
    : `The yard is closed (${report.reason}).`;
}
