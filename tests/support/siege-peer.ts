/** One TCP connection of an attacker that speaks ZMTP by hand; nothing of a ZeroMQ library keeps it from anything. */
import { connect, type Socket } from 'node:net';
import { openChannel, type SiegeChannel } from './siege-channel';
import { pause } from './until';

/** So much waits in this process for a socket before the attacker itself waits. */
const WAITING_MAX_BYTES = 1024 * 1024;

export class SiegePeer {
  readonly socket: Socket;
  isClosed = false;
  receivedBytes = 0;
  private readonly channel: SiegeChannel;
  private readonly keeps: boolean;
  /** The greeting and, while it is asked to keep it, everything that came. */
  private kept = Buffer.alloc(0);

  /** @param identity what it claims as its routing id, as text of one character a byte */
  constructor(port: number, { identity = '', keeps = false } = {}) {
    this.keeps = keeps;
    this.channel = openChannel(identity);
    this.socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.socket.on('error', () => undefined);
    this.socket.on('close', () => (this.isClosed = true));
    this.socket.on('data', (chunk) => this.receive(chunk));
    this.socket.write(this.channel.opening);
  }

  /** @param frames whole ones, as they are said in the clear */
  write(frames: Buffer): void {
    if (!this.socket.destroyed) this.socket.write(this.channel.seal(frames));
  }

  /** Resolves once it is greeted, or closed. libzmq closes a connection that sends messages earlier. */
  async settled(): Promise<this> {
    while (!this.isGreeted && !this.isClosed) await pause(1);
    return this;
  }

  /** Everything that came and was kept, as text of one character a byte. */
  get received(): string {
    return this.channel.unseal(this.kept).toString('latin1');
  }

  /** The server said something after the greeting. */
  get isAnswered(): boolean {
    return this.receivedBytes > this.channel.greetingBytes;
  }

  get isGreeted(): boolean {
    return this.receivedBytes >= this.channel.greetingBytes;
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

  private receive(chunk: Buffer): void {
    const wasGreeted = this.isGreeted;
    this.receivedBytes += chunk.length;
    if (wasGreeted && !this.keeps) return;
    this.kept = Buffer.concat([this.kept, chunk]);
    const answer = this.channel.answer(this.kept);
    if (answer) this.socket.write(answer);
  }
}
