import { Dealer } from 'zeromq';
import { messagesOf } from '../../shared/protocol/bundles';
import {
  decodeServerMessage,
  encodeClientMessage,
  type ClientMessage,
  type ServerMessage,
} from '../../shared/protocol/messages';
import { securityOptions } from './secured';
import { untilMessage } from './until';

/** A plain Dealer, as any other program has one: nothing of our player is in it. */
export class RawPeer {
  /** Every message as it came, frame by frame. */
  readonly receivedFrames: Buffer[][] = [];
  readonly socket: Dealer;

  /** Resolves when it is connected; an event that came before somebody observed it would be lost. */
  readonly connected: Promise<void>;

  /** @param security by which options it reaches a secured server */
  constructor(port: number, security: object = securityOptions()) {
    this.socket = new Dealer({ linger: 0, ...security });
    this.connected = new Promise((resolve) => this.socket.events.on('handshake', () => resolve()));
    this.socket.connect(`tcp://127.0.0.1:${port}`);
    void this.receiveAll();
    open.add(this);
  }

  sendFrames(...frames: (string | Uint8Array)[]): Promise<void> {
    return this.socket.send(frames);
  }

  send(message: ClientMessage): Promise<void> {
    return this.sendFrames('', encodeClientMessage(message));
  }

  /** Becomes a player instead of a guest. Resolves with the id that the server gives. */
  async introduce(name: string): Promise<number> {
    await this.send({ address: '/profile', protocol: 2, name, colour: '#e69f00' });
    return this.id();
  }

  /** The id under which the server knows this peer. */
  async id(): Promise<number> {
    return (await this.until('/yard')).id;
  }

  /** All that the server itself sent, in order. */
  messages(): ServerMessage[] {
    return this.receivedFrames
      .flatMap((frames) => messagesOf(frames.at(-1) ?? Buffer.alloc(0)) ?? [])
      .map(decodeServerMessage)
      .filter((message) => typeof message !== 'string');
  }

  /** All that the server passed on from other peers as it was, in hexadecimal or as text. */
  relayed(): string[][] {
    return this.receivedFrames
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
    return untilMessage('at a raw peer', () => this.messages(), address, check);
  }

  close(): void {
    open.delete(this);
    if (!this.socket.closed) this.socket.close();
  }

  private async receiveAll(): Promise<void> {
    for await (const frames of this.socket) this.receivedFrames.push(frames);
  }
}

const open = new Set<RawPeer>();

/** For afterEach: closes what a test left open. */
export function closePeers(): void {
  for (const peer of open) peer.close();
}
