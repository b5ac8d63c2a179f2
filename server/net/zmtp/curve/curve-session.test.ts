import { MESSAGE_MAX_BYTES } from '../../../../shared/config';
import { encodeError } from '../commands';
import { ProtocolError } from '../protocol-error';
import { Session } from '../session';
import { bytewise, cut, greeting, greeting20, property, ready } from '../zmtp.fixture';
import { CurveClient, framesIn, makePair } from './curve-client.fixture';
import { CurveServer } from './curve-handshake';

const keys = makePair();
let nowMs = 0;
const curve = new CurveServer(keys, () => nowMs);

/** A session of a secured Router with all that it told and sent. */
class Recorded {
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
function joined(): { recorded: Recorded; client: CurveClient } {
  const [recorded, client] = [new Recorded(), new CurveClient(keys.publicKey)];
  recorded.receive(CurveClient.GREETING, client.hello());
  recorded.receive(client.initiate(recorded.welcome));
  return { recorded, client };
}

/** Why these bytes are refused. */
function refusal(recorded: Recorded, ...pieces: Buffer[]): ProtocolError {
  try {
    recorded.receive(...pieces);
  } catch (error) {
    if (error instanceof ProtocolError) return error;
    throw error;
  }
  throw new Error(`Nothing was thrown; it told ${recorded.told.join(', ')}`);
}

test('greets as a CURVE server, and opens to a client of RFC 26 in whatever pieces it comes', () => {
  for (const inPieces of [(bytes: Buffer) => [bytes], bytewise, (bytes: Buffer) => cut(bytes, [70, 3, 99])]) {
    const [recorded, client] = [new Recorded(), new CurveClient(keys.publicKey)];
    recorded.receive(...inPieces(CurveClient.GREETING), ...inPieces(client.hello()));
    expect(recorded.sent.toString('latin1', 10, 33)).toBe(`\x03\x01CURVE${'\0'.repeat(15)}\x01`);
    expect(recorded.told).toEqual([]);
    const traffic = [
      client.initiate(recorded.welcome),
      client.message('', 'one'),
      client.message('two'),
      client.message('x', 'y'),
      client.command('PING', Buffer.alloc(2), Buffer.from('ctx')),
      client.message('', Buffer.alloc(MESSAGE_MAX_BYTES, 'm')),
    ];
    recorded.receive(...inPieces(Buffer.concat(traffic)));
    expect(recorded.told.slice(0, 5)).toEqual(['opened', 'one', 'two', '(malformed)', '(command)']);
    expect(recorded.told[5]).toBe('m'.repeat(MESSAGE_MAX_BYTES));
    const [, readyBody, pongBody] = recorded.replies as [Buffer, Buffer, Buffer];
    expect(client.ready(readyBody)).toEqual(
      Buffer.concat([property('Socket-Type', 'ROUTER'), property('Identity', '')]),
    );
    expect(client.unsealed(pongBody).toString('latin1')).toBe('\x02\x04PONGctx');
  }
});

test('a message leaves as two boxes, of the delimiter and of the payload, each under a nonce of its own', () => {
  const { recorded, client } = joined();
  const { framing } = recorded.session;
  for (const bytes of [0, 1, 221, 222, 223, 4000, 100_000]) {
    const payload = Buffer.alloc(bytes, 'p');
    const target = Buffer.alloc(framing.messageBytes(bytes) + 8, 0xee);
    framing.putMessage(target, 3, payload);
    const frames = framesIn(target.subarray(3, -5));
    expect(frames.map((body) => client.unsealed(body))).toEqual([
      Buffer.of(1),
      Buffer.concat([Buffer.of(0), payload]),
    ]);
    expect(target.subarray(0, 3)).toEqual(Buffer.alloc(3, 0xee));
    expect(target.subarray(-5)).toEqual(Buffer.alloc(5, 0xee));
    expect(frames[0]?.subarray(8, 16)).not.toEqual(frames[1]?.subarray(8, 16));
  }
});

test('who greets with another mechanism is told ERROR; 2.0 knows none', () => {
  for (const mechanism of ['NULL', 'PLAIN', 'CURVES', ''])
    expect(refusal(new Recorded(), greeting(3, 1, mechanism), ready()).reply).toEqual(
      encodeError('CURVE is needed here'),
    );
  expect(refusal(new Recorded(), greeting20()).reply).toBeUndefined();
});

test('an open Router takes no CURVE', () => {
  const sent: Uint8Array[] = [];
  const open = new Session({
    isFull: false,
    reply: (bytes) => sent.push(bytes),
    opened: () => undefined,
    received: () => undefined,
  });
  expect(() => open.receive(Buffer.from(CurveClient.GREETING))).toThrow(ProtocolError);
});

test('a client with another server key, and a key that makes no secret, are sent nothing but the greeting', () => {
  const others = [new CurveClient(makePair().publicKey).hello(), new CurveClient(keys.publicKey).hello()];
  others[1]?.fill(0, 82, 114);
  for (const hello of others) {
    const recorded = new Recorded();
    refusal(recorded, CurveClient.GREETING, hello);
    expect(recorded.sent).toHaveLength(64);
  }
});

test('every byte of HELLO but the padding, and of INITIATE and of a MESSAGE, counts', () => {
  for (let at = 0; at < 202; at++) {
    if (at >= 10 && at < 82) continue;
    const hello = new CurveClient(keys.publicKey).hello();
    hello[at] = (hello[at] ?? 0) ^ 0x10;
    const recorded = new Recorded();
    // A longer size has it wait for more, until the handshake's time is over.
    if (at === 1) recorded.receive(CurveClient.GREETING, hello);
    else refusal(recorded, CurveClient.GREETING, hello);
    expect(recorded.sent).toHaveLength(64);
  }
  const client = new CurveClient(keys.publicKey);
  const begun = new Recorded().receive(CurveClient.GREETING, client.hello());
  const initiate = client.initiate(begun.welcome);
  for (let at = 9; at < initiate.length; at++) {
    const changed = Buffer.from(initiate);
    changed[at] = (changed[at] ?? 0) ^ 0x10;
    // The stage of a handshake changes with success alone, so that one session serves for all of them.
    expect(() => begun.receive(changed)).toThrow(ProtocolError);
    expect(begun.told).toEqual([]);
  }
  begun.receive(initiate);
  expect(begun.told).toEqual(['opened']);
  const length = client.message('hello').length;
  for (let at = 2; at < length; at++) {
    const { recorded, client: other } = joined();
    const message = other.message('hello');
    message[at] = (message[at] ?? 0) ^ 0x10;
    refusal(recorded, message);
    expect(recorded.told).toEqual(['opened']);
  }
});

test('every command that is cut anywhere opens nothing, and one of another length is refused unread', () => {
  const cutAt = (command: Buffer, length: number): Buffer => {
    const body = command.subarray(command.length > 257 ? 9 : 2).subarray(0, length);
    return body.length > 255
      ? Buffer.concat([Buffer.of(6, 0, 0, 0, 0, 0, 0, body.length >> 8, body.length & 255), body])
      : Buffer.concat([Buffer.of(4, body.length), body]);
  };
  for (let length = 0; length < 200; length++)
    refusal(new Recorded(), CurveClient.GREETING, cutAt(new CurveClient(keys.publicKey).hello(), length));
  const client = new CurveClient(keys.publicKey);
  const hello = client.hello();
  refusal(
    new Recorded(),
    CurveClient.GREETING,
    Buffer.concat([Buffer.of(4, 201), hello.subarray(2), Buffer.of(0)]),
  );
  const recorded = new Recorded().receive(CurveClient.GREETING, hello);
  const initiate = client.initiate(recorded.welcome);
  for (let length = 0; length < initiate.length - 9; length++)
    expect(() => recorded.receive(cutAt(initiate, length))).toThrow(ProtocolError);
  const { recorded: open, client: speaker } = joined();
  const message = speaker.message('hello');
  for (let length = 0; length < message.length - 2; length++)
    expect(() =>
      open.receive(Buffer.concat([Buffer.of(0, length), message.subarray(2, 2 + length)])),
    ).toThrow(ProtocolError);
  expect([recorded.told, open.told]).toEqual([[], ['opened']]);
});

test('no step of a handshake is taken twice, and none out of order', () => {
  const client = new CurveClient(keys.publicKey);
  const hello = client.hello();
  const recorded = new Recorded().receive(CurveClient.GREETING, hello);
  const initiate = client.initiate(recorded.welcome);
  refusal(recorded, hello);
  refusal(new Recorded(), CurveClient.GREETING, initiate);
  refusal(new Recorded(), CurveClient.GREETING, client.message('', 'early'));
  const { recorded: open } = joined();
  refusal(open, initiate);
});

test('a handshake that was recorded opens no second connection', () => {
  const client = new CurveClient(keys.publicKey);
  const hello = client.hello();
  const first = new Recorded().receive(CurveClient.GREETING, hello);
  const initiate = client.initiate(first.welcome);
  first.receive(initiate);
  expect(first.told).toEqual(['opened']);
  const second = new Recorded().receive(CurveClient.GREETING, hello);
  expect(refusal(second, initiate).message).toContain('another connection');
  expect(second.told).toEqual([]);
});

test('a MESSAGE that comes again, or after a later one, ends the connection', () => {
  const { recorded, client } = joined();
  const [one, two] = [client.message('one'), client.message('two')];
  recorded.receive(one);
  refusal(recorded, one);
  const late = joined();
  const [first, second] = [late.client.message('one'), late.client.message('two')];
  late.recorded.receive(second);
  refusal(late.recorded, first);
  expect([recorded.told, late.recorded.told, two.length]).toEqual([
    ['opened', 'one'],
    ['opened', 'two'],
    one.length,
  ]);
  const skipping = joined();
  skipping.client.nonce = 2n ** 63n;
  skipping.recorded.receive(skipping.client.message('far'));
  skipping.client.nonce = 2n ** 32n;
  refusal(skipping.recorded, skipping.client.message('back'));
});

test('a cookie is good for two minutes at most, and its key is another each minute', () => {
  const begin = () => {
    const client = new CurveClient(keys.publicKey);
    const recorded = new Recorded().receive(CurveClient.GREETING, client.hello());
    return { recorded, initiate: client.initiate(recorded.welcome) };
  };
  const [soon, late] = [begin(), begin()];
  nowMs += 60_000;
  soon.recorded.receive(soon.initiate);
  expect(soon.recorded.told).toEqual(['opened']);
  nowMs += 60_000;
  expect(refusal(late.recorded, late.initiate).message).toContain('not ours');
});

test.each([
  ['for another short-term key', { vouched: makePair().publicKey }],
  ['for another server', { vouchedTo: makePair().publicKey }],
])('a vouch %s is refused', (_, wrong) => {
  const client = new CurveClient(keys.publicKey);
  const recorded = new Recorded().receive(CurveClient.GREETING, client.hello());
  expect(refusal(recorded, client.initiate(recorded.welcome, wrong)).message).toContain('vouch');
});

test('the metadata is checked as without CURVE', () => {
  const begin = (metadata: Buffer) => {
    const client = new CurveClient(keys.publicKey);
    const recorded = new Recorded().receive(CurveClient.GREETING, client.hello());
    return refusal(recorded, client.initiate(recorded.welcome, { metadata }));
  };
  expect(begin(property('Socket-Type', 'SUB')).reply).toEqual(encodeError('Invalid socket type'));
  expect(begin(Buffer.of(3, 1)).message).toContain('property');
  expect(begin(Buffer.alloc(2000)).message).toContain('INITIATE');
});

test.each<[string, (client: CurveClient) => Buffer[]]>([
  ['a third frame', (client) => [client.message('', 'a', 'b')]],
  [
    'a command between two frames',
    (client) => [client.sealed(1, Buffer.alloc(0)), client.command('PING', Buffer.alloc(2))],
  ],
  ['a command with a frame behind it', (client) => [client.sealed(3, Buffer.from('\x04PING'))]],
  ['flags that there are not', (client) => [client.sealed(8, Buffer.alloc(0))]],
  ['a MESSAGE of two outer frames', (client) => [client.sealed(0, Buffer.alloc(0), 1), client.message('x')]],
  [
    'two frames that are too long together',
    (client) => [client.message('x', Buffer.alloc(MESSAGE_MAX_BYTES))],
  ],
  ['one frame that is too long', (client) => [client.message(Buffer.alloc(MESSAGE_MAX_BYTES + 1))]],
  ['a command that is too long', (client) => [client.command('x', Buffer.alloc(1100))]],
  ['an ERROR', (client) => [client.command('ERROR', Buffer.of(0))]],
  ['a message in the clear', () => [Buffer.of(0, 2, 104, 105)]],
])('refuses %s', (_, pieces) => {
  const { recorded, client } = joined();
  refusal(recorded, ...pieces(client));
  expect(recorded.told).toEqual(['opened']);
});

test('a MESSAGE that is sent as a command, as the RFC has it, is taken too', () => {
  const { recorded, client } = joined();
  recorded.receive(client.sealed(1, Buffer.alloc(0), 4), client.sealed(0, Buffer.from('hello'), 4));
  expect(recorded.told).toEqual(['opened', 'hello']);
});

test('a silent peer is asked for a sign of life inside a box', () => {
  const { recorded, client } = joined();
  for (let tick = 0; tick < 3; tick++) recorded.session.tick();
  expect(client.unsealed(recorded.replies.at(-1) ?? Buffer.alloc(0)).toString('latin1')).toBe(
    '\x02\x04PING\0\0',
  );
});
