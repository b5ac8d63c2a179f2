/** One TCP connection of an attacker that speaks ZMTP by hand; nothing of a ZeroMQ library keeps it from anything. */
import { connect, type Socket } from 'node:net';
import { greeting, ready, ROUTER_GREETING } from '../../server/net/zmtp/zmtp.fixture';
import { pause } from './until';

/** So much waits in this process for a socket before the attacker itself waits. */
const WAITING_MAX_BYTES = 1024 * 1024;

export class SiegePeer {
  readonly socket: Socket;
  isClosed = false;
  /** Everything that came, as text of one character a byte, while it is asked to keep it. */
  received = '';
  receivedBytes = 0;

  /** @param identity what it claims as its routing id, as text of one character a byte */
  constructor(port: number, { identity = '', keeps = false } = {}) {
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.isClosed = true));
    this.socket.on('data', (chunk) => {
      this.receivedBytes += chunk.length;
      if (keeps) this.received += chunk.toString('latin1');
    });
    this.write(Buffer.concat([greeting(), ready('DEALER', identity)]));
  }

  write(bytes: Buffer): void {
    if (!this.socket.destroyed) this.socket.write(bytes);
  }

  /** Resolves once it is greeted, or closed. libzmq closes a connection that sends messages earlier. */
  async settled(): Promise<this> {
    while (!this.isGreeted && !this.isClosed) await pause(1);
    return this;
  }

  /** The server said something after the greeting. */
  get isAnswered(): boolean {
    return this.receivedBytes > ROUTER_GREETING.length;
  }

  get isGreeted(): boolean {
    return this.receivedBytes >= ROUTER_GREETING.length;
  }

  /** Writes these bytes again and again as fast as they leave, until it is closed or `isOver`. */
  async flood(bytes: Buffer, isOver: () => boolean): Promise<void> {
    while (!this.isClosed && !isOver()) {
      while (this.socket.writableLength < WAITING_MAX_BYTES && !this.socket.destroyed) this.write(bytes);
      await pause(1);
    }
  }

  /** What left this process. */
  get sentBytes(): number {
    return this.socket.bytesWritten - this.socket.writableLength;
  }

  close(): void {
    this.socket.destroy();
  }

  reset(): void {
    this.socket.resetAndDestroy();
  }
}
