/** Serves the metrics over HTTP to programs of this machine: they have no password. */
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { Logger } from 'pino';
import { collectDefaultMetrics, type Registry } from 'prom-client';
import type { Address } from '../../shared/address';
import { TokenBucket } from '../../shared/token-bucket';
import type { Metrics } from './metrics';

/** A request that is answered takes some milliseconds, which the players would wait. */
const REQUESTS_PER_S = 10;
/** They come out of the file descriptors that the yard's connections leave (net/zmtp/descriptors.ts). */
const CONNECTIONS_MAX = 8;
/** Who has not asked by then is disconnected: it holds the place of somebody who would. */
const REQUEST_MAX_MS = 2000;
const REQUEST_CHECK_INTERVAL_MS = 500;

interface Answer {
  status: number;
  text: string;
  type?: string;
}

/**
 * Serves the metrics, and Node's own besides: event-loop delay, memory, garbage collection. It lasts for as long as the
 * process runs for other reasons. Throws what Node throws when the port cannot be had.
 */
export async function serveMetrics({ registry }: Metrics, address: Address, log: Logger): Promise<void> {
  const { host, port } = address;
  const requests = new TokenBucket(REQUESTS_PER_S, REQUESTS_PER_S, performance.now());
  const timeouts = {
    headersTimeout: REQUEST_MAX_MS,
    requestTimeout: REQUEST_MAX_MS,
    connectionsCheckingInterval: REQUEST_CHECK_INTERVAL_MS,
  };
  const server = createServer(timeouts, (request, response) => {
    const { method, url } = request;
    log.debug({ method, url }, `The metrics are asked: ${method} ${url}`);
    const refusal = checkRequest(request, address) ?? checkRate(requests);
    void (refusal ? Promise.resolve(refusal) : readMetrics(registry)).then(({ status, text, type }) => {
      const headers = { 'content-type': type ?? 'text/plain', 'content-length': Buffer.byteLength(text) };
      // To a HEAD Node itself sends no more than the headers.
      response.writeHead(status, headers).end(text);
    });
  });
  server.maxConnections = CONNECTIONS_MAX;
  await once(server.listen(port, host).unref(), 'listening');
  collectDefaultMetrics({ register: registry });
  log.info({ host, port }, `The metrics are at http://${host}:${port}/metrics.`);
}

/** What is wrong with a request; undefined when it may be answered. */
export function checkRequest(
  { method, url = '', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  { host, port }: Address,
): Answer | undefined {
  // A page of another site could have its name lead here, and read the answer as its own (DNS rebinding).
  const [, asked, askedPort = '80'] = /^([^:]+)(?::(\d+))?$/.exec(headers.host ?? '') ?? [];
  if ((asked !== host && asked?.toLowerCase() !== 'localhost') || Number(askedPort) !== port)
    return {
      status: 421,
      text: `The metrics are at ${host}:${port} or localhost:${port}, under no other name.\n`,
    };
  const [path] = url.split('?');
  if (path !== '/metrics') return { status: 404, text: 'The metrics are at /metrics.\n' };
  if (method !== 'GET' && method !== 'HEAD')
    return { status: 405, text: 'The metrics can only be read (GET or HEAD).\n' };
  return undefined;
}

function checkRate(requests: TokenBucket): Answer | undefined {
  if (requests.tryConsume(1, performance.now())) return undefined;
  return { status: 429, text: `The metrics are read ${REQUESTS_PER_S} times a second at most.\n` };
}

async function readMetrics(registry: Registry): Promise<Answer> {
  try {
    return { status: 200, text: await registry.metrics(), type: registry.contentType };
  } catch (error) {
    return { status: 500, text: `The metrics cannot be read: ${(error as Error).message}\n` };
  }
}
