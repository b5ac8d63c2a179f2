import { once } from 'node:events';
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MESSAGE_MAX_BYTES } from '../shared/config';
import { AddressBuckets } from './address-buckets';
import { AddressShares } from './address-shares';
import { CLOSE_CODES } from './close-codes';
import { addressOf, type HttpError } from './guard';
import { closeWithReason, PageConnection } from './page-connection';
import { PageSession } from './page-session';

/** How long who was refused may take to read why; then the connection is destroyed, whatever it does. */
const REFUSAL_TIMEOUT_MS = 1000;
/** The parameter by which a page says which one it is, and what it looks like: 128 bits, base64url. */
const PAGE_PARAMETER = 'page';
const PAGE_ID = /^[\w-]{22}$/;

/** How often an address may open one: each has a socket of its own in the yard, which outlives it for a moment. */
const OPENED_PER_S = 1;
const OPENED_AT_ONCE = 16;
/** A message is sent in one frame, or some. */
const FRAMES_PER_MESSAGE_MAX = 64;

/** The WebSockets of the pages that are open. */
export class PageSockets {
  /** To which pages lead that open from now on: a target as text (shared/target.ts). */
  yard: string;
  private readonly maxPages: number;
  private readonly shares: AddressShares;
  private readonly opened = new AddressBuckets(OPENED_PER_S, OPENED_AT_ONCE);
  /** With the address that each comes from. */
  private readonly connections = new Map<PageConnection, string>();
  /** By the id that the page named. */
  private readonly byId = new Map<string, PageConnection>();
  private readonly sockets = new WebSocketServer({
    noServer: true,
    // A page's longest message is a line of chat. ws closes the connection of one that sends more.
    maxPayload: MESSAGE_MAX_BYTES,
    maxFragments: FRAMES_PER_MESSAGE_MAX,
    perMessageDeflate: false,
  });

  constructor(yard: string, maxPages: number) {
    this.yard = yard;
    this.maxPages = maxPages;
    this.shares = new AddressShares(maxPages);
  }

  /** Opens a WebSocket to a page that may have one. */
  accept(request: IncomingMessage, url: URL, stream: Duplex, head: Buffer): void {
    const address = addressOf(request.socket);
    const id = url.searchParams.get(PAGE_PARAMETER) ?? '';
    this.sockets.handleUpgrade(request, stream, head, (socket) => this.add(socket, address, id));
  }

  /** Disconnects all pages. Resolves when they are gone. */
  async close(): Promise<void> {
    for (const connection of this.connections.keys()) connection.disconnect();
    await Promise.all([...this.sockets.clients].map((socket) => once(socket, 'close')));
  }

  private add(socket: WebSocket, address: string, id: string): void {
    if (!this.opened.tryConsume(address, performance.now())) {
      refuse(socket, 'This device has opened too many pages one after the other.');
      return;
    }
    // A network that went away leaves a connection that looks open for seconds: a page replaces its own.
    const previous = this.byId.get(id);
    if (previous) this.remove(previous, id);
    previous?.replace();
    const refusal = this.refusalFor(address);
    if (refusal !== undefined) {
      refuse(socket, refusal);
      return;
    }
    const connection = new PageConnection(
      socket,
      (events) => new PageSession(this.yard, events),
      (server) => (this.yard = server),
    );
    this.connections.set(connection, address);
    if (PAGE_ID.test(id)) this.byId.set(id, connection);
    socket.once('close', () => this.remove(connection, id));
  }

  /** Counts this address, or says why it cannot have another page. */
  private refusalFor(address: string): string | undefined {
    if (this.connections.size >= this.maxPages)
      return `${this.maxPages} pages are open already, which is all.`;
    return this.shares.tryEnter(address) ? undefined : 'This device has opened as many pages as it may.';
  }

  private remove(connection: PageConnection, id: string): void {
    const address = this.connections.get(connection);
    if (address === undefined) return;
    this.connections.delete(connection);
    this.shares.leave(address);
    if (this.byId.get(id) === connection) this.byId.delete(id);
  }
}

/** Closes a WebSocket that is one too many; its page tries again later. */
function refuse(socket: WebSocket, reason: string): void {
  socket.on('error', () => undefined);
  closeWithReason(socket, CLOSE_CODES.tryAgainLater, reason);
}

/** Refuses to open a WebSocket. Nobody can hold the connection after that, not even half-closed. */
export function refuseUpgrade(stream: Duplex, { status }: HttpError): void {
  const timer = setTimeout(() => stream.destroy(), REFUSAL_TIMEOUT_MS);
  stream.on('error', () => undefined);
  stream.on('close', () => clearTimeout(timer));
  stream.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    () => stream.destroy(),
  );
}
