/** For tests: sessions of a secured Router, and clients that meet them. */
import { ProtocolError } from '../protocol-error';
import { Session } from '../session';
import { CurveClient, framesIn, makePair } from './curve-client.fixture';
import { CurveServer } from './curve-handshake';

export const keys = makePair();
/** The time of all of them. */
export const clock = { nowMs: 0 };
export const curve = new CurveServer(keys, () => clock.nowMs);

/** A session of a secured Router with all that it told and sent. */
export class Recorded {
  readonly told: string[] = [];
  sent = Buffer.alloc(0);
  readonly session: Session;

  constructor() {
    const output = {
      isFull: false,
      reply: (bytes: Uint8Array) => (this.sent = Buffer.concat([this.sent, bytes])),
      opened: () => this.told.push('opened'),
      received: (content: string | Uint8Array) =>
        this.told.push(
          typeof content === 'string' ? `(${content})` : Buffer.from(content).toString('latin1'),
        ),
    };
    this.session = new Session(output, curve);
  }

  /** Gives copies, since boxes are opened where they stand. */
  receive(...pieces: Buffer[]): this {
    for (const piece of pieces) this.session.receive(Buffer.from(piece));
    return this;
  }

  /** The bodies of what it sent after its greeting. */
  get replies(): Buffer[] {
    return framesIn(this.sent.subarray(64));
  }

  get welcome(): Buffer {
    return this.replies[0] ?? Buffer.alloc(0);
  }
}

/** A client whose handshake is done. */
export function joined(): { recorded: Recorded; client: CurveClient } {
  const [recorded, client] = [new Recorded(), new CurveClient(keys.publicKey)];
  recorded.receive(CurveClient.GREETING, client.hello());
  recorded.receive(client.initiate(recorded.welcome));
  return { recorded, client };
}

/** Why these bytes are refused. */
export function refusal(recorded: Recorded, ...pieces: Buffer[]): ProtocolError {
  try {
    recorded.receive(...pieces);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  throw new Error(`Nothing was thrown; it told ${recorded.told.join(', ')}`);
}
