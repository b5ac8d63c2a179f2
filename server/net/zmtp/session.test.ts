import fc from 'fast-check';
import { encodeError } from './commands';
import { ProtocolError } from './protocol-error';
import { Session } from './session';
import {
  bytewise,
  command,
  cut,
  greeting,
  greeting20,
  message,
  ping,
  pong,
  property,
  rawFrame,
  ready,
  ROUTER_GREETING,
  ROUTER_GREETING_20,
} from './zmtp.fixture';

/** A session whose output is a list; it is full when `space` contents came in. */
class Recorded {
  readonly told: string[] = [];
  readonly sent: Uint8Array[] = [];
  space = Infinity;
  readonly session: Session;

  constructor() {
    const isFull = (): boolean => this.space <= 0;
    this.session = new Session({
      get isFull() {
        return isFull();
      },
      reply: (bytes) => this.sent.push(bytes),
      opened: () => this.told.push('opened'),
      received: (content) => {
        this.space--;
        this.told.push(
          typeof content === 'string' ? `(${content})` : Buffer.from(content).toString('latin1'),
        );
      },
    });
  }

  receive(...pieces: Buffer[]): this {
    for (const piece of pieces)
      if (this.session.receive(piece) !== piece.length) throw new Error('It did not read all.');
    return this;
  }

  get reply(): Buffer {
    return Buffer.concat(this.sent);
  }
}

const TRAFFIC = [message('', 'one'), message('two'), message('x', 'y'), ping('ctx'), message('', '')];
const PEERS: [string, Buffer, string, Buffer][] = [
  ['3.1', Buffer.concat([greeting(3, 1), ready('DEALER', 'me'), ...TRAFFIC]), '(command)', ROUTER_GREETING],
  ['3.0', Buffer.concat([greeting(3, 0), ready('REQ'), ...TRAFFIC]), '(command)', ROUTER_GREETING],
  [
    '2.0',
    Buffer.concat([greeting20(5, 'me'), ...TRAFFIC.toSpliced(3, 1, message('4'))]),
    '4',
    ROUTER_GREETING_20,
  ],
];

test.each(PEERS)('takes a peer of %s in whatever pieces it comes', (version, bytes, fourth, reply) => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 20 }), (cuts) => {
      for (const pieces of [[bytes], bytewise(bytes), cut(bytes, cuts)]) {
        const recorded = new Recorded().receive(...pieces);
        expect(recorded.told).toEqual(['opened', 'one', 'two', '(malformed)', fourth, '']);
        expect(recorded.session.version).toBe(version);
        const answer = fourth === '(command)' ? pong('ctx') : Buffer.alloc(0);
        expect(recorded.reply).toEqual(Buffer.concat([reply, answer]));
      }
    }),
    { numRuns: 100 },
  );
});

const asServer = greeting();
asServer[32] = 1;
const longReady = command('READY', property('X-Big', 'x'.repeat(400)), property('Socket-Type', 'DEALER'));

const OTHERS: [string, ...Buffer[]][] = [
  ['no identity (zmq.rs, go-zeromq)', greeting(3, 0), command('READY', property('Socket-Type', 'DEALER'))],
  ['properties of its own in a long frame (chumak)', greeting(), longReady],
  ['a short READY in a long frame', greeting(), rawFrame(6, ready().subarray(2))],
  ['an identity of 255 bytes', greeting(), ready('DEALER', '\0'.repeat(255))],
  ['itself as a server (Deno)', asServer, ready()],
  ['a READY again, and a subscription', greeting(), ready(), ready(), command('SUBSCRIBE', Buffer.from('x'))],
];

test.each(OTHERS)('takes a peer that sends %s', (_, ...pieces) => {
  const recorded = new Recorded().receive(Buffer.concat([...pieces, message('', 'one')]));
  expect([recorded.told[0], recorded.told.at(-1)]).toEqual(['opened', 'one']);
  expect(recorded.reply).toEqual(ROUTER_GREETING);
});

test('reads no further than the output can take, and later goes on from there', () => {
  const recorded = new Recorded().receive(greeting(), ready());
  const bytes = Buffer.concat([message('', 'one'), message('', 'two'), message('', 'three')]);
  recorded.space = 2;
  const read = recorded.session.receive(bytes);
  expect(recorded.told).toEqual(['opened', 'one', 'two']);
  expect(recorded.session.receive(bytes.subarray(read))).toBe(0);
  recorded.space = 1;
  recorded.receive(bytes.subarray(read));
  expect(recorded.told).toEqual(['opened', 'one', 'two', 'three']);
});

/** What is thrown at these bytes, the last of which alone is wrong. */
function refused(bytes: Buffer): ProtocolError {
  const recorded = new Recorded();
  try {
    recorded.receive(...bytewise(bytes));
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  throw new Error(`Nothing was thrown; it told ${recorded.told.join(', ')}`);
}

test('a socket type of 3.x that is no Router’s is told so', () => {
  expect(refused(Buffer.concat([greeting(), ready('SUB')])).reply).toEqual(
    encodeError('Invalid socket type'),
  );
});

test.each([
  ['a message before READY', greeting(), message('', 'early')],
  ['a message that reads like a READY', greeting(), message(ready().subarray(2))],
  ['another command before READY', greeting(), ping()],
  ['a command as an identity', greeting20(), Buffer.of(4)],
  ['an identity that is too long', greeting20().subarray(0, 12), message(Buffer.alloc(256))],
  ['an identity of two frames', greeting20().subarray(0, 12), message('', 'me')],
  ['a command in 2.0', greeting20(), ping()],
  ['broken framing after the handshake', Buffer.concat([greeting(), ready()]), Buffer.of(8)],
])('refuses %s', (_, ...pieces) => {
  expect(refused(Buffer.concat(pieces)).reply).toBeUndefined();
});

/** How many ticks of silence a peer outlives, up to 1,000, and what it is sent meanwhile. */
function silence(...pieces: Buffer[]): { ticks: number; sent: string } {
  const recorded = new Recorded().receive(...pieces);
  recorded.sent.length = 0;
  let ticks = 0;
  while (recorded.session.tick() && ticks < 1000) ticks++;
  return { ticks, sent: recorded.reply.toString('latin1') };
}

test('a silent peer is asked for a sign of life, and is gone without one; who cannot answer is not asked', () => {
  const pings = Buffer.concat([ping(), ping()]).toString('latin1');
  expect(silence(greeting(3, 1), ready())).toEqual({ ticks: 8, sent: pings });
  expect(silence(greeting(3, 0), ready())).toEqual({ ticks: 1000, sent: '' });
  expect(silence(greeting20())).toEqual({ ticks: 1000, sent: '' });
});

test('anything that comes from a peer is a sign of life', () => {
  const { session } = new Recorded().receive(greeting(), ready());
  for (let i = 0; i < 100; i++) {
    expect(session.tick()).toBe(true);
    if (i % 8 === 7) session.receive(pong());
  }
});

test('who is excused is neither asked nor gone', () => {
  const recorded = new Recorded().receive(greeting(), ready());
  recorded.sent.length = 0;
  for (let i = 0; i < 100; i++) {
    recorded.session.excuseSilence();
    expect(recorded.session.tick()).toBe(true);
  }
  expect(recorded.sent).toEqual([]);
});
