/**
 * Our own Router: a ZeroMQ socket that takes Dealers (libzmq's, NetMQ's, JeroMQ's) by ZMTP over node's TCP. It limits what
 * libzmq cannot limit, knows who comes from which address, and closes connections; docs/architecture.md says why there are
 * two Routers. Read it inwards: this file has the connections and the batches, connection.ts one socket, session.ts what is
 * said on it, handshake.ts and frames/ the bytes, and limits.ts what all of it may cost.
 */
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { plainAddress, type Address } from '../../../shared/address';
import { LISTEN_BACKLOG } from '../../../shared/config';
import type { Channel, RouterEvents, RouterSocket, ServerCloseReason, OnContent } from '../router-socket';
import { AddressLimits } from './address-limits';
import { ZmtpConnection, type ConnectionOwner } from './connection';
import type { CurveServer } from './curve/curve-handshake';
import { connectionsPossible } from './descriptors';
import { CLOSE_LINGER_MS, HIGH_WATER_MARK_BYTES } from './limits';
import { Turns } from './turns';
import { WriteBuffer } from './write-buffer';

const TICK_INTERVAL_MS = 1000;
const REFUSING_INTERVAL_MS = 60_000;
/** A peer whose host vanished is known by the system's keep-alive, ten probes a second after so long. */
const KEEP_ALIVE_AFTER_MS = 5000;

export interface ZmtpOptions {
  /**
   * Who comes when there are so many, or as many as there are file descriptors for, is closed at once. Handshakes count, and
   * connections whose last bytes are leaving.
   */
  maxConnections: number;
  /** So many of them are for loopback alone: whoever fills the others, the host and its web shell can still connect. */
  reservedForLoopback: number;
  /** Likewise, for each address but loopback. */
  maxConnectionsPerAddress: number;
  /** Whether an address that is not loopback may open one more connection now; asked before anything else is done for it. */
  mayConnect: (remoteAddress: string) => boolean;
  /** The keys of a secured Router, which takes peers by CURVE alone; undefined for an open one, which takes them by NULL alone. */
  curve?: CurveServer | undefined;
}

export class ZmtpRouter<State> implements RouterSocket<State> {
  isOpen = true;
  private readonly events: RouterEvents<State>;
  private readonly server: Server;
  private readonly connections = new Set<ZmtpConnection<State>>();
  private readonly addresses: AddressLimits;
  /** Those from whom something came in. */
  private readonly turns = new Turns<ZmtpConnection<State>>();
  private readonly writeBuffer = new WriteBuffer();
  private readonly curve: CurveServer | undefined;
  private wake: (() => void) | undefined;
  private ticker: NodeJS.Timeout | undefined;
  private refusingMs = -Infinity;

  constructor(options: ZmtpOptions, events: RouterEvents<State>) {
    const maxConnections = Math.min(options.maxConnections, connectionsPossible());
    this.addresses = new AddressLimits({
      max: maxConnections - options.reservedForLoopback,
      maxPerAddress: options.maxConnectionsPerAddress,
      mayConnect: options.mayConnect,
    });
    this.events = events;
    this.curve = options.curve;
    this.server = createServer({
      noDelay: true,
      keepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS,
      highWaterMark: HIGH_WATER_MARK_BYTES,
    });
    this.server.maxConnections = maxConnections;
    this.server.on('drop', () => this.refusing('full'));
    this.server.on('connection', (socket) => this.accept(socket));
  }

  async listen({ host, port }: Address): Promise<number> {
    this.server.listen({ host, port, backlog: LISTEN_BACKLOG });
    await once(this.server, 'listening');
    this.server.on('error', (error: NodeJS.ErrnoException) => this.refusing(error.code ?? error.message));
    this.ticker = setInterval(() => {
      for (const connection of this.connections) connection.tick();
    }, TICK_INTERVAL_MS);
    const address = this.server.address();
    return typeof address === 'object' ? (address?.port ?? port) : port;
  }

  async receive(onContent: OnContent<State>): Promise<boolean> {
    if (this.isOpen && this.turns.isEmpty) await new Promise<void>((resolve) => (this.wake = resolve));
    this.turns.go(
      (connection) => {
        const content = connection.dequeue();
        const goesOn = content === undefined || onContent(connection, content);
        if (connection.inbox.length === 0) this.emitClosed(connection);
        return goesOn;
      },
      ({ inbox }) => inbox.length > 0,
    );
    return this.turns.isEmpty;
  }

  send(connection: Channel<State>, payload: Uint8Array): boolean {
    return own(connection).send(payload);
  }

  close(connection: Channel<State>, reason: ServerCloseReason = 'closed'): void {
    const closing = own(connection);
    closing.inbox.clear();
    closing.end(reason, CLOSE_LINGER_MS);
    this.emitClosed(closing);
  }

  async stop(lingerMs: number): Promise<void> {
    this.isOpen = false;
    clearInterval(this.ticker);
    const closed = new Promise((resolve) => this.server.close(resolve));
    for (const connection of [...this.connections, ...this.turns]) {
      connection.inbox.clear();
      connection.end('closed', lingerMs);
      this.emitClosed(connection);
    }
    this.wake?.();
    await closed;
  }

  private accept(socket: Socket): void {
    // It may have gone again already.
    const remoteAddress = plainAddress(socket.remoteAddress ?? '');
    if (!remoteAddress || !this.isOpen) return void socket.destroy();
    const entry = this.addresses.enter(remoteAddress);
    if (entry !== 'entered') {
      socket.destroy();
      if (entry === 'full') this.refusing(entry);
      return;
    }
    const owner: ConnectionOwner<State> = {
      opened: (connection) => this.events.opened(connection),
      queued: (connection) => this.queued(connection),
      writeBuffer: this.writeBuffer,
      ended: (connection) => {
        if (connection.inbox.length === 0) this.emitClosed(connection);
      },
      gone: (connection) => {
        this.connections.delete(connection);
        this.addresses.leave(remoteAddress);
      },
    };
    this.connections.add(new ZmtpConnection<State>(socket, remoteAddress, owner, this.curve));
  }

  private queued(connection: ZmtpConnection<State>): void {
    if (this.turns.isEmpty && this.wake) {
      // Not at once, but when all sockets that have something now were read: that is what makes a batch.
      setImmediate(this.wake);
      this.wake = undefined;
    }
    this.turns.add(connection);
  }

  private emitClosed(connection: ZmtpConnection<State>): void {
    if (!connection.isOpened || !connection.endReason) return;
    connection.isOpened = false;
    this.events.closed(connection, connection.endReason);
  }

  private refusing(why: string): void {
    const nowMs = performance.now();
    if (nowMs - this.refusingMs < REFUSING_INTERVAL_MS) return;
    this.refusingMs = nowMs;
    this.events.refusing(why);
  }
}

/** Throws a TypeError when the connection is another Router's. */
function own<State>(connection: Channel<State>): ZmtpConnection<State> {
  if (connection instanceof ZmtpConnection) return connection as ZmtpConnection<State>;
  throw new TypeError('This connection is not of this Router.');
}
