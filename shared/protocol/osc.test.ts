import OSC from 'osc-js';
import { isBundle, messagesOf, packBundle, timeTagOf } from './bundles';
import { addressOf, packMessage } from './osc';
import { unpackMessage } from './osc-reader';

test('type tags are those asked for, whatever the value', () => {
  expect(unpackMessage(packMessage('/x', 'fi', [2, 3]))).toEqual({
    address: '/x',
    types: 'fi',
    args: [2, 3],
  });
});

test.each(['', 'Zoë', '🦊 foxes', 'four'])('text "%s" comes back, written as UTF-8', (text) => {
  const bytes = packMessage('/x', 's', [text]);
  expect(bytes).toHaveLength(8 + Math.ceil((Buffer.byteLength(text) + 1) / 4) * 4);
  expect(unpackMessage(bytes)?.args).toEqual([text]);
});

test('a blob comes back from the middle of a larger buffer', () => {
  const bytes = packMessage('/x', 'b', [Uint8Array.of(1, 2, 3)]);
  const packet = Buffer.concat([Buffer.alloc(8), bytes]).subarray(8);
  expect(unpackMessage(packet)?.args).toEqual([Uint8Array.of(1, 2, 3)]);
});

describe('bytes that are not exactly one message', () => {
  const good = packMessage('/x', 'is', [1, 'text']);
  test.each([
    ['nothing', new Uint8Array(0)],
    ['cut short', good.subarray(0, good.length - 4)],
    ['bytes after the end', Buffer.concat([good, Buffer.alloc(4)])],
    ['a length that is no multiple of four', Buffer.concat([good, Buffer.alloc(1)])],
    ['text without an end', Buffer.from('/x\0\0,s\0\0text')],
    ['no type tags', Buffer.from('/x\0\0')],
    ['type tags without a comma', Buffer.from('/x\0\0is\0\0\0\0\0\x01a\0\0\0')],
    ['an unknown type', Buffer.from('/x\0\0,q\0\0\0\0\0\x01')],
    ['a blob with a negative size', Buffer.from('/x\0\0,b\0\0\xff\xff\xff\xff', 'latin1')],
  ])('%s', (_, bytes) => {
    expect(unpackMessage(bytes)).toBeUndefined();
  });
});

test('the address is read from any bytes', () => {
  expect(addressOf(packMessage('/player/left', 'i', [1]))).toBe('/player/left');
  expect(addressOf(Buffer.from('Client1'))).toBe('Client1');
  expect(addressOf(new Uint8Array(0))).toBe('');
});

describe('bundles', () => {
  const a = packMessage('/a', 'i', [1]);
  const b = packMessage('/b', '', []);

  test('are written as osc-js writes them, time tag included', () => {
    const timeMs = Date.UTC(2026, 10, 22, 12, 0, 0, 250);
    const theirs = new OSC.Bundle([new OSC.Message('/a', 1), new OSC.Message('/b')], timeMs);
    expect(Buffer.from(packBundle([a, b], timeMs))).toEqual(Buffer.from(theirs.pack()));
  });

  test('bear a time', () => {
    const timeMs = Date.UTC(2026, 10, 22, 12, 0, 0, 250) + 0.125;
    expect(timeTagOf(packBundle([a], timeMs))).toBeCloseTo(timeMs, 3);
    const atOnce = packBundle([a], 0);
    atOnce.fill(0, 8, 15);
    atOnce[15] = 1;
    expect(timeTagOf(atOnce)).toBeUndefined();
    expect(timeTagOf(a)).toBeUndefined();
    expect(timeTagOf(atOnce.subarray(0, 12))).toBeUndefined();
  });

  test('give back what they hold, bundles in bundles included', () => {
    const packet = packBundle([a, packBundle([b, a], 0)], 0);
    expect(isBundle(packet)).toBe(true);
    expect(messagesOf(packet)?.map((bytes) => Buffer.from(bytes))).toEqual(
      [a, b, a].map((bytes) => Buffer.from(bytes)),
    );
  });

  test('are all or nothing: a fault anywhere spoils the whole', () => {
    const packet = packBundle([a, b], 0);
    for (let length = 9; length < packet.length; length++) {
      const atABoundary = length === 16 || length === 16 + 4 + a.length;
      expect(messagesOf(packet.subarray(0, length)) !== undefined).toBe(atABoundary);
    }
    const wrongSize = packet.slice();
    wrongSize[19] = 255;
    expect(messagesOf(wrongSize)).toBeUndefined();
  });

  test('nested too deep are refused', () => {
    let packet = packBundle([a], 0);
    for (let depth = 0; depth < 200; depth++) packet = packBundle([packet], 0);
    expect(messagesOf(packet)).toBeUndefined();
  });
});
