/** Both ends of the contract, on random values: what is written is read, and what was spoiled is refused. */
import fc from 'fast-check';
import { messagesOf, packBundle, packMessage, unpackMessage, type OscArgument } from './osc';
import {
  decodePosition,
  decodePositions,
  encodePlayerPosition,
  encodePosition,
  RECORD_BYTES,
  type PositionRecord,
  type Positions,
} from './positions';
import { encodePositions } from './positions.fixture';
import {
  decodePlayerMessage,
  decodeServerMessage,
  encodePlayerMessage,
  encodeServerMessage,
  REFUSAL_CODES,
  type PlayerMessage,
  type ServerMessage,
} from './protocol';

type Message = PlayerMessage | ServerMessage;

const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
/** Any text that OSC can hold: neither U+0000 nor half a surrogate pair. */
const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
  .map((any) => any.replaceAll('\0', ''));
const record: fc.Arbitrary<PositionRecord> = fc.record({ id: int32, x: float32, y: float32 });
const records = fc.array(record, { maxLength: 8 });
const bytes = fc.uint8Array({ maxLength: 64 });

function message<A extends Message['address'], F extends object>(address: A, fields: fc.Arbitrary<F>) {
  return fields.map((values) => ({ address, ...values }));
}

/** Each type of message: its type tags in the order of its fields, other tags that are accepted, and any of it. */
type Shapes<M extends Message> = {
  [A in M['address']]: { tags: string[]; any: fc.Arbitrary<Extract<M, { address: A }>> };
};

const fromPlayers = {
  '/position': {
    tags: ['ff', 'ii', 'if', 'fi', 'dd', 'df', 'fd', 'di', 'id'],
    any: message('/position', fc.record({ x: float32, y: float32 })),
  },
  '/profile': {
    tags: ['iss', 'isss'],
    any: message(
      '/profile',
      fc.record(
        { protocol: int32, name: text, color: text, key: text },
        { requiredKeys: ['protocol', 'name', 'color'] },
      ),
    ),
  },
  '/say': { tags: ['s'], any: message('/say', fc.record({ text })) },
  '/ping': { tags: ['i'], any: message('/ping', fc.record({ n: int32 })) },
  '/leave': { tags: [''], any: message('/leave', fc.constant({})) },
} satisfies Shapes<PlayerMessage>;

const fromTheServer = {
  '/yard': {
    tags: ['isiii'],
    any: message(
      '/yard',
      fc.record({ id: int32, name: text, protocol: int32, widthPx: int32, heightPx: int32 }),
    ),
  },
  '/player/profile': {
    tags: ['iss'],
    any: message('/player/profile', fc.record({ id: int32, name: text, color: text })),
  },
  '/player/position': { tags: ['iff'], any: message('/player/position', record) },
  '/positions': { tags: ['b'], any: message('/positions', records.map(asPositions)) },
  '/player/said': { tags: ['is'], any: message('/player/said', fc.record({ id: int32, text })) },
  '/player/left': { tags: ['i'], any: message('/player/left', fc.record({ id: int32 })) },
  '/pong': { tags: ['i'], any: message('/pong', fc.record({ n: int32 })) },
  '/corrected': { tags: ['ff'], any: message('/corrected', fc.record({ x: float32, y: float32 })) },
  '/refused': {
    tags: ['ss'],
    any: message('/refused', fc.record({ code: fc.constantFrom(...REFUSAL_CODES), reason: text })),
  },
} satisfies Shapes<ServerMessage>;

function asPositions(list: PositionRecord[]): Positions {
  return {
    ids: Int32Array.from(list, ({ id }) => id),
    xs: Float32Array.from(list, ({ x }) => x),
    ys: Float32Array.from(list, ({ y }) => y),
  };
}

/** `/positions` are written from records, since the server writes one buffer for all players. */
function encodeAnyServerMessage(message: ServerMessage): Uint8Array {
  if (message.address !== '/positions') return encodeServerMessage(message);
  const { ids, xs, ys } = message;
  return encodePositions(Array.from(ids, (id, i) => ({ id, x: xs[i] ?? NaN, y: ys[i] ?? NaN })));
}

interface Side {
  shapes: Record<string, { tags: string[]; any: fc.Arbitrary<Message> }>;
  encode: (message: Message) => Uint8Array;
  decode: (bytes: Uint8Array) => Message | string;
}
const players: Side = {
  shapes: fromPlayers,
  encode: encodePlayerMessage as Side['encode'],
  decode: decodePlayerMessage,
};
const server: Side = {
  shapes: fromTheServer,
  encode: encodeAnyServerMessage as Side['encode'],
  decode: decodeServerMessage,
};

const cases = [players, server].flatMap(({ shapes, encode, decode }) =>
  Object.entries(shapes).map(([address, shape]) => ({ address, encode, decode, ...shape })),
);
const anyPacket = fc.oneof(...cases.map(({ any, encode }) => any.map(encode)));

/** Arguments of any types that OSC 1.0 has; osc-js writes doubles too, which other tools send. */
const argument: fc.Arbitrary<{ tag: string; value: OscArgument }> = fc.oneof(
  int32.map((value) => ({ tag: 'i', value })),
  fc.float().map((value) => ({ tag: 'f', value })),
  fc.double().map((value) => ({ tag: 'd', value })),
  text.map((value) => ({ tag: 's', value })),
  bytes.map((value) => ({ tag: 'b', value })),
);
const anyArguments = fc.array(argument, { maxLength: 6 }).map((list) => ({
  tags: list.map(({ tag }) => tag).join(''),
  values: list.map(({ value }) => value),
}));

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
        const asRead = spoilFields(message, tags, 'f', Math.fround(value));
        spoilFields(message, tags, 'f', value).forEach((spoiled, i) => {
          // A player's numbers are for the yard to judge; the server's are finite.
          expect(decode(encode(spoiled))).toEqual(decode === players.decode ? asRead[i] : 'malformed');
        });
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
    fc.double().map((value) => ({ tag: 'd', value })),
  );
  fc.assert(
    fc.property(number, number, (x, y) =>
      expect(decodePlayerMessage(packMessage('/position', x.tag + y.tag, [x.value, y.value]))).toEqual({
        address: '/position',
        x: x.value,
        y: y.value,
      }),
    ),
  );
});

describe('the codec of positions writes what osc-js writes', () => {
  const any32 = fc.float();

  test('/position', () => {
    fc.assert(
      fc.property(any32, any32, (x, y) => {
        expect(encodePosition(x, y)).toEqual(packMessage('/position', 'ff', [x, y]));
        expect(decodePosition(packMessage('/position', 'ff', [x, y]))).toEqual({ x, y });
      }),
    );
  });

  test('/player/position', () => {
    fc.assert(
      fc.property(int32, any32, any32, (id, x, y) =>
        expect(encodePlayerPosition({ id, x, y })).toEqual(
          packMessage('/player/position', 'iff', [id, x, y]),
        ),
      ),
    );
  });

  test('/positions', () => {
    fc.assert(
      fc.property(records, (list) => {
        // The records are messages without a head: what follows the 28 bytes before the arguments.
        const heads = list.map(({ id, x, y }) =>
          packMessage('/player/position', 'iff', [id, x, y]).slice(28),
        );
        const blob = new Uint8Array(Buffer.concat(heads));
        const written = packMessage('/positions', 'b', [blob]);
        expect(encodePositions(list)).toEqual(written);
        expect(decodePositions(written)).toEqual(asPositions(list));
      }),
    );
  });

  test('/positions with a blob that holds no whole records are malformed', () => {
    fc.assert(
      fc.property(
        bytes.filter((blob) => blob.length % RECORD_BYTES !== 0),
        (blob) => {
          const packet = packMessage('/positions', 'b', [blob]);
          expect(decodePositions(packet)).toBeUndefined();
          expect(decodeServerMessage(packet)).toBe('malformed');
        },
      ),
    );
  });
});

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
        expect(decode(encode(read))).toEqual(again);
      }),
      often,
    );
  });

  test('positions', () => {
    fc.assert(
      fc.property(anything, (packet) => {
        const read = decodePositions(packet);
        if (read)
          expect(encodeAnyServerMessage({ address: '/positions', ...read })).toEqual(Uint8Array.from(packet));
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
        expect(decodePlayerMessage(packet)).toBe('malformed');
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
          expect(decodePlayerMessage(packet)).toEqual({ address: '/say', text: `${clean}\ufffd` });
        },
      ),
    );
  });

  test('an address comes back as it is', () => {
    fc.assert(
      fc.property(text, anyArguments, (rest, { tags, values }) => {
        const address = `/${rest}`;
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
