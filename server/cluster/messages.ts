/**
 * What the servers of one yard say to each other, besides the messages that clients are told too (`/motions`, `/player/left`,
 * `/player/said`, `/roster`, `/game`, `/game/players`, `/things`): each message stands once, in this table. A packet is a bundle whose time tag is its publisher's
 * clock and whose first message is `/cluster/from`.
 */
import {
  MAX_PLAYERS_LIMIT,
  NAME_MAX_CHARACTERS,
  YARD_MAX_HEIGHT_PX,
  YARD_MAX_WIDTH_PX,
} from '../../shared/config';
import { isKey, KEY_CHARACTERS } from '../../shared/keys';
import { cleanText, validateColour, validateName } from '../../shared/profile';
import { bytesFor, float32From, int32From, text } from '../../shared/protocol/fields';
import { MessageTable, type MessageOf } from '../../shared/protocol/message-table';
import { parseTarget, formatTarget } from '../../shared/target';
import { ORDER_SPECS } from './order-messages';

/** Of a server's name: 12 random bytes in base64url. */
export const SERVER_NAME_CHARACTERS = 16;
const SERVER_NAME = /^[A-Za-z0-9_-]{16}$/;
/** Milliseconds since 1970 have 13 digits until the year 2286. */
const MS = /^[1-9]\d{0,14}$/;
const MS_CHARACTERS = 15;
/** An address with its key, as in an invite. */
const ADDRESS_CHARACTERS = 320;

/** What is true of a player; bits. */
export const PLAYER_FLAGS = { isGuest: 1, isMuted: 2 } as const;
/** What a server asks another one to publish again, for it alone. */
export const WANTED = { everything: 0, motions: 1 } as const;

const serverName = text(SERVER_NAME_CHARACTERS, (name) => SERVER_NAME.test(name));
/** An int32 does not hold it, and the table has no other whole numbers. */
const epochMs = text(MS_CHARACTERS, (ms) => MS.test(ms));
/** A moment to the last bit of a float64: who logged in later is decided by every server alone, and alike. */
const EXACT_MS = /^[1-9]\d{0,14}(\.\d{1,8})?$/;
const exactMs = text(24, (ms) => EXACT_MS.test(ms));
const keyOrNone = text(KEY_CHARACTERS, (key) => key === '' || isKey(key));
const cleanName = text(
  bytesFor(NAME_MAX_CHARACTERS),
  (name) => name === cleanText(name) && !validateName(name),
);
const id = int32From(1);
const sequence = int32From(1);

export const CLUSTER_TABLE = new MessageTable({
  '/cluster/from': {
    meaning:
      "head of each packet: the publisher's name, when it started (its epoch), and the number of this packet among all that it has published to this subject",
    fields: { server: serverName, epoch: epochMs, sequence },
  },
  '/cluster/alive': {
    meaning:
      "twice a second: the protocol and the size of the yard as the server has them, how many players it has, its load from 0 to 1, where clients reach it, as in an invite without a ticket (empty where it does not know), and the public key of a secured yard's server",
    fields: {
      protocol: int32From(0),
      widthPx: int32From(1, YARD_MAX_WIDTH_PX),
      heightPx: int32From(1, YARD_MAX_HEIGHT_PX),
      players: int32From(0, MAX_PLAYERS_LIMIT),
      load: float32From(0, 1),
      reachedAt: text(ADDRESS_CHARACTERS, (target) => target === '' || isTarget(target)),
      serverKey: keyOrNone,
    },
  },
  '/cluster/echo': {
    meaning:
      'with `/cluster/alive`, for each other server: the number of its last packet to this subject, and how many milliseconds ago it came, from which that server knows the round trip and the difference of the clocks (as in NTP)',
    fields: { server: serverName, sequence, heldMs: float32From(0, 60_000) },
  },
  '/cluster/leaving': { meaning: 'the server closes: its players go on to other servers', fields: {} },
  '/cluster/player': {
    meaning:
      'who a player of this server is: on arrival, on change, and in a snapshot; with the name that it asked for, flags, the SHA-256 of its resume key and its identity (each empty where there is none), and when it logged in',
    fields: {
      id,
      name: cleanName,
      colour: text(7, (colour) => !validateColour(colour)),
      wantedName: cleanName,
      flags: int32From(0, PLAYER_FLAGS.isGuest | PLAYER_FLAGS.isMuted),
      keyHash: keyOrNone,
      identity: keyOrNone,
      loginMs: exactMs,
    },
  },
  '/cluster/wanted': {
    meaning: 'asks a server for a snapshot: 0 of everything, 1 of motions alone; at most once a second',
    fields: { what: int32From(WANTED.everything, WANTED.motions) },
  },
  '/cluster/snapshot': {
    meaning:
      'head of each part of a snapshot of everything: its number, which part of how many, and the number of the last packet of events before it',
    fields: {
      number: int32From(1),
      part: int32From(0, 1023),
      parts: int32From(1, 1024),
      events: int32From(0),
    },
  },
  '/cluster/game': {
    meaning: 'to all: what the host says of the game, at a server that does not run it',
    fields: { word: text(24, (word) => /^[a-z-]{1,24}$/.test(word)) },
  },
  ...ORDER_SPECS,
});

export type ClusterMessage = MessageOf<typeof CLUSTER_TABLE.specs>;
type MessageWith<A extends ClusterMessage['address']> = Extract<ClusterMessage, { address: A }>;
export type FromMessage = MessageWith<'/cluster/from'>;
export type AliveMessage = MessageWith<'/cluster/alive'>;
export type EchoMessage = MessageWith<'/cluster/echo'>;
export type PlayerMessage = MessageWith<'/cluster/player'>;
export type GameWordMessage = MessageWith<'/cluster/game'>;
export type SnapshotMessage = MessageWith<'/cluster/snapshot'>;

function isTarget(target: string): boolean {
  try {
    return formatTarget(parseTarget(target)) === target;
  } catch {
    return false;
  }
}
