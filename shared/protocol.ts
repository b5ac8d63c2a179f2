/**
 * The wire between players and the server. Each payload is an OSC 1.0 packet; docs/protocol.md shows the frames around
 * it and every byte. In the program a message is one of these plain objects, told apart by its address; bytes exist
 * only between a Dealer and the Router.
 *
 *   player → server            types        server → player      types
 *   /position                  ff           /yard                isiii
 *   /profile                   iss, isss    /player/profile      iss
 *   /say                       s            /player/position     iff
 *   /ping                      i            /positions           b
 *   /leave                                  /player/said         is
 *   anything else is relayed as it is       /player/left         i
 *                                           /pong                i
 *                                           /corrected           ff
 *                                           /refused             ss
 */
import { addressOf, packMessage, unpackMessage } from './osc';
import { decodePing, encodePing } from './pings';
import {
  decodePosition,
  decodePositions,
  encodePlayerPosition,
  encodePosition,
  type Positions,
} from './positions';

export type PlayerMessage =
  | { address: '/position'; x: number; y: number }
  | { address: '/profile'; protocol: number; name: string; color: string; key?: string }
  | { address: '/say'; text: string }
  | { address: '/ping'; n: number }
  | { address: '/leave' };

export type ServerMessage =
  | { address: '/yard'; id: number; name: string; protocol: number; widthPx: number; heightPx: number }
  | { address: '/player/profile'; id: number; name: string; color: string }
  | { address: '/player/position'; id: number; x: number; y: number }
  | ({ address: '/positions' } & Positions)
  | { address: '/player/said'; id: number; text: string }
  | { address: '/player/left'; id: number }
  | { address: '/pong'; n: number }
  | { address: '/corrected'; x: number; y: number }
  | { address: '/refused'; code: RefusalCode; reason: string };

export const REFUSAL_CODES = ['full', 'protocol', 'profile', 'flood'] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A packet that is none of our messages: `foreign` has an address of its own or no OSC in it, `malformed` has one of ours. */
export type Unreadable = 'foreign' | 'malformed';

const PLAYER_ADDRESSES = new Set(['/position', '/profile', '/say', '/ping', '/leave']);
const SERVER_ADDRESSES = new Set([
  '/yard',
  '/player/profile',
  '/player/position',
  '/positions',
  '/player/said',
  '/player/left',
  '/pong',
  '/corrected',
  '/refused',
]);

/** The bytes of a player's message. */
export function encodePlayerMessage(message: PlayerMessage): Uint8Array {
  const { address } = message;
  switch (address) {
    case '/position':
      return encodePosition(message.x, message.y);
    case '/profile': {
      const { protocol, name, color, key } = message;
      return key === undefined
        ? packMessage(address, 'iss', [protocol, name, color])
        : packMessage(address, 'isss', [protocol, name, color, key]);
    }
    case '/say':
      return packMessage(address, 's', [message.text]);
    case '/ping':
      return encodePing(address, message.n);
    case '/leave':
      return packMessage(address, '', []);
  }
}

/** Reads what a peer sent: one OSC message, not a bundle. Numbers are as they came, so perhaps not finite. */
export function decodePlayerMessage(bytes: Uint8Array): PlayerMessage | Unreadable {
  const position = decodePosition(bytes);
  if (position) return { address: '/position', ...position };
  const n = decodePing('/ping', bytes);
  if (n !== undefined) return { address: '/ping', n };
  const address = addressOf(bytes);
  // The server's voice is the server's: a peer that used it could make players vanish for the others.
  if (SERVER_ADDRESSES.has(address)) return 'malformed';
  if (!PLAYER_ADDRESSES.has(address)) return 'foreign';
  const osc = unpackMessage(bytes);
  if (!osc) return 'malformed';
  // The type tags in each case are what makes its cast true.
  switch (osc.address + osc.types) {
    case '/profileiss': {
      const [protocol, name, color] = osc.args as [number, string, string];
      return { address: '/profile', protocol, name, color };
    }
    case '/profileisss': {
      const [protocol, name, color, key] = osc.args as [number, string, string, string];
      return { address: '/profile', protocol, name, color, key };
    }
    case '/says':
      return { address: '/say', text: osc.args[0] as string };
    case '/leave':
      return { address: '/leave' };
    default: {
      // Other tools send /position as integers or doubles, or one of each.
      if (!/^\/position[ifd]{2}$/.test(osc.address + osc.types)) return 'malformed';
      const [x, y] = osc.args as [number, number];
      return { address: '/position', x, y };
    }
  }
}

/** The bytes of a server's message. */
export function encodeServerMessage(message: Exclude<ServerMessage, { address: '/positions' }>): Uint8Array {
  const { address } = message;
  switch (address) {
    case '/yard': {
      const { id, name, protocol, widthPx, heightPx } = message;
      return packMessage(address, 'isiii', [id, name, protocol, widthPx, heightPx]);
    }
    case '/player/profile':
      return packMessage(address, 'iss', [message.id, message.name, message.color]);
    case '/player/position':
      return encodePlayerPosition(message);
    case '/player/said':
      return packMessage(address, 'is', [message.id, message.text]);
    case '/player/left':
      return packMessage(address, 'i', [message.id]);
    case '/pong':
      return encodePing(address, message.n);
    case '/corrected':
      return packMessage(address, 'ff', [message.x, message.y]);
    case '/refused':
      return packMessage(address, 'ss', [message.code, message.reason]);
  }
}

/** Reads what the server sent: one OSC message, not a bundle. All numbers in it are finite. */
export function decodeServerMessage(bytes: Uint8Array): ServerMessage | Unreadable {
  const positions = decodePositions(bytes);
  if (positions) return { address: '/positions', ...positions };
  const n = decodePing('/pong', bytes);
  if (n !== undefined) return { address: '/pong', n };
  if (!SERVER_ADDRESSES.has(addressOf(bytes))) return 'foreign';
  const osc = unpackMessage(bytes);
  if (!osc?.args.every((argument) => typeof argument !== 'number' || Number.isFinite(argument)))
    return 'malformed';
  switch (osc.address + osc.types) {
    case '/yardisiii': {
      const [id, name, protocol, widthPx, heightPx] = osc.args as [number, string, number, number, number];
      return { address: '/yard', id, name, protocol, widthPx, heightPx };
    }
    case '/player/profileiss': {
      const [id, name, color] = osc.args as [number, string, string];
      return { address: '/player/profile', id, name, color };
    }
    case '/player/positioniff': {
      const [id, x, y] = osc.args as [number, number, number];
      return { address: '/player/position', id, x, y };
    }
    case '/player/saidis': {
      const [id, text] = osc.args as [number, string];
      return { address: '/player/said', id, text };
    }
    case '/player/lefti':
      return { address: '/player/left', id: osc.args[0] as number };
    case '/correctedff': {
      const [x, y] = osc.args as [number, number];
      return { address: '/corrected', x, y };
    }
    case '/refusedss': {
      const [word, reason] = osc.args as [string, string];
      const code = REFUSAL_CODES.find((known) => known === word);
      return code ? { address: '/refused', code, reason } : 'malformed';
    }
    default:
      return 'malformed';
  }
}
