/**
 * The way from a TCP connection to a ZeroMQ peer: the greeting, and then what the peer says of itself, which is a READY
 * command in 3.x, CURVE's commands on a secured Router, and a frame with its identity in 2.0. Identities are claims: they are
 * read and mean nothing here, so nobody can take another's. Bytes in, bytes out.
 */
import { checkSocketType, decodeReady, READY } from './commands';
import { CurveHandshake, type CurveServer } from './curve/curve-handshake';
import { SealedDecoder, SealedFraming } from './curve/sealed-frames';
import { Decoder, SEALED_LIMITS, type Incoming } from './frames/decoder';
import { PLAIN_FRAMING, type Framing } from './frames/encoder';
import { GreetingReader, OPENING, type Version } from './greeting';
import { ProtocolError } from './protocol-error';

const IDENTITY_MAX_BYTES = 255;

/** Who came out of a handshake: its version, what reads on in what it sends, and how it is sent something. */
export interface Introduced {
  version: Version;
  incoming: Incoming;
  framing: Framing;
}

export class Handshake {
  /** Set when it is done. */
  introduced: Introduced | undefined;
  private readonly reply: (bytes: Uint8Array) => void;
  private readonly greeting: GreetingReader;
  private readonly curve: CurveHandshake | undefined;
  private decoder: Decoder | undefined;

  /**
   * @param reply sends bytes to the peer; called at once, since we greet as the peer does, waiting for nothing
   * @param curve the keys of a secured Router; undefined for an open one
   */
  constructor(reply: (bytes: Uint8Array) => void, curve: CurveServer | undefined) {
    this.reply = reply;
    this.curve = curve && new CurveHandshake(curve);
    this.greeting = new GreetingReader(curve ? 'CURVE' : 'NULL', reply);
    reply(OPENING);
  }

  /**
   * Reads `chunk` from `start` to the end of the handshake, or of the chunk. Returns where it stopped. Throws a ProtocolError
   * when the peer is none for a Router.
   */
  read(chunk: Buffer, start: number): number {
    let at = this.greeting.read(chunk, start);
    const { version } = this.greeting;
    if (!version) return at;
    this.decoder ??= this.curve ? new Decoder(true, SEALED_LIMITS) : new Decoder(version !== '2.0');
    while (at < chunk.length && !this.introduced) {
      at = this.decoder.read(chunk, at);
      if (this.decoder.kind) this.introduced = this.introduce(version, this.decoder);
    }
    return at;
  }

  /** Takes what the decoder has found; undefined while more is to come. */
  private introduce(version: Version, decoder: Decoder): Introduced | undefined {
    const { kind, body } = decoder;
    if (version === '2.0') {
      if (kind !== 'frame' || body.length > IDENTITY_MAX_BYTES) throw new ProtocolError('no identity');
      return { version, incoming: decoder, framing: PLAIN_FRAMING };
    }
    if (kind !== 'command') throw new ProtocolError('a message before READY');
    if (!this.curve) {
      checkSocketType(decodeReady(body).socketType);
      this.reply(READY);
      return { version, incoming: decoder, framing: PLAIN_FRAMING };
    }
    this.reply(PLAIN_FRAMING.command(this.curve.handle(body)));
    const { channel } = this.curve;
    return (
      channel && {
        version,
        incoming: new SealedDecoder(decoder, channel),
        framing: new SealedFraming(channel),
      }
    );
  }
}
