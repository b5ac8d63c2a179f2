import fc from 'fast-check';
import { FixedCodec } from './fixed-codec';
import { int32 } from './messages.fixture';
import { packMessage } from './osc';

const tagsAndValues = fc
  .array(
    fc.oneof(
      int32.map((value) => ['i', value] as const),
      fc.float().map((value) => ['f', value] as const),
    ),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((list) => ({ tags: list.map(([tag]) => tag).join(''), values: list.map(([, value]) => value) }));
const inBuffer = (bytes: Uint8Array) => Buffer.concat([Buffer.alloc(5), bytes]).subarray(5);

test('its bytes are what osc-js writes, and come back, also from the middle of a larger buffer', () => {
  fc.assert(
    fc.property(tagsAndValues, ({ tags, values }) => {
      const codec = new FixedCodec('/any/thing', tags);
      const bytes = codec.encode(values);
      expect(bytes).toEqual(packMessage('/any/thing', tags, values));
      expect(codec.decode(inBuffer(bytes))).toEqual(values);
    }),
  );
});

test('what is cut short, too long or another message is not read', () => {
  const codec = new FixedCodec('/ping', 'i');
  const bytes = codec.encode([1]);
  for (let length = 0; length < bytes.length; length++)
    expect(codec.decode(bytes.subarray(0, length))).toBeUndefined();
  expect(codec.decode(Buffer.concat([bytes, Buffer.alloc(4)]))).toBeUndefined();
  expect(codec.decode(packMessage('/ping', 'f', [1]))).toBeUndefined();
  expect(codec.decode(packMessage('/pong', 'i', [1]))).toBeUndefined();
});

test('a number that is no int32 is refused', () => {
  expect(() => new FixedCodec('/ping', 'i').encode([2 ** 31])).toThrow('2147483648 is no int32.');
});
