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
import { CLOSE_CODES } from './closing';
import { readUrl, refusalOfHost, refusalOfOrigin, refusalOfToken, type Refusal } from './guard';
import { refuse, serve } from './responses';
import type { Site } from './site';
import { turnAway, Visitor } from './visitor';

/** Where the page opens its WebSocket. */
export const BRIDGE_PATH = '/bridge';
/** Six for a page that loads and one for its bridge; the rest are others that try. */
const CONNECTIONS_PER_PAGE = 7;
const SPARE_CONNECTIONS = 32;
/** Who has not asked for anything by then does not mean to. */
const REQUEST_TIMEOUT_MS = 5000;

export interface DoorOptions {
  site: Site;
  /** What an address needs to open the door; undefined for nothing. */
  token: string | undefined;
  /** The yard behind it: `tcp://HOST:PORT` */
  server: string;
  maxPages: number;
}

/** Where pages come in: files by HTTP, and a WebSocket to each page that is open. */
export class Door {
  private readonly options: DoorOptions;
  private readonly http: Server;
  private readonly visitors = new Set<Visitor>();
  private readonly sockets = new WebSocketServer({
    noServer: true,
    // A page's longest message is a line of chat. ws closes the connection of one that sends more.
    maxPayload: MESSAGE_MAX_BYTES,
    perMessageDeflate: false,
  });

  constructor(options: DoorOptions) {
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
    this.http.on('upgrade', (request, stream, head) => this.connect(request, stream, head));
  }

  /** Resolves when it is open. Throws what Node throws when nothing can listen there. */
  async open({ host, port }: Address): Promise<void> {
    this.http.listen(port, host);
    await once(this.http, 'listening');
  }

  /** Calls everybody back. */
  async close(): Promise<void> {
    for (const visitor of this.visitors) visitor.callBack();
    this.http.close();
    this.http.closeIdleConnections();
    await Promise.all([...this.sockets.clients].map((socket) => once(socket, 'close')));
    this.http.closeAllConnections();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const { site, token } = this.options;
    const url = urlOf(request);
    const refusal = refusalOfHost(request.headers);
    if (refusal || !url) return refuse(response, refusal ?? NOT_FOUND);
    const entrance = site.entrance.get(url.pathname);
    const file = entrance ?? site.files.get(url.pathname);
    if (request.method !== 'GET' && request.method !== 'HEAD') refuse(response, NOT_ALLOWED);
    else if (!file) refuse(response, NOT_FOUND);
    else {
      const locked = entrance && refusalOfToken(url, token);
      if (locked) refuse(response, locked);
      else serve(request, response, file);
    }
  }

  private connect(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const { token, server, maxPages } = this.options;
    const url = urlOf(request);
    const refusal =
      refusalOfHost(request.headers) ??
      refusalOfOrigin(request.headers) ??
      (url?.pathname === BRIDGE_PATH ? refusalOfToken(url, token) : NOT_FOUND);
    if (refusal) {
      stream.on('error', () => undefined);
      stream.end(
        `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
      );
      return;
    }
    this.sockets.handleUpgrade(request, stream, head, (socket) => {
      if (this.sockets.clients.size <= maxPages) this.welcome(new Visitor(socket, server), socket);
      else turnAway(socket, CLOSE_CODES.tryAgainLater, `${maxPages} pages are open already, which is all.`);
    });
  }

  private welcome(visitor: Visitor, socket: WebSocket): void {
    this.visitors.add(visitor);
    socket.once('close', () => this.visitors.delete(visitor));
  }
}

const NOT_FOUND: Refusal = {
  status: 404,
  reason: 'There is nothing here. The yard is at the address without a path.',
};
const NOT_ALLOWED: Refusal = { status: 405, reason: 'This can only be read.' };

/** What is asked for; undefined where that is no path. */
function urlOf({ url = '' }: IncomingMessage): URL | undefined {
  return url.startsWith('/') ? readUrl(`http://zeroyard${url}`) : undefined;
}
