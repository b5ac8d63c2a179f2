import { once } from 'node:events';
import { join } from 'node:path';
import { utilityProcess, type UtilityProcess } from 'electron';
import type { Address } from '../shared/address';
import type { ServerOrder, ServerReport } from '../shared/hosting';

/** How long a server may take to say goodbye to everybody. */
const STOP_TIMEOUT_MS = 3000;

/** A yard that this game opened. */
export interface Hosted {
  /** Tells everybody in the yard, and ends its process. */
  stop(): Promise<void>;
}

/**
 * Opens a yard in a process of its own, with the same file that `npm run server` runs.
 * Resolves with undefined when something listens at that address already: most likely a yard, to be joined.
 * Throws an Error with a sentence for a person when the server cannot be started.
 */
export async function hostYard({ host, port }: Address, name: string): Promise<Hosted | undefined> {
  const args = ['--host', host, '--port', String(port), '--name', name];
  const server = utilityProcess.fork(join(__dirname, 'server.js'), args, { serviceName: 'Zeroyard server' });
  const report = await firstReport(server);
  if (report.event === 'listening') return { stop: () => stop(server) };
  server.kill();
  if (report.event === 'failed' && report.isTaken) return undefined;
  throw new Error(report.event === 'failed' ? report.reason : 'The server ended before it listened.');
}

function firstReport(server: UtilityProcess): Promise<ServerReport> {
  return new Promise((resolve) => {
    server.once('message', resolve);
    server.once('exit', () => resolve({ event: 'closed', reason: 'its process ended' }));
  });
}

async function stop(server: UtilityProcess): Promise<void> {
  if (server.pid === undefined) return;
  const timer = setTimeout(() => server.kill(), STOP_TIMEOUT_MS);
  server.postMessage('stop' satisfies ServerOrder);
  await once(server, 'exit');
  clearTimeout(timer);
}
