import { MESSAGE_MAX_BYTES } from '../../../../shared/config';
import { encodeError } from '../commands';
import { ProtocolError } from '../protocol-error';
import { Session } from '../session';
import { bytewise, cut, greeting, greeting20, property, ready } from '../zmtp.fixture';
import { CurveClient, makePair } from './curve-client.fixture';
import { clock, joined, keys, Recorded, refusal } from './curve-session.fixture';

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

test('a cookie is good for two minutes at most, and its key is another each minute', () => {
  const begin = () => {
    const client = new CurveClient(keys.publicKey);
    const recorded = new Recorded().receive(CurveClient.GREETING, client.hello());
    return { recorded, initiate: client.initiate(recorded.welcome) };
  };
  const [soon, late] = [begin(), begin()];
  clock.nowMs += 60_000;
  soon.recorded.receive(soon.initiate);
  expect(soon.recorded.told).toEqual(['opened']);
  clock.nowMs += 60_000;
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
