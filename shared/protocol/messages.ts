/**
 * The wire between clients and the server: each message stands once, in one of the two tables below. Each payload is an
 * OSC 1.0 packet; docs/protocol.md shows the frames around it and every byte. In the program a message is a plain object,
 * told apart by its address; bytes exist only between a Dealer and the Router. Many records in one message have codecs
 * of their own (motions.ts, games.ts).
 */
import {
  KEY_MAX_CHARACTERS,
  NAME_MAX_CHARACTERS,
  SAY_MAX_CHARACTERS,
  STATE_MAX_BYTES,
  YARD_MAX_HEIGHT_PX,
  YARD_MAX_WIDTH_PX,
} from '../config';
import { isKey, isTicket, KEY_CHARACTERS, TICKET_CHARACTERS } from '../keys';
import { cleanText, validateChatLine, validateColour, validateName } from '../profile';
import {
  anyNumber,
  blob,
  bytesFor,
  float32,
  float32From,
  int32,
  int32From,
  oneOf,
  optional,
  text,
} from './fields';
import {
  decodeGamePlayers,
  decodeThings,
  encodeGamePlayers,
  encodeThings,
  GAME_PHASES,
  type GamePlayer,
  type Thing,
} from './games';
import { MessageTable, type MessageOf, type Unreadable } from './message-table';
import { decodeMotions, type Motions } from './motions';
import { ADDRESS_CHARACTERS, isWholeAddress, lookLikeServers, SERVERS_CHARACTERS } from './server-targets';

export const REFUSAL_CODES = [
  'full',
  'protocol',
  'profile',
  'flood',
  'invite',
  'waiting',
  'kicked',
  'banned',
  'locked',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** Of the sentence that comes with a refusal. */
const REASON_MAX_CHARACTERS = 300;
const COLOUR_CHARACTERS = 7;
const GAME_NAME_CHARACTERS = 24;
const GAME_NAME = /^[a-z-]{0,24}$/;

const id = int32From(1);
const keyOrNone = text(KEY_CHARACTERS, (key) => key === '' || isKey(key));
const ticketOrNone = text(TICKET_CHARACTERS, (ticket) => ticket === '' || isTicket(ticket));
// What a client says is refused with a sentence where it is wrong; what the server says is right, or it is not the server.
const shownName = text(bytesFor(NAME_MAX_CHARACTERS), (name) => isClean(name) && !validateName(name));
const shownColour = text(COLOUR_CHARACTERS, (colour) => !validateColour(colour));
const shownLine = text(bytesFor(SAY_MAX_CHARACTERS), (line) => isClean(line) && !validateChatLine(line));
const shownX = float32From(0, YARD_MAX_WIDTH_PX);
const shownY = float32From(0, YARD_MAX_HEIGHT_PX);
// It is printed in terminals too: nothing in it moves a cursor.
const sentence = text(
  bytesFor(REASON_MAX_CHARACTERS),
  (reason) => reason.length <= REASON_MAX_CHARACTERS && isClean(reason),
);

/** From a client to the server. Anything with another address is relayed as it is. */
export const CLIENT_TABLE = new MessageTable({
  '/motion': {
    meaning:
      'where I am, in yard pixels, origin top left, and how I move from now on, in pixels a second: sent when it changes, and once a second (below); for players with a profile',
    fields: { x: float32, y: float32, vx: float32, vy: float32 },
  },
  '/position': {
    meaning:
      'where I am, without a motion: for guests, and for tools that know no motions; of a spectator, where it looks; `i` and `d` are accepted in place of `f`',
    fields: { x: anyNumber, y: anyNumber },
  },
  '/profile': {
    meaning:
      'who I am: the protocol (2), a name of 1 to 24 characters, a colour (`#rrggbb`, or empty for the one that the fewest have) and, if you like, a key of 1 to 64 characters to come back with; in a secured yard besides an identity and, where one is asked for, a ticket ([security.md](security.md))',
    fields: {
      protocol: int32From(0),
      name: text(bytesFor(NAME_MAX_CHARACTERS)),
      colour: text(bytesFor(COLOUR_CHARACTERS)),
      key: optional(text(bytesFor(KEY_MAX_CHARACTERS))),
      identity: optional(text(KEY_CHARACTERS)),
      ticket: optional(text(TICKET_CHARACTERS)),
    },
  },
  '/watch': {
    meaning:
      'I look on, as a spectator (below): the protocol (2) and, where one is asked for, a ticket; before anything else, and every 5 s',
    fields: { protocol: int32From(0), ticket: optional(text(TICKET_CHARACTERS)) },
  },
  '/say': {
    meaning: 'a line of chat, 1 to 200 characters',
    fields: { text: text(bytesFor(SAY_MAX_CHARACTERS)) },
  },
  '/mark': {
    meaning:
      'a mark for a recording, 1 to 200 characters: told to all others, and recorded with the time (below)',
    fields: { text: text(bytesFor(SAY_MAX_CHARACTERS)) },
  },
  '/ping': { meaning: 'answered with a `/pong` of the same n', fields: { n: int32 } },
  '/roster': {
    meaning:
      'I lack somebody: answered with all other profiles and a `/roster`, in one bundle, at most once in 2 s',
    fields: {},
  },
  '/successor': {
    meaning:
      'whether my program holds this yard from now on, should its host ask (below): with n = 0 it could, said every 5 s; with the n of an `/offer` it would, and with an address (as in `/moved`) the yard is open there; with -n it will not',
    fields: {
      n: int32,
      server: text(ADDRESS_CHARACTERS, (server) => server === '' || isWholeAddress(server)),
      key: keyOrNone,
      ticket: ticketOrNone,
    },
  },
  '/leave': { meaning: 'I am going', fields: {} },
});

/** From the server to a client. */
export const SERVER_TABLE = new MessageTable({
  '/yard': {
    meaning:
      "your id, and the yard's name, protocol, width and height in pixels (2400 x 1600, or as large as its host made it): the answer to your first message, and once a second; the id of a spectator is 0",
    fields: {
      id: int32From(0),
      name: shownName,
      protocol: int32From(0),
      widthPx: int32From(1, YARD_MAX_WIDTH_PX),
      heightPx: int32From(1, YARD_MAX_HEIGHT_PX),
    },
  },
  '/your/profile': {
    meaning:
      'as whom you are shown, which is you alone: right after `/yard`, on change, and after each `/yard` while it differs from the profile that you sent',
    fields: { name: shownName, colour: shownColour },
  },
  '/player/profile': {
    meaning: 'who another player is: on arrival, on change, to you when you are new, and every 5 s',
    fields: { id, name: shownName, colour: shownColour },
  },
  '/motions': {
    meaning: 'where players were and how they moved, as players with a profile are told it (below)',
    fields: { records: blob },
  },
  '/player/position': {
    meaning: 'where another player is by now, as guests are told it, again and again while it moves',
    fields: { id, x: shownX, y: shownY },
  },
  '/roster': {
    meaning:
      'in a yard of more than 128, once a second: how many players there are, and the sum of the CRC-32 of all their `/player/profile` (below)',
    fields: { players: int32From(0), sum: int32 },
  },
  '/player/said': {
    meaning: "another player's line of chat, or the host's to all, of id 0",
    fields: { id: int32From(0), text: shownLine },
  },
  '/mark': { meaning: "somebody's mark for a recording", fields: { text: shownLine } },
  '/recorded': {
    meaning:
      'whether what happens in the yard is recorded, 1 or 0: on change, to newcomers, and while it is recorded every 2 s (below)',
    fields: { recorded: int32From(0, 1) },
  },
  '/player/left': {
    meaning:
      'who is gone; when the yard closes you are told this of everybody, yourself included: a spectator of id 0',
    fields: { id: int32From(0) },
  },
  '/pong': { meaning: 'the n of your `/ping`', fields: { n: int32 } },
  '/corrected': {
    meaning:
      'your position was not possible, or when you came somebody stood there; this is where you are for the others',
    fields: { x: shownX, y: shownY },
  },
  '/moved': {
    meaning:
      'the yard is at another address from now on, where you come back with your key as who you are: the address (`tcp://HOST:PORT`), the key of a secured yard and a ticket, each empty where there is none (below)',
    fields: {
      server: text(ADDRESS_CHARACTERS, isWholeAddress),
      key: keyOrNone,
      ticket: ticketOrNone,
    },
  },
  '/servers': {
    meaning:
      'of a yard on several servers (below): where they are, divided by blanks, `tcp://HOST:PORT` or of a secured yard `tcp://HOST:PORT?key=KEY`, this one first and then up to 15 others by rising load; soon after your arrival, every 5 s, and behind a `/refused` `full`',
    fields: { servers: text(SERVERS_CHARACTERS, lookLikeServers) },
  },
  '/offer': {
    meaning:
      'the host, whose id it is, asks whether your program holds this yard from now on (below): answered with `/successor`; once it would, the same with who is in the yard, as JSON; with id 0 it is asked no more',
    fields: { n: int32From(1), id: int32From(0), state: text(STATE_MAX_BYTES) },
  },
  '/game': {
    meaning:
      'which game is played and how it stands (below): its name and phase, which round, in how many ms the phase ends (0: it does not by itself), and a number that is another one for each game that was begun; on change, to newcomers, and every 2 s',
    fields: {
      name: text(GAME_NAME_CHARACTERS, (name) => GAME_NAME.test(name)),
      phase: oneOf(GAME_PHASES),
      round: int32From(0),
      endsInMs: int32From(0),
      n: int32From(0),
    },
  },
  '/game/players': {
    meaning: 'what players are in the game, and their scores (below): who changed at once, all every 2 s',
    fields: { records: blob },
  },
  '/things': {
    meaning:
      'where ducks, the ball and what else there is were, and how they moved (below): what changed at once, all every 2 s',
    fields: { records: blob },
  },
  '/refused': {
    meaning: 'why something you did has no effect: a code (below), and a sentence for a person',
    fields: { code: oneOf(REFUSAL_CODES), reason: sentence },
  },
});

export type ClientMessage = MessageOf<typeof CLIENT_TABLE.specs>;

/** What the table writes: all but what holds many records. */
type TableMessage = Exclude<
  MessageOf<typeof SERVER_TABLE.specs>,
  { address: '/motions' | '/game/players' | '/things' }
>;
type WritableMessage =
  | TableMessage
  | { address: '/game/players'; players: readonly GamePlayer[] }
  | { address: '/things'; things: readonly Thing[] };
export type ServerMessage = WritableMessage | ({ address: '/motions' } & Motions);

/** What the server tells besides where everybody is. */
export type ControlMessage = Exclude<WritableMessage, { address: '/player/position' }>;
/** Who somebody is, and with which key it comes back. */
export type ProfileMessage = Extract<ClientMessage, { address: '/profile' }>;
/** That somebody looks on. */
export type WatchMessage = Extract<ClientMessage, { address: '/watch' }>;
/** Where the yard is from now on. */
export type MovedMessage = Extract<ServerMessage, { address: '/moved' }>;
/** Where the yard's servers are. */
export type ServersMessage = Extract<ServerMessage, { address: '/servers' }>;
/** Whether somebody takes the yard over, and the question. */
export type SuccessorMessage = Extract<ClientMessage, { address: '/successor' }>;
export type OfferMessage = Extract<ServerMessage, { address: '/offer' }>;
/** How the game stands. */
export type GameMessage = Extract<ServerMessage, { address: '/game' }>;
/** Why something has no effect. */
export type Refusal = Extract<ServerMessage, { address: '/refused' }>;

/** The bytes of a client's message. */
export function encodeClientMessage(message: ClientMessage): Uint8Array {
  return CLIENT_TABLE.encode(message);
}

/** Reads what a client sent: one OSC message, not a bundle. All numbers in it are finite. */
export function decodeClientMessage(bytes: Uint8Array): ClientMessage | Unreadable {
  const message = CLIENT_TABLE.decode(bytes);
  // The server's addresses are the server's: a peer that used one could make players vanish for the others.
  return message === 'foreign' && SERVER_TABLE.couldMatch(bytes) ? 'malformed' : message;
}

/** Whether a packet bears the address of a profile, be it well-formed or not. */
export function isProfile(bytes: Uint8Array): boolean {
  return CLIENT_TABLE.addressOf(bytes) === '/profile';
}

/** The bytes of a server's message; `/motions` are put together by server/packets. */
export function encodeServerMessage(message: WritableMessage): Uint8Array {
  if (message.address === '/game/players') return encodeGamePlayers(message.players);
  if (message.address === '/things') return encodeThings(message.things);
  return SERVER_TABLE.encode(message);
}

/** Reads what the server sent: one OSC message, not a bundle. All numbers in it are finite. */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage | Unreadable {
  const motions = decodeMotions(bytes);
  if (motions) return { address: '/motions', ...motions };
  const players = decodeGamePlayers(bytes);
  if (players) return { address: '/game/players', players };
  const things = decodeThings(bytes);
  if (things) return { address: '/things', things };
  const message = SERVER_TABLE.decode(bytes);
  // Those with records that can be read have been: the table accepts no blob.
  return typeof message === 'object' && 'records' in message ? 'malformed' : message;
}

function isClean(text: string): boolean {
  return text === cleanText(text);
}
