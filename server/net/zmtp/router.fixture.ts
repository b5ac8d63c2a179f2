/** For tests: a Router that listens on loopback and serves, and plain TCP peers that speak ZMTP to it. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { CloseReason, Channel, Content } from '../router-socket';
import { ZmtpRouter, type ZmtpOptions } from './router';
import { greeting, message, ready, ROUTER_GREETING } from './zmtp.fixture';

const DEADLINE_MS = 20_000;

export async function until(what: string, condition: () => boolean): Promise<void> {
  const endMs = Date.now() + DEADLINE_MS;
  while (!condition()) {
    if (Date.now() > endMs) throw new Error(`Waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** A Router with all that it told, in order: `opened N`, `closed N why`, `N: text`, by the number that each connection gets. */
export class Served {
  readonly log: string[] = [];
  readonly connections: Channel<number>[] = [];
  readonly router: ZmtpRouter<number>;
  port = 0;
  /** Whether contents are taken. */
  isServing = true;
  /** Called for each content before the next. */
  onContent: (connection: Channel<number>, content: Content) => void = () => undefined;

  constructor(options: Partial<ZmtpOptions> = {}) {
    this.router = new ZmtpRouter<number>(
      {
        maxConnections: 1000,
        reservedForLoopback: 0,
        maxConnectionsPerAddress: 1000,
        mayConnect: () => true,
        ...options,
      },
      {
        opened: (connection) => {
          connection.state = this.connections.push(connection) - 1;
          this.log.push(`opened ${connection.state}`);
        },
        closed: ({ state }, reason: CloseReason) => this.log.push(`closed ${state} ${reason}`),
        refusing: (why) => this.log.push(`refusing ${why}`),
      },
    );
    open.add(this.router);
  }

  /** @param port any free one when it is 0 */
  async listen(port = 0): Promise<this> {
    this.port = await this.router.listen({ host: '127.0.0.1', port });
    void this.serve();
    return this;
  }

  connection(number: number): Channel<number> {
    const connection = this.connections[number];
    if (!connection) throw new Error(`There is no connection ${number}.`);
    return connection;
  }

  /** A peer that has greeted and is opened. */
  async join(): Promise<RawZmtpPeer> {
    const peer = new RawZmtpPeer(this.port);
    const before = this.connections.length;
    peer.write(greeting(), ready());
    await until('a peer to be opened', () => this.connections.length > before);
    await until('the greeting', () => peer.received.length >= ROUTER_GREETING.length);
    return peer;
  }

  /** One batch: how many contents were taken. */
  async batch(): Promise<number> {
    let taken = 0;
    await this.router.receive((connection, content) => {
      taken++;
      this.handle(connection, content);
      return true;
    });
    return taken;
  }

  private async serve(): Promise<void> {
    while (this.router.isOpen) {
      if (this.isServing) await this.batch();
      await new Promise(setImmediate);
    }
  }

  private handle(connection: Channel<number>, content: Content): void {
    this.log.push(`${connection.state}: ${Buffer.from(content).toString('latin1')}`);
    this.onContent(connection, content);
  }
}

/** A TCP connection to a Router, with all that came. */
export class RawZmtpPeer {
  received = Buffer.alloc(0);
  isClosed = false;
  readonly socket: Socket;

  constructor(port: number, host = '127.0.0.1') {
    this.socket = connect({ port, host, noDelay: true });
    this.socket.on('data', (chunk) => (this.received = Buffer.concat([this.received, chunk])));
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.isClosed = true));
    open.add({ stop: () => once(this.socket.destroy(), 'close') });
  }

  write(...bytes: Buffer[]): void {
    this.socket.write(Buffer.concat(bytes));
  }

  say(text: string): void {
    this.write(message('', text));
  }

  /** What came after the greeting. */
  get traffic(): Buffer {
    return this.received.subarray(ROUTER_GREETING.length);
  }
}

const open = new Set<{ stop(lingerMs: number): Promise<unknown> }>();

/** For afterEach: closes what a test left open. */
export function stopAll(): void {
  for (const each of open) void each.stop(0);
  open.clear();
}
