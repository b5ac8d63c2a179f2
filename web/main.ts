import { randomBytes } from 'node:crypto';
import { listenAt, type ListenError } from '../cli/listening';
import { untilStopped } from '../cli/stopping';
import { HostWatcher } from '../client/reachable-hosts';
import { formatAddress, isLoopback } from '../shared/address';
import { DEFAULT_HOST } from '../shared/config';
import { WebServer } from './web-server';
import { createReporter } from './lifecycle';
import { readOptions, type WebOptions } from './options';
import { loadSite } from './site';

/** As many as nobody guesses: 128 bits. */
const TOKEN_BYTES = 16;

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const report = createReporter(process);
  const stopped = untilStopped(process);
  const token = isLoopback(options.host) ? undefined : randomBytes(TOKEN_BYTES).toString('base64url');
  const server = new WebServer({
    site: await loadSite(token),
    token,
    server: formatAddress(options.join),
    maxPages: options.maxPages,
  });
  try {
    await listenAt(options, '--port', (resolved) => server.open(resolved));
  } catch (error) {
    const { message, isTaken } = error as ListenError;
    report({ event: 'failed', reason: message, isTaken });
    process.exitCode = 1;
    return;
  }
  const reportUrls = (hosts: readonly string[]) =>
    report({ event: 'listening', urls: urlsOf(hosts, options, token) });
  if (isEverywhere(options)) reportUrls((await HostWatcher.start(reportUrls)).hosts);
  else reportUrls([options.host]);
  const reason = await stopped;
  await server.close();
  report({ event: 'closed', reason });
  process.exit();
}

function isEverywhere({ host }: WebOptions): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** Under which URLs the shell is reached, the likeliest first; without a network on this machine alone. */
function urlsOf(hosts: readonly string[], { port }: WebOptions, token: string | undefined): string[] {
  const query = token === undefined ? '' : `?token=${token}`;
  return (hosts.length === 0 ? [DEFAULT_HOST] : hosts).map(
    (name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}/${query}`,
  );
}

void main();
