/** Any message, valid or not, for the property tests of this folder. */
import fc from 'fast-check';
import {
  KEY_MAX_CHARACTERS,
  NAME_MAX_CHARACTERS,
  SAY_MAX_CHARACTERS,
  YARD_HEIGHT_PX,
  YARD_WIDTH_PX,
} from '../config';
import { cleanText, isVisible } from '../text';
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
export const id = fc.integer({ min: 1, max: 2 ** 31 - 1 });
/** Mostly short text, and now and then some of any length up to so many characters. */
const upTo = (maxLength: number) =>
  fc.oneof(
    { weight: 4, arbitrary: text },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength, size: 'max' }) },
  );
/** Text for so many characters, and for as many again, which takes no more than the bytes that are read. */
const textFor = (characters: number) =>
  upTo(2 * characters).map((any) =>
    Array.from(any.replaceAll('\0', ''))
      .slice(0, 2 * characters)
      .join(''),
  );
/** Text of one to so many characters, as it is shown. */
const shown = (characters: number) =>
  upTo(characters)
    .map((any) => cleanText(Array.from(cleanText(any)).slice(0, characters).join('')))
    .filter(isVisible);
const shownName = shown(NAME_MAX_CHARACTERS);
const shownColour = fc.stringMatching(/^#[0-9a-fA-F]{6}$/);
/** A place in the yard, as the server shows it. */
const place = {
  x: fc.float({ min: 0, max: YARD_WIDTH_PX, noNaN: true }),
  y: fc.float({ min: 0, max: YARD_HEIGHT_PX, noNaN: true }),
};
export const record: fc.Arbitrary<PositionRecord> = fc.record({ id, ...place });
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
        {
          protocol: fc.nat(2 ** 31 - 1),
          name: textFor(NAME_MAX_CHARACTERS),
          colour: textFor('#rrggbb'.length),
          key: textFor(KEY_MAX_CHARACTERS),
        },
        { requiredKeys: ['protocol', 'name', 'colour'] },
      ),
    ),
  },
  '/say': { tags: ['s'], any: message('/say', fc.record({ text: textFor(SAY_MAX_CHARACTERS) })) },
  '/ping': { tags: ['i'], any: message('/ping', fc.record({ n: int32 })) },
  '/leave': { tags: [''], any: message('/leave', fc.constant({})) },
} satisfies Shapes<ClientMessage>;

const fromTheServer = {
  '/yard': {
    tags: ['isiii'],
    any: message(
      '/yard',
      fc.record({ id, name: shownName, protocol: fc.nat(2 ** 31 - 1), widthPx: id, heightPx: id }),
    ),
  },
  '/your/profile': {
    tags: ['ss'],
    any: message('/your/profile', fc.record({ name: shownName, colour: shownColour })),
  },
  '/player/profile': {
    tags: ['iss'],
    any: message('/player/profile', fc.record({ id, name: shownName, colour: shownColour })),
  },
  '/player/position': { tags: ['iff'], any: message('/player/position', record) },
  '/positions': { tags: ['b'], any: message('/positions', records.map(asPositions)) },
  '/player/said': {
    tags: ['is'],
    any: message('/player/said', fc.record({ id, text: shown(SAY_MAX_CHARACTERS) })),
  },
  '/player/left': { tags: ['i'], any: message('/player/left', fc.record({ id })) },
  '/pong': { tags: ['i'], any: message('/pong', fc.record({ n: int32 })) },
  '/corrected': { tags: ['ff'], any: message('/corrected', fc.record(place)) },
  '/refused': {
    tags: ['ss'],
    any: message(
      '/refused',
      fc.record({
        code: fc.constantFrom(...REFUSAL_CODES),
        reason: text.map((any) => cleanText(any.slice(0, 150)).slice(0, 300).trim()),
      }),
    ),
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
