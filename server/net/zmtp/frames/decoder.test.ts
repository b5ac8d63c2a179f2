import fc from 'fast-check';
import { MESSAGE_MAX_BYTES } from '../../../../shared/config';
import { COMMAND_MAX_BYTES, QUEUE_MAX_ITEMS, VIEW_MAX_BYTES } from '../limits';
import { bytewise, command, cut, longHeader, message, ping, rawFrame } from '../zmtp.fixture';
import { Decoder } from './decoder';

interface Item {
  kind: string;
  body: string;
}

/** All that is found in these pieces. */
function decode(pieces: readonly Buffer[], takesCommands = true): Item[] {
  const decoder = new Decoder(takesCommands);
  const found: Item[] = [];
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      at = decoder.read(piece, at);
      if (decoder.kind) found.push({ kind: decoder.kind, body: decoder.body.toString('latin1') });
    }
  }
  return found;
}

const text = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', '\0', 'ÿ'), maxLength });
const latin1 = (body: string): Buffer => Buffer.from(body, 'latin1');

/** Anything that a peer may send, with what is to be found in it. Sizes around 255 and in the long form among them. */
const anything: fc.Arbitrary<{ bytes: Buffer; item: Item }> = fc.oneof(
  text(300).map((body) => ({ bytes: message(latin1(body)), item: { kind: 'frame', body } })),
  text(300).map((body) => ({
    bytes: rawFrame(2, latin1(body)),
    item: { kind: 'frame', body },
  })),
  text(300).map((body) => ({ bytes: message('', latin1(body)), item: { kind: 'delimited', body } })),
  text(300).map((body) => ({
    bytes: Buffer.concat([rawFrame(3, latin1('')), rawFrame(2, latin1(body))]),
    item: { kind: 'delimited', body },
  })),
  fc
    .tuple(text(300), text(300))
    .filter(([first]) => first.length > 0)
    .map(([first, body]) => ({
      bytes: message(latin1(first), latin1(body)),
      item: { kind: 'malformed', body },
    })),
  text(300).map((body) => ({ bytes: rawFrame(4, latin1(body)), item: { kind: 'command', body } })),
);

test('finds the same, however it is cut', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 8 }), fc.array(fc.nat(), { maxLength: 12 }), (sent, cuts) => {
      const bytes = Buffer.concat(sent.map((each) => each.bytes));
      const items = sent.map(({ item }) => item);
      expect(decode([bytes])).toEqual(items);
      expect(decode(cut(bytes, cuts))).toEqual(items);
      expect(decode(bytewise(bytes))).toEqual(items);
    }),
    { numRuns: 300 },
  );
});

const most = Buffer.alloc(MESSAGE_MAX_BYTES, 'm');
const mostOfCommand = rawFrame(4, Buffer.alloc(COMMAND_MAX_BYTES));

test.each([
  ['a message of the greatest length', message(most)],
  ['one behind a delimiter', message('', most)],
  ['one in two frames', message(most.subarray(4), most.subarray(0, 4))],
  ['the longest command', mostOfCommand],
])('takes %s', (_, bytes) => {
  expect(decode([bytes])).toHaveLength(1);
  expect(decode(bytewise(bytes))).toEqual(decode([bytes]));
});

const after = (first: Buffer, ...rest: number[]): Buffer => Buffer.concat([first, Buffer.of(...rest)]);
const delimiter = Buffer.of(1, 0);

test.each([
  ['a frame that is too long', longHeader(0, MESSAGE_MAX_BYTES + 1)],
  ['a frame of 2^63 bytes', Buffer.of(2, 0x80, 0, 0, 0, 0, 0, 0, 0)],
  ['a frame of 2^32 bytes', Buffer.of(2, 0, 0, 0, 1, 0, 0, 0, 0)],
  ['a first frame that is too long', longHeader(1, MESSAGE_MAX_BYTES + 1)],
  ['a second frame that is too long', Buffer.concat([delimiter, longHeader(0, MESSAGE_MAX_BYTES + 1)])],
  ['two frames that are too long together', after(rawFrame(1, most), 0, 1)],
  ['a third frame', after(delimiter, 1)],
  ['a command inside a message', after(delimiter, 4)],
  ['a command with MORE', Buffer.of(5)],
  ['a command that is too long', longHeader(4, COMMAND_MAX_BYTES + 1)],
  ...[8, 16, 32, 64, 128].map((bit): [string, Buffer] => [`reserved flag ${bit}`, Buffer.of(bit)]),
  ...[8, 16, 32, 64, 128].map((bit): [string, Buffer] => [
    `reserved flag ${bit} of a second frame`,
    after(delimiter, bit),
  ]),
])('refuses %s by its header', (_, bytes) => {
  expect(() => decode([bytes])).toThrow();
  expect(() => decode(bytewise(bytes))).toThrow();
  expect(decode([bytes.subarray(0, -1)])).toEqual([]);
});

test('2.0 has no commands', () => {
  expect(() => decode([ping()], false)).toThrow();
  expect(decode([message('a')], false)).toHaveLength(1);
});

/** The bodies that are found in these pieces, and how much memory each keeps. */
function keptBytes(pieces: readonly Buffer[]): number[] {
  const decoder = new Decoder(true);
  const kept: number[] = [];
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      at = decoder.read(piece, at);
      if (decoder.kind) kept.push(decoder.body.buffer.byteLength);
    }
  }
  return kept;
}

test('a payload keeps no more than 8 KiB alive, be it out of a long read, a short one, or several', () => {
  const payload = message('', 'a payload of some bytes');
  const read = (bytes: number): Buffer => {
    const messages = Array.from({ length: Math.floor(bytes / payload.length) }, () => payload);
    const own = Buffer.allocUnsafeSlow(payload.length * messages.length);
    Buffer.concat(messages).copy(own);
    return own;
  };
  for (const pieces of [[read(64 * 1024)], [read(VIEW_MAX_BYTES)], cut(message('', most), [500])]) {
    const kept = keptBytes(pieces);
    expect(kept.length).toBeGreaterThan(0);
    expect(Math.max(...kept)).toBeLessThanOrEqual(VIEW_MAX_BYTES);
  }
});

test('a command in the stream is found between messages', () => {
  expect(decode([Buffer.concat([message('', 'a'), command('X'), message('b')])])).toEqual([
    { kind: 'delimited', body: 'a' },
    { kind: 'command', body: '\u0001X' },
    { kind: 'frame', body: 'b' },
  ]);
});

test('short messages that come in pieces keep little memory', () => {
  const decoder = new Decoder(true);
  const kept = new Set<ArrayBufferLike>();
  for (let i = 0; i < QUEUE_MAX_ITEMS; i++)
    for (const piece of bytewise(message('', 'short'))) {
      decoder.read(piece, 0);
      if (decoder.kind) kept.add(decoder.body.buffer);
    }
  const bytes = [...kept].reduce((sum, { byteLength }) => sum + byteLength, 0);
  expect(bytes).toBeLessThanOrEqual(2 * VIEW_MAX_BYTES);
});
