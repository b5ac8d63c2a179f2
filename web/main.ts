import { randomBytes } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { listenAt, type ListenError } from '../cli/listening';
import { untilStopped } from '../cli/stopping';
import { formatAddress, isLoopback } from '../shared/address';
import { ownHosts } from '../shared/own-hosts';
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
    const { message, option, isTaken } = error as ListenError;
    report({ event: 'failed', reason: message, option, isTaken });
    process.exitCode = 1;
    return;
  }
  report({ event: 'listening', urls: urlsOf(options, token) });
  const reason = await stopped;
  await server.close();
  report({ event: 'closed', reason });
  process.exit();
}

/** Under which URLs the shell is reached, the likeliest first. */
function urlsOf({ host, port }: WebOptions, token: string | undefined): string[] {
  const isEverywhere = host === '0.0.0.0' || host === '::';
  const hosts = isEverywhere ? ownHosts(networkInterfaces()) : [host];
  if (hosts.length === 0) hosts.push('127.0.0.1');
  const query = token === undefined ? '' : `?token=${token}`;
  return hosts.map((name) => `http://${name.includes(':') ? `[${name}]` : name}:${port}/${query}`);
}

void main();
