import type { Logger } from 'pino';
import { withOption } from '../../cli/listening';
import type { Host } from '../../cli/stopping';
import { HOST_KEY_VARIABLE, type ServerReport } from '../../shared/process-reports';
import { quoted } from '../../shared/text';
import type { LogOptions } from './log';

/**
 * The one program runs in two places: under Node, where it is told by signals and tells its log, and as a utility
 * process of the desktop game, where both go as messages through `process.parentPort` besides.
 */

/** How this process reports: to its log, and to the desktop game if that started it. */
export function createReporter(
  host: Host<ServerReport>,
  log: Logger,
  { json }: Pick<LogOptions, 'json'>,
): (report: ServerReport) => void {
  return (report) => {
    host.parentPort?.postMessage(report);
    if (report.event !== 'failed') log.info(report, inWords(report));
    else if (json) log.error(report, withOption(report));
    // The game itself says what failed: a yard that is open already is none of its failures.
    else if (!host.parentPort) host.stderr.write(`zeroyard-server: ${withOption(report)}\n`);
  };
}

function inWords(report: Exclude<ServerReport, { event: 'failed' }>): string {
  return report.event === 'listening'
    ? `The yard ${quoted(report.yard)} is open at ${report.address} (Ctrl+C closes it).`
    : `The yard is closed (${report.reason}).`;
}

/** The key of the desktop game's person, if that started this process; nothing else that runs here is to read it. */
export function takeHostKey(env: NodeJS.ProcessEnv): string | undefined {
  const key = env[HOST_KEY_VARIABLE];
  Reflect.deleteProperty(env, HOST_KEY_VARIABLE);
  return key;
}
