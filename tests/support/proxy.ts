import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** How what comes is passed on: as it is, not at all though nobody is notified, or by closing every connection. */
type Mode = 'open' | 'frozen' | 'cut';

/** A piece of wire between a peer and a server on loopback, with the faults that real wires have. */
export class Proxy {
  private readonly chunks: Buffer[] = [];
  private readonly peerChunks: Buffer[] = [];
  private readonly listener: Server;
  private readonly serverPort: number;
  private readonly sockets = new Set<Socket>();
  private mode: Mode = 'open';
  private delayMs = 0;
  private jitterMs = 0;

  private constructor(serverPort: number) {
    this.serverPort = serverPort;
    this.listener = createServer((socket) => this.accept(socket));
    open.add(this);
  }

  static async open(serverPort: number): Promise<Proxy> {
    const proxy = new Proxy(serverPort);
    proxy.listener.listen(0, '127.0.0.1');
    await once(proxy.listener, 'listening');
    return proxy;
  }

  /** Where peers connect to. */
  get port(): number {
    return (this.listener.address() as AddressInfo).port;
  }

  /** All that came from the server, on all connections, in the order in which it came. */
  get fromServer(): Buffer {
    return Buffer.concat(this.chunks);
  }

  /** Likewise what came from the peers. */
  get fromPeers(): Buffer {
    return Buffer.concat(this.peerChunks);
  }

  /** From now on everything takes this long each way, and up to `jitterMs` more. Order is kept, as TCP does. */
  delay(ms: number, jitterMs: number): void {
    this.delayMs = ms;
    this.jitterMs = jitterMs;
  }

  /** Closes all connections, and every new one, until restore(). */
  cut(): void {
    this.mode = 'cut';
    for (const socket of this.sockets) socket.destroy();
  }

  /** Passes nothing on, not even the end of a connection, until restore(): as a pulled plug does. */
  halfOpen(): void {
    this.mode = 'frozen';
    for (const socket of this.sockets) socket.pause();
  }

  /** Passes on again, also what was held back: TCP would have sent it again and again until it arrived. */
  restore(): void {
    this.mode = 'open';
    for (const socket of this.sockets) socket.resume();
  }

  close(): void {
    open.delete(this);
    this.cut();
    this.listener.close();
  }

  private accept(inner: Socket): void {
    if (this.mode === 'cut') {
      inner.destroy();
      return;
    }
    const outer = connect(this.serverPort, '127.0.0.1');
    outer.on('data', (bytes: Buffer) => this.chunks.push(bytes));
    inner.on('data', (bytes: Buffer) => this.peerChunks.push(bytes));
    this.forward(inner, outer);
    this.forward(outer, inner);
  }

  private forward(from: Socket, to: Socket): void {
    // What is on its way. A timer takes the head, not what it was set for: timers may swap, bytes may not.
    const wire: (() => void)[] = [];
    let dueMs = 0;
    const passOn = (action: () => void): void => {
      const nowMs = performance.now();
      dueMs = Math.max(dueMs, nowMs + this.delayMs + Math.random() * this.jitterMs);
      wire.push(action);
      setTimeout(() => wire.shift()?.(), dueMs - nowMs);
    };
    this.sockets.add(from);
    from.setNoDelay(true);
    from.on('data', (bytes) => passOn(() => to.write(bytes)));
    // A connection that was reset ends like any other here.
    from.on('error', () => undefined);
    from.on('close', () => {
      this.sockets.delete(from);
      passOn(() => to.destroy());
    });
    if (this.mode === 'frozen') from.pause();
  }
}

const open = new Set<Proxy>();

/** For afterEach: closes what a test left open. */
export function closeProxies(): void {
  for (const proxy of open) proxy.close();
}
