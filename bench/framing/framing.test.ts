import type { Frame, Framing } from './framing';
import { CurveServer } from '../../server/net/zmtp/curve/curve-handshake';
import { Session } from '../../server/net/zmtp/session';
import { newKeyPair } from '../product';
import { webSocket } from './websocket';
import { zmtp } from './zmtp';
import { ZmtpCurve } from './zmtp-curve';

/** What a server sends, as frames of these payloads. */
const SERVERS: [string, Framing, (payload: Buffer) => Buffer][] = [
  ['ZMTP', zmtp, (payload) => zmtp.wrap(payload)],
  ['WebSocket', webSocket('/', 'binary'), unmasked],
];
const PAYLOADS = [1, 12, 125, 126, 255, 256, 70_000].map((size) => Buffer.alloc(size, size));

/** A server does not mask. */
function unmasked(payload: Buffer): Buffer {
  const { length } = payload;
  const header = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  header[0] = 0x82;
  if (header.length === 2) header[1] = length;
  else if (header.length === 4) {
    header[1] = 126;
    header.writeUInt16BE(length, 2);
  } else {
    header[1] = 127;
    header.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([header, payload]);
}

const newFrame = (): Frame => ({ kind: 'message', start: 0, end: 0, next: 0 });

test.each(SERVERS)('%s: payloads of all sizes are read, one after the other', (_, framing, wrap) => {
  const bytes = Buffer.concat(PAYLOADS.map(wrap));
  const frame = newFrame();
  const read: Buffer[] = [];
  for (let at = 0; framing.read(bytes, at, frame); at = frame.next)
    read.push(bytes.subarray(frame.start, frame.end));
  expect(read.map(({ length }) => length)).toEqual(PAYLOADS.map(({ length }) => length));
  expect(Buffer.concat(read).equals(Buffer.concat(PAYLOADS))).toBe(true);
});

test.each(SERVERS)('%s: a frame that is cut anywhere is not complete', (_, framing, wrap) => {
  const bytes = wrap(Buffer.alloc(300, 1));
  for (let length = 0; length < bytes.length; length++) {
    expect(framing.read(bytes.subarray(0, length), 0, newFrame())).toBe(false);
  }
});

test('CURVE: it enters a secured Router, sends and is sent payloads of all sizes, and answers a ping', () => {
  const keys = newKeyPair();
  const client = new ZmtpCurve(keys.publicKey);
  let sent = Buffer.alloc(0);
  const told: Buffer[] = [];
  const session = new Session(
    {
      isFull: false,
      reply: (bytes) => (sent = Buffer.concat([sent, bytes])),
      opened: () => undefined,
      received: (content) => typeof content !== 'string' && told.push(Buffer.from(content)),
    },
    new CurveServer(keys),
  );
  session.receive(client.greeting());
  const start = client.greetingEnd(sent) ?? 0;
  session.receive(Buffer.from(client.opening));
  const small = PAYLOADS.filter(({ length }) => length <= 4096);
  for (const payload of small) session.receive(Buffer.from(client.wrap(payload)));
  expect(told).toEqual(small);
  for (let tick = 0; tick < 3; tick++) session.tick();
  for (const payload of PAYLOADS) {
    const target = Buffer.alloc(session.framing.messageBytes(payload.length));
    session.framing.putMessage(target, 0, payload);
    sent = Buffer.concat([sent, target]);
  }
  const frame = newFrame();
  const read: Buffer[] = [];
  let answer: Buffer | undefined;
  for (let at = start; client.read(sent, at, frame); at = frame.next) {
    const bytes = sent.subarray(frame.start, frame.end);
    if (frame.kind === 'message') read.push(bytes);
    else answer ??= client.answer(bytes);
  }
  expect(read.map(({ length }) => length)).toEqual(PAYLOADS.map(({ length }) => length));
  expect(Buffer.concat(read).equals(Buffer.concat(PAYLOADS))).toBe(true);
  expect(session.receive(answer ?? Buffer.alloc(0))).toBe(answer?.length);
});

test('ZMTP: a ping is answered with its context', () => {
  const answer = zmtp.answer(Buffer.from('\x04PING\0\x0ahere'));
  expect(answer?.toString('latin1')).toBe('\x04\x09\x04PONGhere');
  expect(zmtp.answer(Buffer.from('\x05READY'))).toBeUndefined();
});

test('WebSocket: what is sent is masked, and the mask taken off gives it back', () => {
  const sent = webSocket('/', 'text').wrap(Buffer.from('hello'));
  expect(sent.subarray(0, 2)).toEqual(Buffer.from([0x81, 0x85]));
  const key = sent.subarray(2, 6);
  const plain = sent.subarray(6).map((byte, i) => byte ^ (key[i % 4] ?? 0));
  expect(Buffer.from(plain).toString()).toBe('hello');
});

test('WebSocket: a server that refuses says so', () => {
  const framing = webSocket('/room', 'text');
  expect(framing.greetingEnd(Buffer.from('HTTP/1.1 101 Switching Protocols\r\n\r\nrest'))).toBe(36);
  expect(framing.greetingEnd(Buffer.from('HTTP/1.1 101 Switching'))).toBeUndefined();
  expect(() => framing.greetingEnd(Buffer.from('HTTP/1.1 404 Not Found\r\n\r\n'))).toThrow(
    'The server wants no WebSocket at /room: HTTP/1.1 404 Not Found',
  );
});
