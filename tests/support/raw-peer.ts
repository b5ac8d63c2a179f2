import { Dealer } from 'zeromq';
import { messagesOf } from '../../shared/osc';
import {
  decodeServerMessage,
  encodePlayerMessage,
  type PlayerMessage,
  type ServerMessage,
} from '../../shared/protocol';
import { untilTold } from './until';

/** A plain Dealer, as any other program has one: nothing of our player is in it. */
export class RawPeer {
  /** Every message as it came, frame by frame. */
  readonly received: Buffer[][] = [];
  readonly socket = new Dealer({ linger: 0 });

  constructor(port: number) {
    this.socket.connect(`tcp://127.0.0.1:${port}`);
    void this.receiveAll();
    open.add(this);
  }

  send(...frames: (string | Uint8Array)[]): Promise<void> {
    return this.socket.send(frames);
  }

  tell(message: PlayerMessage): Promise<void> {
    return this.send('', encodePlayerMessage(message));
  }

  /** Becomes a player instead of a guest. Resolves with the id that the server gives. */
  async introduce(name: string): Promise<number> {
    await this.tell({ address: '/profile', protocol: 1, name, color: '#e69f00' });
    return this.id();
  }

  /** The id under which the server knows this peer. */
  async id(): Promise<number> {
    return (await this.until('/yard')).id;
  }

  /** All that the server itself told, in order. */
  told(): ServerMessage[] {
    return this.received
      .flatMap((frames) => messagesOf(frames.at(-1) ?? Buffer.alloc(0)) ?? [])
      .map(decodeServerMessage)
      .filter((message) => typeof message !== 'string');
  }

  /** All that the server passed on from other peers as it was, in hexadecimal or as text. */
  relayed(): string[][] {
    return this.received
      .filter(
        (frames) =>
          decodeServerMessage(messagesOf(frames.at(-1) ?? Buffer.alloc(0))?.[0] ?? Buffer.alloc(0)) ===
          'foreign',
      )
      .map((frames) => frames.map(String));
  }

  /** Waits for a message with this address that passes `check`. */
  until<A extends ServerMessage['address']>(
    address: A,
    check?: (message: Extract<ServerMessage, { address: A }>) => boolean,
  ): Promise<Extract<ServerMessage, { address: A }>> {
    return untilTold('at a raw peer', () => this.told(), address, check);
  }

  close(): void {
    open.delete(this);
    if (!this.socket.closed) this.socket.close();
  }

  private async receiveAll(): Promise<void> {
    for await (const frames of this.socket) this.received.push(frames);
  }
}

const open = new Set<RawPeer>();

/** For afterEach: closes what a test left open. */
export function closePeers(): void {
  for (const peer of open) peer.close();
}
