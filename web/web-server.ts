import { once } from 'node:events';
import {
  createServer,
  STATUS_CODES,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import type { Address } from '../shared/address';
import { MESSAGE_MAX_BYTES } from '../shared/config';
import { CLOSE_CODES } from './close-codes';
import { readUrl, checkHost, checkOrigin, checkToken, type HttpError } from './guard';
import { sendError, sendFile } from './responses';
import type { Site } from './site';
import { closeWithReason, PageConnection } from './page-connection';

/** Where the page opens its WebSocket. */
export const BRIDGE_PATH = '/bridge';
/** Six for a page that loads and one for its bridge; the rest are others that try. */
const CONNECTIONS_PER_PAGE = 7;
const SPARE_CONNECTIONS = 32;
/** Who has not asked for anything by then does not mean to. */
const REQUEST_TIMEOUT_MS = 5000;

export interface WebServerOptions {
  site: Site;
  /** What an address needs to lead to the page; undefined for nothing. */
  token: string | undefined;
  /** The yard that pages lead to: `tcp://HOST:PORT` */
  server: string;
  maxPages: number;
}

/** Where pages come in: files by HTTP, and a WebSocket to each page that is open. */
export class WebServer {
  private readonly options: WebServerOptions;
  private readonly http: Server;
  private readonly connections = new Set<PageConnection>();
  private readonly sockets = new WebSocketServer({
    noServer: true,
    // A page's longest message is a line of chat. ws closes the connection of one that sends more.
    maxPayload: MESSAGE_MAX_BYTES,
    perMessageDeflate: false,
  });

  constructor(options: WebServerOptions) {
    this.options = options;
    this.http = createServer({
      headersTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: REQUEST_TIMEOUT_MS,
      maxHeaderSize: 8192,
    });
    this.http.maxConnections = CONNECTIONS_PER_PAGE * options.maxPages + SPARE_CONNECTIONS;
    this.http.on('request', (request, response) => this.answer(request, response));
    this.http.on('upgrade', (request, stream, head) => this.upgrade(request, stream, head));
  }

  /** Resolves when it is open. Throws what Node throws when nothing can listen there. */
  async open({ host, port }: Address): Promise<void> {
    this.http.listen(port, host);
    await once(this.http, 'listening');
  }

  /** Disconnects all pages. */
  async close(): Promise<void> {
    for (const connection of this.connections) connection.disconnect();
    this.http.close();
    this.http.closeIdleConnections();
    await Promise.all([...this.sockets.clients].map((socket) => once(socket, 'close')));
    this.http.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { site, token } = this.options;
    const url = urlOf(request);
    const error = checkHost(request.headers);
    if (error || !url) return sendError(response, error ?? NOT_FOUND);
    const entrance = site.entrance.get(url.pathname);
    const file = entrance ?? site.files.get(url.pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') sendError(response, NOT_ALLOWED);
    else if (!file) sendError(response, NOT_FOUND);
    else {
      const locked = entrance && checkToken(url, token);
      if (locked) sendError(response, locked);
      else sendFile(request, response, file);
    }
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { token, server, maxPages } = this.options;
    const url = urlOf(request);
    const error =
      checkHost(request.headers) ??
      checkOrigin(request.headers) ??
      (url?.pathname === BRIDGE_PATH ? checkToken(url, token) : NOT_FOUND);
    if (error) {
      stream.on('error', () => undefined);
      stream.end(
        `HTTP/1.1 ${error.status} ${STATUS_CODES[error.status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    this.sockets.handleUpgrade(request, stream, head, (socket) => {
      if (this.sockets.clients.size <= maxPages)
        this.addConnection(new PageConnection(socket, server), socket);
      else
        closeWithReason(
          socket,
          CLOSE_CODES.tryAgainLater,
          `${maxPages} pages are open already, which is all.`,
        );
    });
  }

  private addConnection(connection: PageConnection, socket: WebSocket): void {
    this.connections.add(connection);
    socket.once('close', () => this.connections.delete(connection));
  }
}

const NOT_FOUND: HttpError = {
  status: 404,
  reason: 'There is nothing here. The yard is at the address without a path.',
};
const NOT_ALLOWED: HttpError = { status: 405, reason: 'This can only be read.' };

/** What is asked for; undefined where that is no path. */
function urlOf({ url = '' }: IncomingMessage): URL | undefined {
  return url.startsWith('/') ? readUrl(`http://zeroyard${url}`) : undefined;
}
