/** Any message, valid or not, for the property tests of this folder. */
import fc from 'fast-check';
import {
  KEY_MAX_CHARACTERS,
  NAME_MAX_CHARACTERS,
  SAY_MAX_CHARACTERS,
  THINGS_MAX,
  YARD_MAX_HEIGHT_PX,
  YARD_MAX_WIDTH_PX,
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
import { GAME_PHASES } from './games';
import type { OscArgument } from './osc';
import { emptyMotions, recordAt, type MotionRecord, type Motions } from './motions';
import { encodeMotions } from './motions.fixture';
import { formatServers, SERVERS_MAX } from './server-targets';

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
/** The time tag of the bundle around a `/motions`. */
export const SENT_MS = 1_000_000;
/** As fast as an int16 of eighths holds. */
const speed = fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }).map((eighths) => eighths / 8);
const uint16 = fc.integer({ min: 0, max: 2 ** 16 - 1 });
/** A place in a yard of any size, as the server shows it. */
const place = {
  x: fc.float({ min: 0, max: YARD_MAX_WIDTH_PX, noNaN: true }),
  y: fc.float({ min: 0, max: YARD_MAX_HEIGHT_PX, noNaN: true }),
};
export const record: fc.Arbitrary<MotionRecord> = fc.record({
  id,
  ...place,
  vx: speed,
  vy: speed,
  atMs: uint16.map((age) => SENT_MS - age),
  flags: uint16,
});
export const records = fc.array(record, { maxLength: 8 });
const gamePlayer = fc.record({ id, role: uint16, score: fc.integer({ min: -(2 ** 15), max: 2 ** 15 - 1 }) });
const thing = fc.record({
  ...{
    id: fc.integer({ min: 1, max: THINGS_MAX }),
    kind: uint16,
    ...place,
    vx: speed,
    vy: speed,
    age: uint16,
  },
});
export const bytes = fc.uint8Array({ maxLength: 64 });

function message<A extends Message['address'], F extends object>(address: A, fields: fc.Arbitrary<F>) {
  return fields.map((values) => ({ address, ...values }));
}

/** Each type of message: its type tags in the order of its fields, other tags that are accepted, and any of it. */
type Shapes<M extends Message> = {
  [A in M['address']]: { tags: string[]; any: fc.Arbitrary<Extract<M, { address: A }>> };
};

const secrets = {
  key: fc.constantFrom('', 'A'.repeat(43)),
  ticket: fc.constantFrom('', 'A'.repeat(22)),
};

const fromPlayers = {
  '/motion': {
    tags: ['ffff'],
    any: message('/motion', fc.record({ x: float32, y: float32, vx: float32, vy: float32 })),
  },
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
  '/watch': {
    tags: ['i', 'is'],
    any: message(
      '/watch',
      fc.record(
        { protocol: fc.nat(2 ** 31 - 1), ticket: fc.constantFrom('', 'A'.repeat(22)) },
        { requiredKeys: ['protocol'] },
      ),
    ),
  },
  '/say': { tags: ['s'], any: message('/say', fc.record({ text: textFor(SAY_MAX_CHARACTERS) })) },
  '/mark': { tags: ['s'], any: message('/mark', fc.record({ text: textFor(SAY_MAX_CHARACTERS) })) },
  '/ping': { tags: ['i'], any: message('/ping', fc.record({ n: int32 })) },
  '/roster': { tags: [''], any: message('/roster', fc.constant({})) },
  '/successor': {
    tags: ['isss'],
    any: message(
      '/successor',
      fc.record({ n: int32, server: fc.constantFrom('', 'tcp://192.168.1.30:5557'), ...secrets }),
    ),
  },
  '/leave': { tags: [''], any: message('/leave', fc.constant({})) },
} satisfies Shapes<ClientMessage>;

const fromTheServer = {
  '/yard': {
    tags: ['isiii'],
    any: message(
      '/yard',
      fc.record({
        ...{ id, name: shownName, protocol: fc.nat(2 ** 31 - 1) },
        ...{ widthPx: fc.integer({ min: 1, max: 9600 }), heightPx: fc.integer({ min: 1, max: 6400 }) },
      }),
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
  '/player/position': {
    tags: ['iff'],
    any: message('/player/position', fc.record({ id, ...place })),
  },
  '/motions': { tags: ['b'], any: message('/motions', records.map(asMotions)) },
  '/roster': {
    tags: ['ii'],
    any: message('/roster', fc.record({ players: fc.nat(2 ** 31 - 1), sum: int32 })),
  },
  '/player/said': {
    tags: ['is'],
    any: message('/player/said', fc.record({ id, text: shown(SAY_MAX_CHARACTERS) })),
  },
  '/mark': { tags: ['s'], any: message('/mark', fc.record({ text: shown(SAY_MAX_CHARACTERS) })) },
  '/recorded': { tags: ['i'], any: message('/recorded', fc.record({ recorded: fc.nat(1) })) },
  '/player/left': { tags: ['i'], any: message('/player/left', fc.record({ id })) },
  '/pong': { tags: ['i'], any: message('/pong', fc.record({ n: int32 })) },
  '/corrected': { tags: ['ff'], any: message('/corrected', fc.record(place)) },
  '/moved': {
    tags: ['sss'],
    any: message(
      '/moved',
      fc.record({
        server: fc
          .tuple(
            fc.constantFrom('192.168.1.20', 'yard.example', '[fe80::1%eth0]'),
            fc.integer({ min: 1, max: 65_535 }),
          )
          .map(([host, port]) => `tcp://${host}:${port}`),
        ...secrets,
      }),
    ),
  },
  '/servers': {
    tags: ['s'],
    any: message(
      '/servers',
      fc.record({
        servers: fc
          .array(
            fc
              .record({
                host: fc.constantFrom('192.168.1.20', 'yard.example', 'fe80::1%eth0'),
                port: fc.integer({ min: 1, max: 65_535 }),
                serverKey: fc.constantFrom(undefined, 'A'.repeat(43)),
              })
              .map(({ host, port, serverKey }) => ({ host, port, ...(serverKey && { serverKey }) })),
            { minLength: 1, maxLength: SERVERS_MAX },
          )
          .map(formatServers),
      }),
    ),
  },
  '/offer': {
    tags: ['iis'],
    any: message(
      '/offer',
      fc.record({
        n: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
        id: fc.nat(2 ** 31 - 1),
        state: textFor(100),
      }),
    ),
  },
  '/game': {
    tags: ['ssiii'],
    any: message(
      '/game',
      fc.record({
        name: fc.stringMatching(/^[a-z-]{0,24}$/),
        phase: fc.constantFrom(...GAME_PHASES),
        ...{ round: fc.nat(2 ** 31 - 1), endsInMs: fc.nat(2 ** 31 - 1), n: fc.nat(2 ** 31 - 1) },
      }),
    ),
  },
  '/game/players': {
    tags: ['b'],
    any: message('/game/players', fc.record({ players: fc.array(gamePlayer, { maxLength: 8 }) })),
  },
  '/things': {
    tags: ['b'],
    any: message('/things', fc.record({ things: fc.array(thing, { maxLength: 8 }) })),
  },
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

export function asMotions(list: readonly MotionRecord[]): Motions {
  const motions = emptyMotions(list.length);
  list.forEach(({ id, x, y, vx, vy, atMs, flags }, i) => {
    motions.ids[i] = id;
    motions.xs[i] = x;
    motions.ys[i] = y;
    motions.vxs[i] = vx;
    motions.vys[i] = vy;
    motions.ages[i] = SENT_MS - atMs;
    motions.flags[i] = flags;
  });
  return motions;
}

/** `/motions` are written from records, since the server writes one buffer for all players. */
export function encodeAnyServerMessage(message: ServerMessage): Uint8Array {
  if (message.address !== '/motions') return encodeServerMessage(message);
  return encodeMotions(
    Array.from(message.ids, (_, i) => recordAt(message, i, SENT_MS)),
    SENT_MS,
  );
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
