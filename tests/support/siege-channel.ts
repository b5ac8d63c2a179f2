/** What an attacker's connection says before it attacks, and how it says the rest: in the clear, or inside of CURVE. */
import { seal, sharedKey, nonceOf } from '../../server/net/zmtp/curve/boxes';
import {
  CurveClient,
  dealerMetadata,
  frame,
  framesIn,
} from '../../server/net/zmtp/curve/curve-client.fixture';
import { greeting, ready, ROUTER_GREETING } from '../../server/net/zmtp/zmtp.fixture';
import { isSecured, TEST_KEYS } from './secured';

export interface SiegeChannel {
  /** Said at once. */
  readonly opening: Buffer;
  /** How many bytes of the server are its greeting and its handshake. */
  readonly greetingBytes: number;
  /** What is to be said to all that the server said so far. */
  answer(received: Buffer): Buffer | undefined;
  /** @param frames whole frames of ZMTP, as they are said in the clear */
  seal(frames: Buffer): Buffer;
  /** What the server said after its greeting, as it stands in the clear. */
  unseal(received: Buffer): Buffer;
}

export function openChannel(identity: string): SiegeChannel {
  return isSecured() ? new CurveChannel(identity) : new PlainChannel(identity);
}

class PlainChannel implements SiegeChannel {
  readonly opening: Buffer;
  readonly greetingBytes = ROUTER_GREETING.length;

  constructor(identity: string) {
    this.opening = Buffer.concat([greeting(), ready('DEALER', identity)]);
  }

  answer(): undefined {
    return undefined;
  }

  seal(frames: Buffer): Buffer {
    return frames;
  }

  unseal(received: Buffer): Buffer {
    return received;
  }
}

const GREETING_BYTES = 64;
/** Of a Router, behind the header of the frame and the name of the command. */
const READY_METADATA_BYTES = ROUTER_GREETING.length - GREETING_BYTES - 2 - 6;
/** Frames of RFC 26: each with its header, the READY with its nonce and its box. */
const WELCOME_BYTES = 2 + 168;
const READY_BYTES = 2 + 14 + 16 + READY_METADATA_BYTES;
const MESSAGE = Buffer.from('\x07MESSAGE', 'latin1');

class CurveChannel implements SiegeChannel {
  readonly opening: Buffer;
  readonly greetingBytes = GREETING_BYTES + WELCOME_BYTES + READY_BYTES;
  private readonly client = new CurveClient(Buffer.from(TEST_KEYS.publicKey, 'base64url'));
  private readonly identity: string;
  private key: Buffer | undefined;

  constructor(identity: string) {
    this.identity = identity;
    this.opening = Buffer.concat([CurveClient.GREETING, this.client.hello()]);
  }

  answer(received: Buffer): Buffer | undefined {
    if (this.key || received.length < GREETING_BYTES + WELCOME_BYTES) return undefined;
    const [welcome = Buffer.alloc(0)] = framesIn(received.subarray(GREETING_BYTES));
    const initiate = this.client.initiate(welcome, { metadata: dealerMetadata(this.identity) });
    this.key = sharedKey(this.client.shortTerm.secretKey, this.client.serverShortTerm);
    return initiate;
  }

  seal(frames: Buffer): Buffer {
    const sealed: Buffer[] = [];
    for (let at = 0; at < frames.length;) {
      const flags = frames[at] ?? 0;
      const isLong = (flags & 2) !== 0;
      const start = at + (isLong ? 9 : 2);
      at = start + (isLong ? Number(frames.readBigUInt64BE(at + 1)) : (frames[at + 1] ?? 0));
      sealed.push(this.sealOne(flags & 1, frames.subarray(start, at)));
    }
    return Buffer.concat(sealed);
  }

  unseal(received: Buffer): Buffer {
    return Buffer.concat(
      framesIn(received.subarray(this.greetingBytes)).map((body) => this.client.unsealed(body)),
    );
  }

  private sealOne(flags: number, body: Buffer): Buffer {
    const nonce = Buffer.alloc(8);
    nonce.writeBigUInt64BE(++this.client.nonce);
    const plain = Buffer.concat([Buffer.of(flags), body]);
    const box = seal(this.key ?? Buffer.alloc(0), nonceOf('CurveZMQMESSAGEC', nonce), plain);
    return frame(0, Buffer.concat([MESSAGE, nonce, box]));
  }
}
