/**
 * What a hostile or broken peer may say to a secured Router. The client's half of CURVE is here, so it is spoiled at places
 * that matter: before the handshake, in each of its steps, and in what is sealed afterwards. The same seed makes the same
 * choices; keys are new each time.
 */
import { CurveClient, framesIn } from '../../server/net/zmtp/curve/curve-client.fixture';
import { MESSAGE_MAX_BYTES } from '../../shared/config';
import { pick } from './random';
import { spoiled } from './zmtp-conversations';

type Random = () => number;

const SIZES = [0, 1, 221, 222, 223, 1000, MESSAGE_MAX_BYTES - 1, MESSAGE_MAX_BYTES];
/** Where a conversation may be spoiled. */
const PLACES = ['greeting', 'hello', 'initiate', 'traffic', 'order', 'sealed'] as const;

export class CurveConversation {
  /** Undefined when nothing is wrong with it. */
  readonly spoiledAt: (typeof PLACES)[number] | undefined;
  /** What it sends as messages, in order, unless it is spoiled. */
  readonly payloads: Buffer[] = [];
  private readonly client: CurveClient;
  private readonly random: Random;

  constructor(random: Random, serverKey: Buffer) {
    this.random = random;
    this.client = new CurveClient(serverKey);
    this.spoiledAt = random() < 0.85 ? PLACES[pick(random, PLACES.length)] : undefined;
  }

  opening(): Buffer {
    const greeting = this.maybeSpoiled('greeting', CurveClient.GREETING);
    return Buffer.concat([greeting, this.maybeSpoiled('hello', this.client.hello())]);
  }

  /** What it says when it is welcomed. @param frames what came after the greeting */
  goOn(frames: readonly Buffer[]): Buffer {
    const initiate = this.maybeSpoiled('initiate', this.client.initiate(frames[0] ?? Buffer.alloc(0)));
    const pieces: Buffer[] = [];
    for (let i = 1 + pick(this.random, 6); i > 0; i--) {
      const payload = Buffer.alloc(SIZES[pick(this.random, SIZES.length)] ?? 0, pick(this.random, 256));
      this.payloads.push(payload);
      pieces.push(this.random() < 0.5 ? this.client.message('', payload) : this.client.message(payload));
      if (this.random() < 0.2) pieces.push(this.client.command('PING', Buffer.alloc(2), Buffer.from('c')));
    }
    const at = pick(this.random, pieces.length);
    const piece = pieces[at] ?? Buffer.alloc(0);
    if (this.spoiledAt === 'traffic') pieces[at] = spoiled(this.random, piece);
    if (this.spoiledAt === 'order') pieces.splice(pick(this.random, at + 1), 0, piece);
    if (this.spoiledAt === 'sealed') pieces.splice(at, 0, this.wrongBox());
    return Buffer.concat([initiate, ...pieces]);
  }

  /** The payloads in what came; what is not whole is left out. @param frames what came after the greeting */
  echoes(frames: readonly Buffer[]): Buffer[] {
    return frames
      .slice(2)
      .map((body) => this.client.unsealed(body))
      .filter((plain) => plain[0] === 0)
      .map((plain) => plain.subarray(1));
  }

  /** Sealed as it should be, and wrong inside. */
  private wrongBox(): Buffer {
    const bytes = (count: number): Buffer =>
      Buffer.from(Array.from({ length: count }, () => pick(this.random, 256)));
    const bodies = [Buffer.alloc(0), bytes(20), Buffer.from('\x05ERROR\0'), bytes(MESSAGE_MAX_BYTES + 40)];
    const body = bodies[pick(this.random, bodies.length)] ?? bytes(1);
    return this.client.sealed(pick(this.random, 6), body, pick(this.random, 8));
  }

  private maybeSpoiled(place: CurveConversation['spoiledAt'], bytes: Buffer): Buffer {
    return this.spoiledAt === place ? spoiled(this.random, bytes) : bytes;
  }
}

/** What came after the greeting, frame by frame. */
export function framesAfterGreeting(received: Buffer): Buffer[] {
  return framesIn(received.subarray(64));
}
