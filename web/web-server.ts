import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Address } from '../shared/address';
import { AddressBuckets } from './address-buckets';
import { AddressShares } from './address-shares';
import {
  addressOf,
  checkHost,
  checkOrigin,
  checkToken,
  readUrl,
  TOO_MANY_TRIES,
  WRONG_CODE,
  type HttpError,
} from './guard';
import { PageSockets, refuseUpgrade } from './page-sockets';
import { sendError, sendFile, sendRedirect } from './responses';
import type { ShortCodes } from './short-codes';
import type { Site } from './site';

/** Where the page opens its WebSocket. */
export const BRIDGE_PATH = '/bridge';
/** Six for a page that loads and one for its bridge; the rest are others that try. */
const CONNECTIONS_PER_PAGE = 7;
const SPARE_CONNECTIONS = 32;
/** Who has not asked for anything by then does not mean to. */
const REQUEST_TIMEOUT_MS = 5000;
/** Who takes in nothing of an answer for so long (twice as long, as Node measures it), or not all of it in so long, is gone. */
const IDLE_TIMEOUT_MS = 5000;
const RESPONSE_TIMEOUT_MS = 60_000;

/** A page loads a dozen files, and some at once; who asks for more is answered that it is too much, and disconnected. */
const REQUESTS_PER_S = 20;
const REQUESTS_AT_ONCE = 200;

export interface WebServerOptions {
  site: Site;
  /** What an address needs to lead to the page; undefined for nothing. */
  token: string | undefined;
  /** The yard that pages lead to: a target as text (shared/target.ts). */
  server: string;
  maxPages: number;
  /** What may be typed in place of the token; undefined where there is none. */
  codes: ShortCodes | undefined;
}

/** Where pages come in: files by HTTP, and a WebSocket to each page that is open. */
export class WebServer {
  private readonly options: WebServerOptions;
  private readonly http: Server;
  private readonly shares: AddressShares;
  private readonly requests = new AddressBuckets(REQUESTS_PER_S, REQUESTS_AT_ONCE);
  private readonly pages: PageSockets;

  constructor(options: WebServerOptions) {
    this.options = options;
    this.http = createServer({
      headersTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      keepAliveTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: REQUEST_TIMEOUT_MS,
      maxHeaderSize: 8192,
    });
    const maxConnections = CONNECTIONS_PER_PAGE * options.maxPages + SPARE_CONNECTIONS;
    this.shares = new AddressShares(maxConnections);
    this.pages = new PageSockets(options.server, options.maxPages);
    this.http.maxConnections = maxConnections;
    this.http.timeout = IDLE_TIMEOUT_MS;
    this.http.on('connection', (socket) => this.limit(socket));
    this.http.on('request', (request, response) => this.answer(request, response));
    this.http.on('upgrade', (request, stream, head) => this.upgrade(request, stream, head));
  }

  /** Pages that open from now on lead to this yard: a target as text. Those that are there stay. */
  set yard(target: string) {
    this.pages.yard = target;
  }

  /** Resolves when it is open. Throws what Node throws when nothing can listen there. */
  async open({ host, port }: Address): Promise<void> {
    this.http.listen(port, host);
    await once(this.http, 'listening');
  }

  /** Disconnects all pages. */
  async close(): Promise<void> {
    this.http.close();
    this.http.closeIdleConnections();
    await this.pages.close();
    this.http.closeAllConnections();
  }

  /** No address holds all the connections there are. */
  private limit(socket: Socket): void {
    const address = addressOf(socket);
    if (this.shares.tryEnter(address)) socket.once('close', () => this.shares.leave(address));
    else socket.destroy();
  }

  private answer(request: IncomingMessage, response: ServerResponse): void {
    const timer = setTimeout(() => request.socket.destroy(), RESPONSE_TIMEOUT_MS);
    response.once('close', () => clearTimeout(timer));
    const { site, token } = this.options;
    const url = urlOf(request);
    const entrance = url && site.entrance.get(url.pathname);
    const file = entrance ?? (url && site.files.get(url.pathname));
    const isWithin = this.requests.tryConsume(addressOf(request.socket), performance.now());
    const error =
      (isWithin ? undefined : TOO_MANY_REQUESTS) ??
      checkHost(request.headers) ??
      (request.method !== 'GET' && request.method !== 'HEAD' ? NOT_ALLOWED : undefined) ??
      (file ? undefined : NOT_FOUND);
    const code = url?.searchParams.get('code') ?? undefined;
    if (error || !url || !file) sendError(request, response, error ?? NOT_FOUND, site.stylesheet);
    else if (entrance && token !== undefined && code !== undefined) this.answerCode(request, response, code);
    else {
      const locked = entrance && checkToken(url, token);
      if (locked) sendError(request, response, locked, site.stylesheet);
      else sendFile(request, response, file);
    }
  }

  /** Leads who typed the right code on to the page with the token. */
  private answerCode(request: IncomingMessage, response: ServerResponse, code: string): void {
    const { codes, site, token = '' } = this.options;
    const result = codes?.check(code, addressOf(request.socket), performance.now());
    if (result === 'right') sendRedirect(request, response, `/?token=${token}`);
    else sendError(request, response, result === 'limited' ? TOO_MANY_TRIES : WRONG_CODE, site.stylesheet);
  }

  private upgrade(request: IncomingMessage, stream: Duplex, head: Buffer): void {
    const url = urlOf(request);
    const error =
      checkHost(request.headers) ??
      checkOrigin(request.headers) ??
      (url?.pathname === BRIDGE_PATH ? checkToken(url, this.options.token) : NOT_FOUND);
    if (error || !url) refuseUpgrade(stream, error ?? NOT_FOUND);
    else this.pages.accept(request, url, stream, head);
  }
}

const NOT_FOUND: HttpError = {
  status: 404,
  title: 'There is nothing here',
  reason: 'The yard is at the address without a path.',
};
const NOT_ALLOWED: HttpError = {
  status: 405,
  title: 'Not in this way',
  reason: 'This can only be read.',
};

const TOO_MANY_REQUESTS: HttpError = {
  status: 429,
  title: 'Too much at once',
  reason: 'This device asks for more than a page needs. Try again in a moment.',
  retryAfterS: 10,
};

/** What is asked for; undefined where that is no path. */
function urlOf({ url = '' }: IncomingMessage): URL | undefined {
  return url.startsWith('/') ? readUrl(`http://zeroyard${url}`) : undefined;
}
