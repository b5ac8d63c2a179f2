/** Any message, valid or not, for the property tests of this folder. */
import fc from 'fast-check';
import {
  decodeClientMessage,
  decodeServerMessage,
  encodeClientMessage,
  encodeServerMessage,
  REFUSAL_CODES,
  type ClientMessage,
  type ServerMessage,
} from './messages';
import type { OscArgument } from './osc';
import type { PositionRecord, Positions } from './positions';
import { encodePositions } from './positions.fixture';

export type Message = ClientMessage | ServerMessage;

export const int32 = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
export const float32 = fc.float({ noNaN: true, noDefaultInfinity: true });
/** Any text that OSC can hold: neither U+0000 nor half a surrogate pair. */
export const text = fc
  .oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }))
  .map((any) => any.replaceAll('\0', ''));
export const record: fc.Arbitrary<PositionRecord> = fc.record({ id: int32, x: float32, y: float32 });
export const records = fc.array(record, { maxLength: 8 });
export const bytes = fc.uint8Array({ maxLength: 64 });

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
} satisfies Shapes<ClientMessage>;

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

export function asPositions(list: PositionRecord[]): Positions {
  return {
    ids: Int32Array.from(list, ({ id }) => id),
    xs: Float32Array.from(list, ({ x }) => x),
    ys: Float32Array.from(list, ({ y }) => y),
  };
}

/** `/positions` are written from records, since the server writes one buffer for all players. */
export function encodeAnyServerMessage(message: ServerMessage): Uint8Array {
  if (message.address !== '/positions') return encodeServerMessage(message);
  const { ids, xs, ys } = message;
  return encodePositions(Array.from(ids, (id, i) => ({ id, x: xs[i] ?? NaN, y: ys[i] ?? NaN })));
}

interface Side {
  shapes: Record<string, { tags: string[]; any: fc.Arbitrary<Message> }>;
  encode: (message: Message) => Uint8Array;
  decode: (bytes: Uint8Array) => Message | string;
}
export const players: Side = {
  shapes: fromPlayers,
  encode: encodeClientMessage as Side['encode'],
  decode: decodeClientMessage,
};
export const server: Side = {
  shapes: fromTheServer,
  encode: encodeAnyServerMessage as Side['encode'],
  decode: decodeServerMessage,
};

export const cases = [players, server].flatMap(({ shapes, encode, decode }) =>
  Object.entries(shapes).map(([address, shape]) => ({ address, encode, decode, ...shape })),
);
export const anyPacket = fc.oneof(...cases.map(({ any, encode }) => any.map(encode)));

/** Arguments of any types that OSC 1.0 has; osc-js writes doubles too, which other tools send. */
export const argument: fc.Arbitrary<{ tag: string; value: OscArgument }> = fc.oneof(
  int32.map((value) => ({ tag: 'i', value })),
  fc.float().map((value) => ({ tag: 'f', value })),
  fc.double().map((value) => ({ tag: 'd', value })),
  text.map((value) => ({ tag: 's', value })),
  bytes.map((value) => ({ tag: 'b', value })),
);
export const anyArguments = fc.array(argument, { maxLength: 6 }).map((list) => ({
  tags: list.map(({ tag }) => tag).join(''),
  values: list.map(({ value }) => value),
}));
