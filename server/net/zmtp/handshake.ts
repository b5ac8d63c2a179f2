/**
 * The way from a TCP connection to a ZeroMQ peer: the greeting, and then what the peer says of itself, which is a READY
 * command in 3.x and a frame with its identity in 2.0. Identities are claims: they are read and mean nothing here, so nobody
 * can take another's. Deterministic: bytes in, bytes out.
 */
import { checkSocketType, decodeReady, READY } from './commands';
import { Decoder } from './frames/decoder';
import { GreetingReader, OPENING, type Version } from './greeting';
import { ProtocolError } from './protocol-error';

const IDENTITY_MAX_BYTES = 255;

/** Who came out of a handshake: its version, and the decoder that reads on in what it sends. */
export interface Introduced {
  version: Version;
  decoder: Decoder;
}

export class Handshake {
  /** Set when it is done. */
  introduced: Introduced | undefined;
  private readonly reply: (bytes: Uint8Array) => void;
  private readonly greeting: GreetingReader;
  private decoder: Decoder | undefined;

  /** @param reply sends bytes to the peer; called at once, since we greet as the peer does, waiting for nothing */
  constructor(reply: (bytes: Uint8Array) => void) {
    this.reply = reply;
    this.greeting = new GreetingReader(reply);
    reply(OPENING);
  }

  /**
   * Reads `chunk` from `start` to the end of the handshake, or of the chunk. Returns where it stopped. Throws a ProtocolError
   * when the peer is none for a Router.
   */
  read(chunk: Buffer, start: number): number {
    let at = this.greeting.read(chunk, start);
    const { version } = this.greeting;
    if (!version || at === chunk.length) return at;
    this.decoder ??= new Decoder(version !== '2.0');
    at = this.decoder.read(chunk, at);
    const { kind, body } = this.decoder;
    if (!kind) return at;
    if (version === '2.0') {
      if (kind !== 'frame' || body.length > IDENTITY_MAX_BYTES) throw new ProtocolError('no identity');
    } else {
      if (kind !== 'command') throw new ProtocolError('a message before READY');
      checkSocketType(decodeReady(body).socketType);
      this.reply(READY);
    }
    this.introduced = { version, decoder: this.decoder };
    return at;
  }
}
