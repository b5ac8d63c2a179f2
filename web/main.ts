import { randomBytes } from 'node:crypto';
import { listenAt, ListenError } from '../cli/listening';
import { untilStopped, type Host } from '../cli/stopping';
import { HostWatcher } from '../client/reachable-hosts';
import { checkYardHost } from '../client/yard-host';
import { formatAddress, isEveryNetwork, isLoopback, type Address } from '../shared/address';
import { DEFAULT_HOST } from '../shared/config';
import type { WebOrder, WebReport } from '../shared/process-reports';
import { formatTarget } from '../shared/target';
import { WebServer } from './web-server';
import { createReporter } from './lifecycle';
import { readOptions, type WebOptions } from './options';
import { CODE_SHOWN_MS, ShortCodes } from './short-codes';
import { loadSite } from './site';
import { isYardOpen } from './yard-check';

/** As many as nobody guesses: 128 bits. */
const TOKEN_BYTES = 16;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const report = createReporter(process);
  const stopped = untilStopped(process);
  const token = isLoopback(options.host) ? undefined : randomBytes(TOKEN_BYTES).toString('base64url');
  const codes = token === undefined ? undefined : new ShortCodes(performance.now());
  const server = new WebServer({
    site: await loadSite(token),
    token,
    server: formatTarget(options.join),
    maxPages: options.maxPages,
    codes,
  });
  try {
    await checkYardHost(options.join);
    await listenAt(options, '--port', (resolved) => server.open(resolved));
  } catch (error) {
    const { message } = error as Error;
    const listening = error instanceof ListenError ? error : undefined;
    report({
      event: 'failed',
      reason: message,
      option: listening?.option ?? '--join',
      isTaken: listening?.isTaken ?? false,
    });
    process.exitCode = 1;
    return;
  }
  const reportUrls = (hosts: readonly string[]) =>
    report({ event: 'listening', urls: urlsOf(hosts, options, token), code: codes?.code });
  if (isEveryNetwork(options.host)) reportUrls((await HostWatcher.start(reportUrls)).hosts);
  else reportUrls([options.host]);
  if (codes) renewCodes(codes, report);
  void reportUnanswered(options.join, report);
  followYard(process, server);
  const reason = await stopped;
  await server.close();
  report({ event: 'closed', reason });
  process.exit();
}

/** The game leads its pages to a yard by another invite when it has made a new one. */
function followYard({ parentPort }: Host<WebReport, WebOrder>, server: WebServer): void {
  parentPort?.on('message', ({ data }) => {
    if (data !== 'stop') server.yard = data.join;
  });
}

/** Reports each code that replaces another, until the program ends. */
function renewCodes(codes: ShortCodes, report: (report: WebReport) => void): void {
  setInterval(() => {
    codes.renew(performance.now());
    report({ event: 'code', code: codes.code });
  }, CODE_SHOWN_MS);
}

/** Reports a yard that does not answer. */
async function reportUnanswered(yard: Address, report: (report: WebReport) => void): Promise<void> {
  if (!(await isYardOpen(yard))) report({ event: 'unanswered', address: formatAddress(yard) });
}

/** Under which URLs the shell is reached, the likeliest first; without a network on this machine alone. */
function urlsOf(hosts: readonly string[], { port }: WebOptions, token: string | undefined): string[] {
  const query = token === undefined ? '' : `?token=${token}`;
  return (hosts.length === 0 ? [DEFAULT_HOST] : hosts).map(
    (name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}/${query}`,
  );
}

void main();
