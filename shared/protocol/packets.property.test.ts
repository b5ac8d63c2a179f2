/** Bundles, and whatever comes in: nothing is read that we would not write. */
import fc from 'fast-check';
import { messagesOf, packBundle } from './bundles';
import { decodeClientMessage } from './messages';
import {
  anyArguments,
  anyPacket,
  bytes,
  encodeAnyServerMessage,
  int32,
  players,
  server,
  text,
} from './messages.fixture';
import { packMessage } from './osc';
import { unpackMessage } from './osc-reader';
import { decodeMotions } from './motions';

type Tree = Uint8Array | Tree[];

/** A bundle of messages and of bundles. */
const bundleOf = fc.letrec<{ bundle: Tree[]; element: Tree }>((tie) => ({
  bundle: fc.array(tie('element'), { maxLength: 5 }),
  element: fc.oneof({ maxDepth: 4 }, anyPacket, tie('bundle')),
})).bundle;
const timeMs = fc.double({ min: 0, max: 2 ** 42, noNaN: true });

function packTree(tree: Tree, atMs: number): Uint8Array {
  return tree instanceof Uint8Array
    ? tree
    : packBundle(
        tree.map((each) => packTree(each, atMs)),
        atMs,
      );
}
const leavesOf = (tree: Tree): Uint8Array[] => (tree instanceof Uint8Array ? [tree] : tree.flatMap(leavesOf));

describe('bundles', () => {
  test('give back what was put into them, bundles in bundles included', () => {
    fc.assert(
      fc.property(bundleOf, timeMs, (tree, atMs) =>
        expect(messagesOf(packTree(tree, atMs))).toEqual(leavesOf(tree)),
      ),
    );
  });

  test('cut short are refused, but between two elements, where nobody can know', () => {
    fc.assert(
      fc.property(bundleOf, (tree) => {
        const packet = packTree(tree, 0);
        // Where the cut is, and the elements before it.
        const boundaries = new Map([[16, 0]]);
        let end = 16;
        tree.forEach((element, i) => boundaries.set((end += 4 + packTree(element, 0).length), i + 1));
        for (let length = 8; length < packet.length; length++) {
          const kept = boundaries.get(length);
          const left = kept === undefined ? undefined : leavesOf(tree.slice(0, kept));
          expect(messagesOf(packet.subarray(0, length))).toEqual(left);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('with an impossible size anywhere are refused whole', () => {
    fc.assert(
      fc.property(fc.array(anyPacket, { minLength: 1, maxLength: 5 }), fc.nat(), int32, (list, n, size) => {
        const index = n % list.length;
        const packet = packBundle(list, 0);
        const at = 16 + list.slice(0, index).reduce((sum, each) => sum + 4 + each.length, 0);
        fc.pre(size <= 0 || size % 4 !== 0 || size > packet.length - at - 4);
        new DataView(packet.buffer).setInt32(at, size);
        expect(messagesOf(packet)).toBeUndefined();
        expect(messagesOf(packBundle([packet], 0))).toBeUndefined();
      }),
    );
  });

  test('as large as a flush may be are read, whatever they hold', () => {
    const smallest = Array.from({ length: 131_000 }, () => Uint8Array.of(1, 2, 3, 4));
    expect(messagesOf(packBundle([packBundle(smallest, 0)], 0))).toHaveLength(smallest.length);
  });
});

/** One way to spoil a packet; `at` and `to` are shares of its length. */
const damage = fc.record({
  how: fc.constantFrom('flip', 'cut', 'insert', 'duplicate'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  by: fc.uint8Array({ minLength: 1, maxLength: 8 }),
});
type Damage = typeof damage extends fc.Arbitrary<infer D> ? D : never;

function spoil(packet: Uint8Array, { how, at, to, by }: Damage): Uint8Array {
  const first = Math.floor(Math.min(at, to) * packet.length);
  const end = Math.ceil(Math.max(at, to) * packet.length);
  const [head, middle, tail] = [packet.slice(0, first), packet.slice(first, end), packet.slice(end)];
  switch (how) {
    case 'flip':
      by.forEach((bits, i) => (packet[first + i] = (packet[first + i] ?? 0) ^ bits));
      return packet;
    case 'cut':
      return Buffer.concat([head, tail]);
    case 'insert':
      return Buffer.concat([head, by, middle, tail]);
    case 'duplicate':
      return Buffer.concat([head, middle, middle, tail]);
  }
}

describe('whatever comes in', () => {
  const foreign = fc
    .tuple(fc.stringMatching(/^\/[ -~]{0,12}$/), anyArguments)
    .map(([address, { tags, values }]) => packMessage(address, tags, values));
  const valid = fc.oneof(
    anyPacket,
    foreign,
    bundleOf.map((tree) => packTree(tree, 0)),
  );
  const spoiled = fc
    .tuple(valid, fc.array(damage, { minLength: 1, maxLength: 3 }))
    .map(([packet, damages]) => damages.reduce(spoil, packet));
  const anything = fc.oneof(spoiled, valid, fc.uint8Array({ maxLength: 256 }));
  const often = { numRuns: 1000 };

  test.each([
    ['player', players],
    ['server', server],
  ])('what is read as a message of a %s means the same when it is written again', (_, { decode, encode }) => {
    fc.assert(
      fc.property(anything, (packet) => {
        const read = decode(packet);
        if (typeof read === 'string') return;
        // A /position of integers or doubles is written again as float32, which is what we send.
        const again =
          read.address === '/position' ? { ...read, x: Math.fround(read.x), y: Math.fround(read.y) } : read;
        // A double may be larger than any float32.
        if (again.address === '/position') fc.pre(Number.isFinite(again.x + again.y));
        expect(decode(encode(read))).toEqual(again);
      }),
      often,
    );
  });

  test('motions', () => {
    fc.assert(
      fc.property(anything, (packet) => {
        const read = decodeMotions(packet);
        if (read)
          expect(encodeAnyServerMessage({ address: '/motions', ...read })).toEqual(Uint8Array.from(packet));
      }),
      often,
    );
  });

  test('OSC in general is read only where it is what packMessage writes', () => {
    fc.assert(
      fc.property(anything, (packet) => {
        const read = unpackMessage(packet);
        if (!read) return;
        const { address, types, args } = read;
        expect(packMessage(address, types, args)).toEqual(Uint8Array.from(packet));
      }),
      often,
    );
  });

  test('padding is zeros', () => {
    const lastArgument = fc.oneof(
      text.map((value) => ({ tag: 's', value, free: 3 - (Buffer.byteLength(value) % 4) })),
      bytes.map((value) => ({ tag: 'b', value, free: -value.length & 3 })),
    );
    fc.assert(
      fc.property(anyArguments, lastArgument, fc.integer({ min: 1, max: 255 }), (args, last, stray) => {
        fc.pre(last.free > 0);
        const packet = packMessage('/any', args.tags + last.tag, [...args.values, last.value]);
        packet[packet.length - 1] = stray;
        expect(unpackMessage(packet)).toBeUndefined();
      }),
    );
  });

  test('text that is no UTF-8 is refused, whatever its length', () => {
    const noUtf8 = fc.constantFrom(
      [0xff],
      [0xe9],
      [0x80],
      [0xc0, 0xaf],
      [0xed, 0xa0, 0x80],
      [0xf0, 0x9f, 0xa6],
    );
    fc.assert(
      fc.property(text, noUtf8, text, (before, wrong, after) => {
        const content = Buffer.concat([Buffer.from(before), Buffer.from(wrong), Buffer.from(`,${after}`)]);
        const padding = Buffer.alloc(4 - (content.length % 4));
        const packet = Buffer.concat([Buffer.from('/say\0\0\0\0,s\0\0'), content, padding]);
        expect(decodeClientMessage(packet)).toBe('malformed');
      }),
    );
  });

  test('half a surrogate pair is written as U+FFFD', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary-ascii' }),
        fc.integer({ min: 0xd800, max: 0xdfff }),
        (before, half) => {
          const clean = before.replaceAll('\0', '');
          const packet = packMessage('/say', 's', [clean + String.fromCharCode(half)]);
          expect(decodeClientMessage(packet)).toEqual({ address: '/say', text: `${clean}\ufffd` });
        },
      ),
    );
  });

  test('an address comes back as it is', () => {
    fc.assert(
      fc.property(text, anyArguments, (rest, { tags, values }) => {
        const address = `/${rest}`;
        // A number that is none is not read.
        fc.pre(values.every((value) => typeof value !== 'number' || Number.isFinite(value)));
        expect(unpackMessage(packMessage(address, tags, values))?.address).toBe(address);
        expect(() => packMessage(`${address}\0`, tags, values)).toThrow('U+0000');
      }),
    );
  });

  test('packets are taken apart into what a bundle of them holds', () => {
    fc.assert(
      fc.property(anything, (packet) => {
        const read = messagesOf(packet);
        if (!read) return;
        if (read[0] === packet) expect(read).toHaveLength(1);
        else expect(messagesOf(packBundle(read, 0))).toEqual(read);
      }),
      often,
    );
  });
});
