import { GreetingReader, OPENING, REST_2_0, REST_3_1 as RESTS } from './greeting';
import { bytewise, greeting, greeting20 } from './zmtp.fixture';

const REST_3_1 = RESTS.NULL;

/** Reads these bytes one by one. */
function read(bytes: Buffer) {
  const replies: Uint8Array[] = [];
  const reader = new GreetingReader('NULL', (reply) => replies.push(reply));
  let readBytes = 0;
  for (const piece of bytewise(bytes)) readBytes += reader.read(piece, 0);
  return { version: reader.version, replies, readBytes };
}

test('greets as a 3.1 peer that is no server', () => {
  expect(Buffer.concat([OPENING, REST_3_1])).toEqual(greeting(3, 1));
});

test.each([
  ['3.0', greeting(3, 0), REST_3_1, 64],
  ['3.1', greeting(3, 1), REST_3_1, 64],
  ['3.1', greeting(3, 9), REST_3_1, 64],
  ['3.1', greeting(4, 0), REST_3_1, 64],
  ['2.0', greeting20(5), REST_2_0, 12],
  ['2.0', greeting20(3), REST_2_0, 12],
  ['2.0', greeting20(6), REST_2_0, 12],
])('speaks %s with %j', (version, bytes, rest, length) => {
  expect(read(bytes)).toEqual({ version, replies: [rest], readBytes: length });
});

test('tells the rest by the eleventh byte, so that two do not wait for each other', () => {
  expect(read(greeting().subarray(0, 10)).replies).toEqual([]);
  expect(read(greeting().subarray(0, 11)).replies).toEqual([REST_3_1]);
});

test('the padding of the signature means nothing', () => {
  const bytes = greeting();
  bytes.fill(0xa5, 1, 9);
  expect(read(bytes).version).toBe('3.1');
});

test.each([
  ['another protocol', Buffer.from('G')],
  ['ZMTP 1.0', Buffer.of(1)],
  ['ZMTP 1.0 with a long identity', Buffer.of(0xff, 0, 0, 0, 0, 0, 0, 0, 1, 0)],
  ['ZMTP 1.0 with a version', Buffer.concat([greeting().subarray(0, 10), Buffer.of(0)])],
  ['PLAIN', greeting(3, 1, 'PLAIN')],
  ['a mechanism that begins with NULL', greeting(3, 1, 'NULLS')],
  ['a mechanism of no name', greeting(3, 1, '')],
  ['a PUB of 2.0', greeting20(1)],
  ['a socket type of 2.0 that there is not', greeting20(200)],
])('refuses %s', (_, bytes) => {
  expect(() => read(bytes)).toThrow();
  // By its last byte, and not before.
  expect(read(bytes.subarray(0, bytes[10] === 1 ? 11 : -1)).version).toBeUndefined();
});
