/**
 * One peer's ZMTP from the first byte to the last, without its socket: first the handshake, then messages and commands, and
 * a heartbeat. Deterministic: bytes in, bytes and contents out, and time as ticks.
 */
import type { Content } from '../router-socket';
import { answerTo, PING } from './commands';
import type { CurveServer } from './curve/curve-handshake';
import { PLAIN_FRAMING, type Framing } from './frames/encoder';
import type { Version } from './greeting';
import { Handshake } from './handshake';

/** After so many ticks of silence a peer is asked for a sign of life, and again after as many. */
const PING_AFTER_TICKS = 3;
/** After so many it is gone. */
const GONE_AFTER_TICKS = 9;

/** Where a session's results go. */
export interface SessionOutput {
  /** Whether no more contents can be taken for now. */
  readonly isFull: boolean;
  /** Bytes for the peer. */
  reply(bytes: Uint8Array): void;
  /** The handshake is done. Called once, before any content. */
  opened(): void;
  received(content: Content): void;
}

export class Session {
  private readonly output: SessionOutput;
  private readonly handshake: Handshake;
  private silentTicks = 0;

  /** @param curve the keys of a secured Router; undefined for an open one */
  constructor(output: SessionOutput, curve?: CurveServer) {
    this.output = output;
    this.handshake = new Handshake((bytes) => output.reply(bytes), curve);
  }

  /** How messages to this peer are framed. */
  get framing(): Framing {
    return this.handshake.introduced?.framing ?? PLAIN_FRAMING;
  }

  /** The version that is spoken; undefined during the handshake. */
  get version(): Version | undefined {
    return this.handshake.introduced?.version;
  }

  /**
   * Reads what the peer sent. Returns how many of its bytes: fewer than all when the output is full, and then the rest is to
   * be given again later. Throws a ProtocolError when the connection is to be closed.
   */
  receive(chunk: Buffer): number {
    this.silentTicks = 0;
    let at = 0;
    let { introduced } = this.handshake;
    if (!introduced) {
      at = this.handshake.read(chunk, at);
      introduced = this.handshake.introduced;
      if (!introduced) return at;
      this.output.opened();
    }
    const { incoming } = introduced;
    while (at < chunk.length && !this.output.isFull) {
      at = incoming.read(chunk, at);
      switch (incoming.kind) {
        case 'frame':
        case 'delimited':
          this.output.received(incoming.body);
          break;
        case 'malformed':
          this.output.received('malformed');
          break;
        case 'command':
          this.command(incoming.body);
          break;
        case undefined:
      }
    }
    return at;
  }

  /** To be called once a second. Returns false when the peer is gone. One that knows no PING is never, as far as this tells. */
  tick(): boolean {
    this.silentTicks++;
    if (this.version !== '3.1') return true;
    if (this.silentTicks >= GONE_AFTER_TICKS) return false;
    if (this.silentTicks % PING_AFTER_TICKS === 0) this.output.reply(this.framing.command(PING));
    return true;
  }

  /** For now the peer's silence means nothing: it is not read, or a PING would wait behind what it has not read. */
  excuseSilence(): void {
    this.silentTicks = 0;
  }

  private command(body: Buffer): void {
    const answer = answerTo(body);
    if (answer) this.output.reply(this.framing.command(answer));
    this.output.received('command');
  }
}
