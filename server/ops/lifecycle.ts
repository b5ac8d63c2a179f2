import { networkInterfaces } from 'node:os';
import type { Logger } from 'pino';
import { withOption } from '../../cli/listening';
import type { Host } from '../../cli/stopping';
import { isEveryNetwork } from '../../shared/address';
import { ownHosts } from '../../shared/own-hosts';
import {
  HOST_KEY_VARIABLE,
  type ServerLifeReport,
  type ServerOrder,
  type ServerReport,
} from '../../shared/process-reports';
import { formatInvite, formatTarget } from '../../shared/target';
import { quoted } from '../../shared/text';
import type { LogOptions } from './log';

/**
 * The one program runs in two places: under Node, where it is told by signals and tells its log, and as a utility
 * process of the desktop game, where both go as messages through `process.parentPort` besides.
 */

type ListeningReport = Extract<ServerLifeReport, { event: 'listening' }>;

/** How this process reports: to its log, and to the desktop game if that started it. */
export function createReporter(
  host: Host<ServerReport, ServerOrder>,
  log: Logger,
  { json }: Pick<LogOptions, 'json'>,
): (report: ServerLifeReport) => void {
  return (report) => {
    host.parentPort?.postMessage(report);
    if (report.event !== 'failed') log.info(report, inWords(report));
    else if (json) log.error(report, withOption(report));
    // The game itself says what failed: a yard that is open already is none of its failures.
    else if (!host.parentPort) host.stderr.write(`zeroyard-server: ${withOption(report)}\n`);
  };
}

function inWords(report: Exclude<ServerLifeReport, { event: 'failed' }>): string {
  return report.event === 'listening'
    ? openWords(report, ownHosts(networkInterfaces()))
    : `The yard is closed (${report.reason}).`;
}

/**
 * That a yard is open, as a sentence; where it listens on every network, with the addresses by which others join it, and of a
 * secured one with its invite. That of an invited yard bears the ticket, which no log is to hold: where to get it is said instead.
 * @param hosts under which others may reach this machine
 */
export function openWords(
  { address, yard, serverKey, isInvitedOnly = false }: Omit<ListeningReport, 'event'>,
  hosts: readonly string[],
): string {
  // Not by parseAddress: the system may know names of this machine that no address of a yard has, such as 127.1.
  const [, inBrackets, plain, port] = /^tcp:\/\/(?:\[(.+)\]|(.+)):(\d+)$/.exec(address) ?? [];
  const host = inBrackets ?? plain ?? '';
  const isEverywhere = isEveryNetwork(host);
  const joined = (isEverywhere ? hosts : [host]).map((own) => {
    const place = { host: own, port: Number(port) };
    return serverKey === undefined ? formatTarget(place) : formatInvite({ ...place, serverKey });
  });
  const others =
    isEverywhere && hosts.length === 0
      ? ', but this computer is in no network now'
      : isInvitedOnly
        ? ': others join by the invite that the word "invite" on its console prints'
        : isEverywhere || serverKey !== undefined
          ? `: others join ${joined.join(' or ')}`
          : '';
  const ofKey =
    isEverywhere && hosts.length === 0 && serverKey !== undefined ? `; its key is ${serverKey}` : '';
  return `The yard ${quoted(yard)} is open at ${address}${others}${ofKey} (Ctrl+C closes it).`;
}

/** The key of the desktop game's person, if that started this process; nothing else that runs here is to read it. */
export function takeHostKey(env: NodeJS.ProcessEnv): string | undefined {
  const key = env[HOST_KEY_VARIABLE];
  Reflect.deleteProperty(env, HOST_KEY_VARIABLE);
  return key;
}
