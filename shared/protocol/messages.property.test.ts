/** Both ends of the contract, on random values: what is written is read, and what was spoiled is refused. */
import fc from 'fast-check';
import { decodeClientMessage, decodeServerMessage, REFUSAL_CODES } from './messages';
import {
  anyArguments,
  asMotions,
  bytes,
  cases,
  float32,
  int32,
  records,
  SENT_MS,
  text,
  type Message,
} from './messages.fixture';
import { packMessage } from './osc';
import { decodeMotions, RECORD_BYTES } from './motions';
import { encodeMotions } from './motions.fixture';

describe.each(cases)('$address', ({ address, tags, any, encode, decode }) => {
  test('comes back as it was sent', () => {
    fc.assert(fc.property(any, (message) => expect(decode(encode(message))).toEqual(message)));
  });

  test('is refused when it is cut short, at every length', () => {
    fc.assert(
      fc.property(any, (message) => {
        const whole = encode(message);
        for (let length = 0; length < whole.length; length++) {
          expect(typeof decode(whole.subarray(0, length))).toBe('string');
        }
      }),
      { numRuns: 20 },
    );
  });

  test('is malformed with bytes after its end', () => {
    const more = fc.uint8Array({ minLength: 1, maxLength: 24 });
    fc.assert(
      fc.property(any, more, (message, after) =>
        expect(decode(Buffer.concat([encode(message), after]))).toBe('malformed'),
      ),
    );
  });

  test('is malformed with other types', () => {
    const wrong = anyArguments.filter((each) => !tags.includes(each.tags));
    fc.assert(
      fc.property(wrong, (args) =>
        expect(decode(packMessage(address, args.tags, args.values))).toBe('malformed'),
      ),
    );
  });
});

/** The types of message that we write with such an argument. */
const casesWith = (tag: string) => cases.filter(({ tags }) => tags[0]?.includes(tag));

/** The message once for each field of one type tag, with a value in it that does not belong there. */
function spoilFields(message: Message, tags: string[], tag: string, value: unknown): Message[] {
  const fields = Object.keys(message).filter((key) => key !== 'address');
  const ours = tags.find((each) => each.length === fields.length);
  return fields.filter((_, i) => ours?.[i] === tag).map((field) => ({ ...message, [field]: value }));
}

describe('values that a field cannot hold', () => {
  test.each(casesWith('i'))('$address is written with int32 only', ({ any, tags, encode }) => {
    const none = fc.oneof(
      fc.constantFrom(2 ** 31, -(2 ** 31) - 1, 2 ** 32, 2 ** 40, 1.5, NaN, Infinity),
      fc.double().filter((value) => value !== (value | 0)),
    );
    fc.assert(
      fc.property(any, none, (message, value) => {
        for (const spoiled of spoilFields(message, tags, 'i', value)) {
          expect(() => encode(spoiled)).toThrow(`${value} is no int32.`);
        }
      }),
    );
  });

  test.each(casesWith('s'))('$address is written without U+0000 only', ({ any, tags, encode }) => {
    fc.assert(
      fc.property(any, text, text, (message, before, after) => {
        for (const spoiled of spoilFields(message, tags, 's', `${before}\0${after}`)) {
          expect(() => encode(spoiled)).toThrow('OSC cannot hold text with U+0000');
        }
      }),
    );
  });

  test.each(casesWith('f'))('$address with a number that is not finite', ({ any, tags, encode, decode }) => {
    fc.assert(
      fc.property(any, fc.constantFrom(NaN, Infinity, -Infinity, 1e300), (message, value) => {
        for (const spoiled of spoilFields(message, tags, 'f', value))
          expect(decode(encode(spoiled))).toBe('malformed');
      }),
    );
  });
});

test('a refusal with a code that is none of ours is malformed', () => {
  const others = text.filter((code) => !REFUSAL_CODES.some((known) => known === code));
  fc.assert(
    fc.property(others, text, (code, reason) =>
      expect(decodeServerMessage(packMessage('/refused', 'ss', [code, reason]))).toBe('malformed'),
    ),
  );
});

test('positions in the tags of other tools are read as the numbers they are', () => {
  const number = fc.oneof(
    int32.map((value) => ({ tag: 'i', value })),
    float32.map((value) => ({ tag: 'f', value })),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => ({ tag: 'd', value })),
  );
  fc.assert(
    fc.property(number, number, (x, y) =>
      expect(decodeClientMessage(packMessage('/position', x.tag + y.tag, [x.value, y.value]))).toEqual({
        address: '/position',
        x: x.value,
        y: y.value,
      }),
    ),
  );
});

describe('the codec of motions writes what osc-js writes', () => {
  test('/motions', () => {
    fc.assert(
      fc.property(records, (list) => {
        const blob = Buffer.alloc(list.length * RECORD_BYTES);
        list.forEach(({ id, x, y, vx, vy, atMs, flags }, i) => {
          const at = i * RECORD_BYTES;
          blob.writeInt32BE(id, at);
          blob.writeFloatBE(x, at + 4);
          blob.writeFloatBE(y, at + 8);
          blob.writeInt16BE(8 * vx, at + 12);
          blob.writeInt16BE(8 * vy, at + 14);
          blob.writeUInt16BE(SENT_MS - atMs, at + 16);
          blob.writeUInt16BE(flags, at + 18);
        });
        const written = packMessage('/motions', 'b', [new Uint8Array(blob)]);
        expect(encodeMotions(list, SENT_MS)).toEqual(written);
        expect(decodeMotions(written)).toEqual(asMotions(list));
      }),
    );
  });

  test('/motions with a blob that holds no whole records are malformed', () => {
    fc.assert(
      fc.property(
        bytes.filter((blob) => blob.length % RECORD_BYTES !== 0),
        (blob) => {
          const packet = packMessage('/motions', 'b', [blob]);
          expect(decodeMotions(packet)).toBeUndefined();
          expect(decodeServerMessage(packet)).toBe('malformed');
        },
      ),
    );
  });
});
