/**
 * The wire between clients and the server: each message stands once, in one of two tables (client-messages.ts, server-messages.ts).
 * Each payload is an OSC 1.0 packet; docs/protocol.md shows the frames around it and every byte. In the program a message is a plain
 * object, told apart by its address; bytes exist only between a Dealer and the Router. Many records in one message have codecs
 * of their own (motions.ts, games.ts).
 */
import { CLIENT_TABLE } from './client-messages';
import {
  decodeGamePlayers,
  decodeThings,
  encodeGamePlayers,
  encodeThings,
  type GamePlayer,
  type Thing,
} from './games';
import type { MessageOf, Unreadable } from './message-table';
import { decodeMotions, type Motions } from './motions';
import { SERVER_TABLE } from './server-messages';

export { CLIENT_TABLE } from './client-messages';
export { REFUSAL_CODES, SERVER_TABLE, type RefusalCode } from './server-messages';

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
